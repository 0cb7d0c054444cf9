// Every screen, in one table: what axe looks at, and what the tour shows.
// `who` is whose browser it is; in paths, $company, $project and $task are put in.

export const SCREENS = [
  { name: 'sign-in', who: 'nobody', path: '/signin', tour: 'Signing in' },
  { name: 'sign-up', who: 'nobody', path: '/signup', tour: 'A company of one’s own, in a minute' },
  { name: 'ask-reset', who: 'nobody', path: '/reset' },
  { name: 'reset', who: 'nobody', path: '/reset/1.abc' },
  { name: 'invitation-over', who: 'nobody', path: '/invitations/abc', fails: true },
  { name: 'verify-over', who: 'nobody', path: '/verify/abc', fails: true },

  { name: 'home', who: 'owner', path: '/c/$company', tour: 'My work: what is late, today’s, and next' },
  { name: 'inbox', who: 'owner', path: '/c/$company/inbox', tour: 'The inbox, with the reason for each notice' },
  { name: 'search', who: 'owner', path: '/c/$company/search?q=page', tour: 'Search over tasks, comments and files' },
  { name: 'projects', who: 'owner', path: '/c/$company/projects' },
  { name: 'board', who: 'owner', path: '/c/$company/p/$project/board', tour: 'The board of a project' },
  { name: 'list', who: 'owner', path: '/c/$company/p/$project/list', tour: 'The same as a list, to triage many at once' },
  { name: 'calendar', who: 'owner', path: '/c/$company/p/$project/calendar', tour: 'What is due, in a calendar' },
  { name: 'goals', who: 'owner', path: '/c/$company/p/$project/goals', tour: 'Goals and how far they are' },
  { name: 'files', who: 'owner', path: '/c/$company/p/$project/files', tour: 'All files of a project' },
  { name: 'activity', who: 'owner', path: '/c/$company/p/$project/activity', tour: 'What happened' },
  { name: 'project-people', who: 'owner', path: '/c/$company/p/$project/people' },
  { name: 'project-settings', who: 'owner', path: '/c/$company/p/$project/settings' },
  { name: 'task-panel', who: 'owner', path: '/c/$company/p/$project/board?task=$task', tour: 'A task, in a panel over any view' },
  { name: 'task', who: 'owner', path: '/c/$company/tasks/$task' },

  { name: 'portal', who: 'client', path: '/c/$company/portal', tour: 'What a client sees: their projects, and what waits for their word' },
  { name: 'client-board', who: 'client', path: '/c/$company/p/$clientProject/board' },

  { name: 'profile', who: 'owner', path: '/settings' },
  { name: 'account', who: 'owner', path: '/settings/account' },
  { name: 'notification-settings', who: 'owner', path: '/settings/notifications', tour: 'What to be told, and how' },
  { name: 'sessions', who: 'owner', path: '/settings/sessions' },
  { name: 'tokens', who: 'owner', path: '/settings/tokens' },
  { name: 'company', who: 'owner', path: '/c/$company/settings' },
  { name: 'company-people', who: 'owner', path: '/c/$company/settings/people', tour: 'People, invitations and roles' },
  { name: 'invite', who: 'owner', path: '/c/$company/settings/people?invite=true' },
  { name: 'import', who: 'owner', path: '/c/$company/settings/import', tour: 'Bringing in a Trello board' },
  { name: 'export', who: 'owner', path: '/c/$company/settings/export' },
  { name: 'trash', who: 'owner', path: '/c/$company/settings/trash' },
  { name: 'danger', who: 'owner', path: '/c/$company/settings/danger' },
  { name: 'new-company', who: 'owner', path: '/companies/new' },
  { name: 'help', who: 'owner', path: '/help' },
  { name: 'whats-new', who: 'owner', path: '/help/new' },
  { name: 'not-found', who: 'owner', path: '/c/$company/nothing-here' },
];

/** The path with its names put in. */
export function pathOf(screen, names) {
  return screen.path.replace(/\$(\w+)/g, (_, name) => String(names[name]));
}

/** Waits until a screen stands: its heading is there, and nothing is being loaded any more. */
export async function settled(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' }).catch(() => undefined);
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null).catch(() => undefined);
  // Pictures and dialogs come a moment later.
  await page.waitForTimeout(300);
}

/** The demo company: three people signed in, and what the paths need. */
export async function demo(house, options = {}) {
  const password = /password[^:]*: (\S+)/.exec(house.seeded)[1];
  const enter = async (email) => {
    const visitor = await house.visitor(options);
    if (email !== null) await visitor.api('POST', '/session', { email, password });
    return visitor;
  };
  const addresses = [...house.seeded.matchAll(/(owner|member|client)\s+(\S+@\S+)/g)];
  const emailOf = (role) => addresses.find(([, known]) => known === role)[2];
  const visitors = { nobody: await enter(null), owner: await enter(emailOf('owner')), client: await enter(emailOf('client')) };
  const { memberships } = await visitors.owner.api('GET', '/me');
  const { company } = memberships[0];
  const { items } = await visitors.owner.api('GET', `/companies/${company.id}/projects`);
  const project = [...items].sort((a, b) => b.total_tasks - a.total_tasks)[0];
  const { cards } = await visitors.owner.api('GET', `/projects/${project.id}/board`);
  const task = cards.filter((card) => card.closed_at === null).sort((a, b) => rich(b) - rich(a))[0];
  const seen = (await visitors.client.api('GET', `/companies/${company.id}/projects`)).items[0];
  const names = { company: company.slug, project: project.slug, task: task.number, clientProject: seen.slug };
  return { visitors, names };
}

/** How much a task has to show. */
function rich({ comment_count: comments, attachment_count: files, checklist, subtasks, label_ids: labels }) {
  return comments * 2 + files * 2 + checklist.total + subtasks.total + labels.length;
}
