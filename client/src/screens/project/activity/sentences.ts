// What a fact says, as a key of the catalogue and its values. Pure.
import type { Fact } from '~/data/activity';
import type { Key } from '~/i18n';

export interface Sentence {
  key: Key;
  /** Besides `who` and `task`. */
  values: Record<string, string | number>;
}

type Values = Record<string, string | number>;

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The name in a value: a text itself, or what it is called. */
function nameOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const { name, title } = record(value);
  return typeof name === 'string' ? name : typeof title === 'string' ? title : '';
}

function changeOf(fact: Fact, field: string): { from: string; to: string } {
  const change = fact.changes[field];
  return { from: nameOf(change?.from), to: nameOf(change?.to) };
}

const FIELDS = ['title', 'notes', 'due_on', 'start_on', 'priority', 'goal', 'labels', 'parent', 'position'] as const;

function ofTaskChange(fact: Fact): Sentence {
  const fields = FIELDS.filter((field) => field in fact.changes);
  const [only] = fields;
  if (fields.length !== 1 || only === undefined) return { key: 'activity.task_changed', values: {} };
  const { from, to } = changeOf(fact, only);
  const values: Values = { from, to };
  switch (only) {
    case 'title': return { key: 'activity.task_renamed', values };
    case 'notes': return { key: 'activity.task_notes', values };
    case 'due_on': return { key: to === '' ? 'activity.task_due_dropped' : 'activity.task_due', values };
    case 'start_on': return { key: to === '' ? 'activity.task_start_dropped' : 'activity.task_start', values };
    case 'priority': return { key: 'activity.task_priority', values };
    case 'goal': return { key: to === '' ? 'activity.task_goal_dropped' : 'activity.task_goal', values };
    case 'labels': return { key: 'activity.task_labels', values };
    case 'parent': return { key: 'activity.task_parent', values };
    case 'position': return { key: 'activity.task_placed', values };
  }
}

const PLAIN: Record<string, Key> = {
  'task.created.v1': 'activity.task_created', 'task.closed.v1': 'activity.task_closed', 'task.reopened.v1': 'activity.task_reopened',
  'task.approved.v1': 'activity.task_approved', 'task.returned.v1': 'activity.task_returned', 'task.archived.v1': 'activity.task_archived',
  'task.unarchived.v1': 'activity.task_unarchived', 'task.trashed.v1': 'activity.task_trashed', 'task.restored.v1': 'activity.task_restored',
  'task.moved.v1': 'activity.task_moved', 'task.left.v1': 'activity.task_left', 'task.due_soon.v1': 'activity.task_due_soon',
  'comment.added.v1': 'activity.comment_added', 'comment.edited.v1': 'activity.comment_edited', 'comment.deleted.v1': 'activity.comment_deleted',
  'comment.restored.v1': 'activity.comment_restored', 'checklist.item_added.v1': 'activity.item_added', 'checklist.item_changed.v1': 'activity.item_changed',
  'checklist.item_removed.v1': 'activity.item_removed', 'checklist.item_restored.v1': 'activity.item_restored', 'project.created.v1': 'activity.project_created', 'project.changed.v1': 'activity.project_changed',
  'project.archived.v1': 'activity.project_archived', 'project.unarchived.v1': 'activity.project_unarchived', 'project.trashed.v1': 'activity.project_trashed',
  'project.restored.v1': 'activity.project_restored', 'watcher.added.v1': 'activity.watcher_added', 'watcher.removed.v1': 'activity.watcher_removed',
};

/** Facts that name something in a field. */
const NAMED: Record<string, [Key, string, 'from' | 'to']> = {
  'attachment.added.v1': ['activity.file_added', 'attachment', 'to'],
  'attachment.removed.v1': ['activity.file_removed', 'attachment', 'from'],
  'attachment.restored.v1': ['activity.file_restored', 'attachment', 'to'],
  'task.assigned.v1': ['activity.task_assigned', 'assignees', 'to'],
  'task.unassigned.v1': ['activity.task_unassigned', 'assignees', 'from'],
  'project.person_added.v1': ['activity.person_added', 'people', 'to'],
  'project.person_removed.v1': ['activity.person_removed', 'people', 'from'],
};

const NOUNS: Record<string, Key> = {
  goal: 'activity.goal', state: 'activity.state', label: 'activity.label', view: 'activity.view', tasks: 'activity.tasks', import: 'activity.import',
};

/** The same where the fact does not say which. */
const NAMELESS: Record<string, Key> = {
  goal: 'activity.goal_some', state: 'activity.state_some', label: 'activity.label_some', view: 'activity.view_some',
};

export function sentenceOf(fact: Fact): Sentence {
  const { name } = fact;
  if (name === 'task.changed.v1') return ofTaskChange(fact);
  if (name === 'task.state_changed.v1') return { key: 'activity.task_state', values: changeOf(fact, 'state') };
  const plain = PLAIN[name];
  if (plain !== undefined) return { key: plain, values: {} };
  const named = NAMED[name];
  if (named !== undefined) {
    const [key, field, side] = named;
    return { key, values: { name: changeOf(fact, field)[side] } };
  }
  const [noun = '', verb = ''] = name.split('.');
  const about = Object.values(fact.changes).map((change) => nameOf(change.to) || nameOf(change.from)).find((text) => text !== '') ?? '';
  const key = about === '' ? NAMELESS[noun] ?? NOUNS[noun] : NOUNS[noun];
  return { key: key ?? 'activity.other', values: { verb, about, name: `${noun}.${verb}` } };
}
