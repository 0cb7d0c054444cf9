// The client's view: what waits for their word, what is in work, what is done, and the files.
import { Stack, Text, Title } from '@mantine/core';
import { IconChecks, IconFiles, IconMoodSmile } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { type Project, projectsQuery } from '~/data/projects';
import { companyTasksQuery, projectTasksQuery, type Task } from '~/data/tasks';
import { useCompany } from '~/hooks';
import { addDays, formatNumber, t, today } from '~/i18n';
import { OpenTask } from '~/screens/task/OpenTask';
import { DueDate } from '~/ui/DueDate';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { ButtonLink } from '~/ui/links';
import { Rows } from '~/ui/PageSkeleton';
import { StateIcon } from '~/ui/Pickers';
import { Screen } from '~/ui/Screen';
import { Time } from '~/ui/Time';
import { Approvals } from './Approvals';
import classes from './Portal.module.css';
import { portalRoute } from './routes';

/** "Lately" is this many days. */
const LATELY = 30;

export function Portal() {
  const { company } = useCompany();
  const { project: slug } = useSearch({ from: portalRoute.id });
  const list = useQuery(projectsQuery(company.id));
  const projects = list.data?.filter((project) => project.trashed_at === null && project.archived_at === null);
  const project = projects?.find((each) => each.slug === slug);
  return (
    <Screen title={project?.name ?? t('portal.portal')} actions={<FilesLink project={project ?? (projects?.length === 1 ? projects[0] : undefined)} />}>
      {projects === undefined && (list.error === null ? <Rows /> : <Failure error={list.error} retry={() => void list.refetch()} />)}
      {projects?.length === 0 && <Empty icon={IconMoodSmile} title={t('portal.none')} text={t('portal.noneText', { company: company.name })} />}
      {projects !== undefined && projects.length > 0 && (
        <Stack gap="xl">
          {projects.length > 1 && <ProjectTabs projects={projects} chosen={project} />}
          <Approvals project={project} />
          <InWork project={project} />
          <Done project={project} />
        </Stack>
      )}
      <OpenTask />
    </Screen>
  );
}

/** To all files of the project. */
function FilesLink({ project }: { project: Project | undefined }) {
  const { company } = useCompany();
  if (project === undefined) return null;
  return (
    <ButtonLink
      variant="default" leftSection={<IconFiles size={16} aria-hidden />} to="/c/$company/p/$project/files"
      params={{ company: company.slug, project: project.slug }}
    >
      {t('portal.files')}
    </ButtonLink>
  );
}

function ProjectTabs({ projects, chosen }: { projects: Project[]; chosen: Project | undefined }) {
  return (
    <nav className={classes.projects} aria-label={t('portal.projects')}>
      <Link to="." search={{}} className={classes.project} aria-current={chosen === undefined ? 'page' : undefined}>{t('common.all')}</Link>
      {projects.map((each) => (
        <Link
          key={each.id} to="." search={{ project: each.slug }} className={classes.project}
          aria-current={each.id === chosen?.id ? 'page' : undefined}
        >
          <span className={classes.dot} style={{ background: each.colour }} aria-hidden />
          <span className={classes.cut} dir="auto">{each.name}</span>
        </Link>
      ))}
    </nav>
  );
}

/** Tasks of one project, or of all that the client sees. */
export function useTasks(project: Project | undefined, filter: Parameters<typeof companyTasksQuery>[1]) {
  const { company } = useCompany();
  const all = useInfiniteQuery({ ...companyTasksQuery(company.id, filter), enabled: project === undefined });
  const one = useInfiniteQuery({ ...projectTasksQuery(company.id, project?.id ?? 0, filter), enabled: project !== undefined });
  return project === undefined ? all : one;
}

function InWork({ project }: { project: Project | undefined }) {
  const list = useTasks(project, { state: 'plan,doing', closed: false, parent: 'none', sort: 'due_on', expand: 'state,project', limit: 50 });
  const tasks = list.data?.pages.flatMap((page) => page.items) ?? [];
  // What is being done stands before what is planned.
  const sorted = [...tasks].sort((a, b) => Number(b.expanded?.state?.kind === 'doing') - Number(a.expanded?.state?.kind === 'doing'));
  return (
    <Part title={t('portal.inWork')} list={list} empty={t('portal.inWorkEmpty')} count={tasks.length}>
      {sorted.map((task) => (
        <Row key={task.id} task={task}>{task.due_on !== null && <DueDate due={task.due_on} />}</Row>
      ))}
    </Part>
  );
}

function Done({ project }: { project: Project | undefined }) {
  const since = `${addDays(today(), -LATELY)}T00:00:00Z`;
  const list = useTasks(project, { closed: true, parent: 'none', updated_after: since, sort: '-updated_at', expand: 'state,project', limit: 20 });
  const tasks = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Part title={t('portal.done')} list={list} empty={t('portal.doneEmpty')} count={tasks.length}>
      {tasks.map((task) => (
        <Row key={task.id} task={task}>
          {task.closed_at !== null && <Text span size="xs" c="dimmed"><Time at={task.closed_at} /></Text>}
        </Row>
      ))}
    </Part>
  );
}

interface PartProps {
  title: string;
  list: ReturnType<typeof useTasks>;
  count: number;
  empty: string;
  children: ReactNode;
}

function Part({ title, list, count, empty, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h3" mb="xs" id={id}>{title} {count > 0 && <Text span size="sm" c="dimmed" fw={400}>{formatNumber(count)}</Text>}</Title>
      {list.data === undefined && (list.error === null ? <Rows count={3} /> : <Failure error={list.error} retry={() => void list.refetch()} />)}
      {list.data !== undefined && count === 0 && <Text size="sm" c="dimmed">{empty}</Text>}
      {count > 0 && <ul className={classes.rows}>{children}</ul>}
    </section>
  );
}

function Row({ task, children }: { task: Task; children: ReactNode }) {
  const { state, project } = task.expanded ?? {};
  return (
    <li className={classes.row}>
      {state?.kind === 'done' ? <IconChecks size={18} className={classes.icon} aria-hidden /> : <StateIcon kind={state?.kind} size={18} />}
      <div className={classes.words}>
        <Link to="." search={(before) => ({ ...before, task: task.number })} className={classes.title} data-task-number={task.number} dir="auto">
          {task.title}
        </Link>
        <Text size="xs" c="dimmed" truncate><bdi>{state?.name}</bdi>{project !== undefined && <> · <bdi>{project.name}</bdi></>}</Text>
      </div>
      {children}
    </li>
  );
}
