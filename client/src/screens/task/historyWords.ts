// A fact of a task's history as a sentence: who is said beside it, here is what.
import { t, formatDay, type Key } from '~/i18n';
import type { Fact } from '~/data/history';
import type { Schemas } from '~/api/client';

type Change = Schemas['Change'];

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;
}

/** A value as people read it: a name, a day, a word. */
export function say(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('task.nothing');
  if (Array.isArray(value)) return value.length === 0 ? t('task.nothing') : value.map(say).join(', ');
  const name = field(value, 'name') ?? field(value, 'title');
  if (typeof name === 'string') return name;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDay(text) : text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

const FIELDS: Record<string, Key> = {
  title: 'task.title', notes: 'task.notes', due_on: 'task.due', start_on: 'task.start', priority: 'task.priority',
  goal: 'task.goal', goal_id: 'task.goal', parent: 'task.parent', parent_id: 'task.parent', labels: 'task.labels',
  state: 'task.state', project: 'task.project', assignees: 'task.assignees',
};

function sayField(name: string, { from, to }: Change): string {
  const key = FIELDS[name];
  const what = key === undefined ? name.replaceAll('_', ' ') : t(key);
  if (name === 'notes') return t('task.factNotes');
  if (name === 'priority') {
    return t('task.factField', { field: what, from: sayPriority(from), to: sayPriority(to) });
  }
  return t('task.factField', { field: what, from: say(from), to: say(to) });
}

function sayPriority(value: unknown): string {
  const known = ['none', 'low', 'normal', 'high', 'urgent'] as const;
  const found = known.find((each) => each === value);
  return found === undefined ? say(value) : t(`editor.priority_of_${found}`);
}

/** Sentences that need nothing but their name. */
const PLAIN: Record<string, Key> = {
  'task.created': 'task.factCreated', 'task.closed': 'task.factClosed', 'task.reopened': 'task.factReopened',
  'task.archived': 'task.factArchived', 'task.unarchived': 'task.factUnarchived', 'task.trashed': 'task.factTrashed',
  'task.restored': 'task.factRestored', 'task.approved': 'task.factApproved', 'task.returned': 'task.factReturned',
  'task.due_soon': 'task.factDueSoon', 'comment.added': 'task.factCommented', 'comment.edited': 'task.factCommentEdited',
  'comment.deleted': 'task.factCommentDeleted', 'comment.restored': 'task.factCommentRestored',
};

/** Sentences that name one thing, and the field it is in. */
const NAMED: Record<string, { key: Key; of: 'from' | 'to' }> = {
  'task.assigned': { key: 'task.factAssigned', of: 'to' }, 'task.unassigned': { key: 'task.factUnassigned', of: 'from' },
  'attachment.added': { key: 'task.factFile', of: 'to' }, 'attachment.removed': { key: 'task.factFileRemoved', of: 'from' },
  'attachment.restored': { key: 'task.factFileRestored', of: 'to' },
  'checklist.item_added': { key: 'task.factItem', of: 'to' }, 'checklist.item_removed': { key: 'task.factItemRemoved', of: 'from' },
  'checklist.item_restored': { key: 'task.factItemRestored', of: 'to' },
  'watcher.added': { key: 'task.factWatcher', of: 'to' }, 'watcher.removed': { key: 'task.factWatcherGone', of: 'from' },
};

/** What happened, in one sentence or two. */
export function sayFact(fact: Fact): string {
  const name = fact.name.replace(/\.v\d+$/, '');
  const changes = Object.entries(fact.changes);
  const plain = PLAIN[name];
  if (plain !== undefined) return t(plain);
  const named = NAMED[name];
  if (named !== undefined) {
    const [first] = changes;
    const value = first?.[1][named.of] ?? first?.[1].to ?? first?.[1].from;
    return t(named.key, { what: say(value) });
  }
  if (name === 'task.state_changed') {
    const state = fact.changes.state;
    return t('task.factState', { from: say(state?.from), to: say(state?.to) });
  }
  if (name === 'task.moved') {
    const project = fact.changes.project ?? fact.changes.project_id;
    return t('task.factMoved', { from: say(project?.from), to: say(project?.to) });
  }
  if (name === 'checklist.item_changed') {
    const done = fact.changes.done;
    if (done !== undefined) return t(done.to === true ? 'task.factItemDone' : 'task.factItemOpen');
  }
  const said = changes.filter(([key]) => key !== 'position' && key !== 'version').map(([key, change]) => sayField(key, change));
  return said.length > 0 ? said.join(' · ') : t('task.factChanged');
}

/** Ticks and moves alone say little: they are left out where they change nothing one sees. */
export function isQuiet(fact: Fact): boolean {
  const keys = Object.keys(fact.changes);
  return keys.length > 0 && keys.every((key) => key === 'position');
}
