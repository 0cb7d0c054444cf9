// All projects of a company: those in use, and those put away.
import { Badge, Button, Paper, Progress, SegmentedControl, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { IconFolders, IconLock, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Project, projectsQuery } from '~/data/projects';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { overlays } from '~/shell/overlays';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { fold } from '~/ui/Pickers/Picker';
import { Screen } from '~/ui/Screen';
import { Time } from '~/ui/Time';
import classes from './Projects.module.css';

const route = getRouteApi('/in/c/$company/projects');

export function Projects() {
  const { company, role } = useCompany();
  const { archived, q } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(q ?? '');
  const { data, error, refetch } = useQuery(projectsQuery(company.id));
  const there = data?.filter((project) => project.trashed_at === null) ?? [];
  const wanted = there.filter((project) => (project.archived_at !== null) === (archived ?? false))
    .filter((project) => fold(project.name).includes(fold(text.trim())))
    .sort((a, b) => a.name.localeCompare(b.name));
  const away = there.filter((project) => project.archived_at !== null).length;
  const create = role !== 'client' && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => overlays.open({ name: 'newProject' })}>{t('shell.newProject')}</Button>
  );
  return (
    <Screen title={t('project.projects')} actions={there.length > 0 && create}>
      {data === undefined && error === null && <Rows count={4} height={110} />}
      {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data !== undefined && there.length === 0 && <Empty icon={IconFolders} title={t('project.noProjects')} text={t('project.noProjectsText')} action={create} />}
      {there.length > 0 && (
        <div className={classes.bar}>
          <TextInput
            aria-label={t('project.findProject')} placeholder={t('project.findProject')} value={text} leftSection={<IconSearch size={16} aria-hidden />}
            onChange={(event) => {
              const next = event.currentTarget.value;
              setText(next);
              void navigate({ search: (old) => ({ ...old, q: next.trim() === '' ? undefined : next }), replace: true });
            }}
          />
          <SegmentedControl
            aria-label={t('project.which')} value={archived ? 'archived' : 'used'}
            data={[{ value: 'used', label: t('project.inUse') }, { value: 'archived', label: t('project.putAway', { count: away }) }]}
            onChange={(value) => void navigate({ search: (old) => ({ ...old, archived: value === 'archived' ? true : undefined }), replace: true })}
          />
        </div>
      )}
      {there.length > 0 && wanted.length === 0 && (
        <Text c="dimmed" ta="center" py="xl">{t(text.trim() !== '' ? 'project.noneFound' : archived ? 'project.noneArchived' : 'project.noneInUse')}</Text>
      )}
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2, md: 3 }} spacing="sm" className={classes.list}>
        {wanted.map((project) => <ProjectCard key={project.id} project={project} company={company.slug} />)}
      </SimpleGrid>
    </Screen>
  );
}

function ProjectCard({ project, company }: { project: Project; company: string }) {
  const done = project.total_tasks - project.open_tasks;
  const percent = project.total_tasks === 0 ? 0 : (done / project.total_tasks) * 100;
  return (
    <Paper component="li" p="md" className={classes.card}>
      <div className={classes.head}>
        <span className={classes.dot} style={{ background: project.colour }} aria-hidden />
        <Title order={2} size="md" className={classes.name}>
          <Link to="/c/$company/p/$project" params={{ company, project: project.slug }} className={classes.link} dir="auto" title={project.name}>{project.name}</Link>
        </Title>
        {project.private && <IconLock size={16} role="img" aria-label={t('project.private')} />}
        {project.archived_at !== null && <Badge size="sm" color="gray" variant="light" tt="none" style={{ flex: 'none' }}>{t('project.archived')}</Badge>}
      </div>
      <Progress value={percent} size="sm" radius="xl" color={project.colour} mt="sm" mb={6} aria-label={t('project.progressOf', { name: project.name })} />
      <Text size="xs" c="dimmed">
        {t('project.openTasks', { count: project.open_tasks })} · <Time at={project.updated_at} />
      </Text>
    </Paper>
  );
}
