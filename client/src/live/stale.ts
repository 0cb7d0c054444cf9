// What a fact makes old: the beginnings of query keys. Pure, so that it is tested as a table.
import type { Fact } from './live';

export type Beginning = readonly [string, ...(string | number)[]];

/** Facts after which somebody may find a notice in their inbox. */
const TELLING = /^(task\.(assigned|unassigned|closed|reopened|state_changed|approved|returned|due_soon|changed|created)|comment\.(added|edited)|attachment\.added|project\.person_added|invitation\.|member\.joined)/;

function ofTask(fact: Fact): Beginning[] {
  const stale: Beginning[] = [];
  if (fact.task_id !== null) stale.push(['task', fact.task_id]);
  if (fact.project_id !== null) stale.push(['board', fact.project_id], ['goals', fact.project_id]);
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

function byNoun(fact: Fact): Beginning[] {
  switch (fact.name.split('.')[0]) {
    case 'task':
    // Many at once: one fact of a project, which names no task.
    case 'tasks': return fact.task_id === null ? [...ofTask(fact), ['task']] : ofTask(fact);
    case 'comment': return onTask('comments', fact);
    case 'attachment': return onTask('attachments', fact);
    case 'checklist': return onTask('checklist', fact);
    case 'watcher': return fact.task_id === null ? [] : [['watchers', fact.task_id]];
    case 'goal': return [...ofProject(fact, 'goals', 'board'), ...ofCompany(fact, 'tasks')];
    case 'state': return [...ofProject(fact, 'states', 'board'), ...ofCompany(fact, 'tasks')];
    case 'label': return [['board'], ...ofCompany(fact, 'labels', 'tasks')];
    case 'project': return ofProject(fact, 'people', 'board');
    case 'member':
    case 'placeholder': return [['me'], ['people'], ...ofCompany(fact, 'members')];
    case 'invitation': return ofCompany(fact, 'invitations', 'members');
    case 'company': return [['me'], ['companies'], ...ofCompany(fact, 'members')];
    case 'view': return ofCompany(fact, 'views');
    case 'export': return ofCompany(fact, 'exports');
    case 'inbox': return [['notifications']];
    case 'import': return [...ofCompany(fact, 'imports'), ...ofProject(fact)];
    case 'user':
    case 'email': return [['me'], ...ofCompany(fact, 'members')];
    case 'session': return [['sessions']];
    case 'token': return [['tokens']];
    case 'access': return [['me'], ...ofCompany(fact, 'projects', 'tasks'), ...ofProject(fact, 'board')];
    default: return [];
  }
}

/** What to read again after a fact. */
export function staleAfter(fact: Fact): Beginning[] {
  const trash = /\.(trashed|restored)\./.test(fact.name) ? ofCompany(fact, 'trash') : [];
  return [...byNoun(fact), ...trash, ...ofCompany(fact, 'activity')];
}

/** Whether the inbox may have changed. Notices are written a moment after the fact. */
export function mayTell(fact: Fact, me: number): boolean {
  return fact.actor?.id !== me && TELLING.test(fact.name);
}
