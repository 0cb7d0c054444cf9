// What a fact makes old: the beginnings of query keys. Pure, so that it is tested as a table.
import type { Fact } from './live';

export type Beginning = readonly [string, ...(string | number)[]];

/** Facts after which somebody may find a notice in their inbox. */
const TELLING = /^(task\.(assigned|unassigned|closed|reopened|state_changed|approved|returned|due_soon|changed|created)|comment\.(added|edited)|attachment\.added|project\.person_added|invitation\.|member\.joined)/;

/** One task; without one, many: of a project, or of several. */
function ofTask(fact: Fact): Beginning[] {
  const { task_id: task, project_id: project } = fact;
  const stale: Beginning[] = [
    task === null ? ['task'] : ['task', task],
    ...(project === null
      ? [['board'], ['goals'], ['files']] as const
      : [['board', project], ['goals', project], ['files', 'of', project]] as const),
  ];
  if (fact.company_id !== null) stale.push(['tasks', fact.company_id], ['projects', fact.company_id]);
  return stale;
}

/** A noun that hangs on a task: its list, and the counts on cards. */
function onTask(noun: string, fact: Fact): Beginning[] {
  const stale: Beginning[] = [];
  if (fact.task_id !== null) stale.push([noun, fact.task_id], ['task', fact.task_id]);
  if (fact.project_id !== null) stale.push(['board', fact.project_id], [noun === 'attachments' ? 'files' : noun, 'of', fact.project_id]);
  if (fact.company_id !== null) stale.push(['tasks', fact.company_id]);
  return stale;
}

function ofProject(fact: Fact, ...nouns: string[]): Beginning[] {
  const stale: Beginning[] = [];
  if (fact.company_id !== null) stale.push(['projects', fact.company_id]);
  if (fact.project_id !== null) {
    stale.push(['project', fact.project_id]);
    for (const noun of nouns) stale.push([noun, fact.project_id]);
  }
  return stale;
}

function ofCompany(fact: Fact, ...nouns: string[]): Beginning[] {
  const company = fact.company_id;
  return company === null ? [] : nouns.map((noun) => [noun, company] as const);
}

/** By the first word of a fact's name. A test compares them with all facts that the server can tell. */
const BY_NOUN: Record<string, (fact: Fact) => Beginning[]> = {
  task: ofTask,
  tasks: ofTask,
  comment: (fact) => onTask('comments', fact),
  attachment: (fact) => onTask('attachments', fact),
  checklist: (fact) => onTask('checklist', fact),
  watcher: (fact) => (fact.task_id === null ? [] : [['watchers', fact.task_id]]),
  goal: (fact) => [...ofProject(fact, 'goals', 'board'), ...ofCompany(fact, 'tasks')],
  state: (fact) => [...ofProject(fact, 'states', 'board'), ...ofCompany(fact, 'tasks')],
  label: (fact) => [['board'], ...ofCompany(fact, 'labels', 'tasks')],
  project: (fact) => ofProject(fact, 'people', 'board'),
  member: (fact) => [['me'], ['people'], ...ofCompany(fact, 'members')],
  placeholder: (fact) => [['me'], ['people'], ...ofCompany(fact, 'members')],
  invitation: (fact) => ofCompany(fact, 'invitations', 'members'),
  company: (fact) => [['me'], ['companies'], ...ofCompany(fact, 'members')],
  view: (fact) => ofCompany(fact, 'views'),
  export: (fact) => ofCompany(fact, 'exports'),
  import: (fact) => [...ofCompany(fact, 'imports'), ...ofProject(fact)],
  inbox: () => [['notifications']],
  user: (fact) => [['me'], ...ofCompany(fact, 'members')],
  email: (fact) => [['me'], ...ofCompany(fact, 'members')],
  session: () => [['sessions']],
  token: () => [['tokens']],
  access: (fact) => [['me'], ...ofCompany(fact, 'projects', 'tasks'), ...ofProject(fact, 'board')],
};

/** Facts of which nothing is on a screen: a mail follows them. */
const UNSEEN = new Set(['password', 'password_reset', 'email_verification']);

function nounOf(name: string): string {
  return name.split('.')[0] ?? name;
}

/** Whether it is settled here what a fact makes old. */
export function isKnown(name: string): boolean {
  return nounOf(name) in BY_NOUN || UNSEEN.has(nounOf(name));
}

/** What to read again after a fact. */
export function staleAfter(fact: Fact): Beginning[] {
  const trash = /\.(trashed|restored)\./.test(fact.name) ? ofCompany(fact, 'trash') : [];
  return [...(BY_NOUN[nounOf(fact.name)]?.(fact) ?? []), ...trash, ...ofCompany(fact, 'activity')];
}

/** Whether the inbox may have changed. Notices are written a moment after the fact. */
export function mayTell(fact: Fact, me: number): boolean {
  return fact.actor?.id !== me && TELLING.test(fact.name);
}
