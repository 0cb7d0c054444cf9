// What is around every view of a project: its name, its views, and the open task's panel.
import { ActionIcon, Badge, Button, Group, Menu, Text } from '@mantine/core';
import {
  IconActivity, IconArchive, IconCalendar, IconDots, IconFiles, IconLayoutKanban, IconList, IconLock, IconPrinter, IconSettings, IconTarget, IconUsers,
} from '@tabler/icons-react';
import { Link, Outlet, useMatchRoute, useNavigate } from '@tanstack/react-router';
import { memo } from 'react';
import { type Project, useUnarchiveProject } from '~/data/projects';
import { useCompany, useProject } from '~/hooks';
import { t } from '~/i18n';
import { OpenTask } from '~/screens/task/OpenTask';
import { toastFailure } from '~/ui/toast';
import { useCurrentInSight } from '~/ui/useCurrentInSight';
import classes from './Frame.module.css';
import { LazyMenu } from './tasks/Lazy';

const VIEWS = [
  { to: '/c/$company/p/$project/board', icon: IconLayoutKanban, name: 'project.board' },
  { to: '/c/$company/p/$project/list', icon: IconList, name: 'project.list' },
  { to: '/c/$company/p/$project/calendar', icon: IconCalendar, name: 'project.calendar' },
  { to: '/c/$company/p/$project/goals', icon: IconTarget, name: 'project.goals' },
  { to: '/c/$company/p/$project/files', icon: IconFiles, name: 'project.files' },
  { to: '/c/$company/p/$project/activity', icon: IconActivity, name: 'project.activity' },
  { to: '/c/$company/p/$project/people', icon: IconUsers, name: 'project.people' },
] as const;

export function Frame() {
  const { company, role } = useCompany();
  const project = useProject();
  const matches = useMatchRoute();
  // The board scrolls inside the window; the other views are pages.
  const fixed = matches({ to: '/c/$company/p/$project/board' }) !== false;
  if (project === undefined) return <Outlet />;
  return (
    <div className={classes.frame} data-fixed={fixed || undefined}>
      <Head company={company.slug} project={project} settings={role !== 'client'} />
      {project.archived_at !== null && role !== 'client' && <Archived project={project.id} company={company.id} />}
      <Outlet />
      <OpenTask />
    </div>
  );
}

/** The project's name and its views. Apart, since the frame is drawn with every step of the address. */
const Head = memo(function Head({ company, project, settings }: { company: string; project: Project; settings: boolean }) {
  const tabs = useCurrentInSight();
  const params = { company, project: project.slug };
  return (
    <header className={classes.header}>
      <Group gap="sm" wrap="nowrap" miw={0}>
        <span className={classes.dot} style={{ background: project.colour }} aria-hidden />
        <Text component="div" className={classes.name} fw={650} truncate title={project.name} dir="auto">{project.name}</Text>
        {project.private && <IconLock size={16} role="img" aria-label={t('project.private')} className={classes.lock} />}
        {project.archived_at !== null && <Badge color="gray" variant="light" tt="none" style={{ flex: 'none' }}>{t('project.archived')}</Badge>}
        <span className={classes.grow} />
        <More params={params} settings={settings} />
      </Group>
      <nav ref={tabs} className={classes.tabs} aria-label={t('project.views')}>
        {VIEWS.map(({ to, icon: IconOf, name }) => (
          <Link key={to} to={to} params={params} className={classes.tab} activeOptions={{ includeSearch: false }}>
            <IconOf size={16} stroke={1.6} aria-hidden />
            {t(name)}
          </Link>
        ))}
      </nav>
    </header>
  );
});

function More({ params, settings }: { params: { company: string; project: string }; settings: boolean }) {
  const navigate = useNavigate();
  return (
    <LazyMenu button={(trigger) => <ActionIcon className={classes.touch} size={32} aria-label={t('project.more')} {...trigger}><IconDots size={18} /></ActionIcon>}>
        <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>{t('project.print')}</Menu.Item>
        {settings && (
          <Menu.Item leftSection={<IconSettings size={16} />}
            onClick={() => void navigate({ to: '/c/$company/p/$project/settings', params })}>
            {t('project.settings')}
          </Menu.Item>
        )}
    </LazyMenu>
  );
}

function Archived({ project, company }: { project: number; company: number }) {
  const unarchive = useUnarchiveProject(company);
  return (
    <Group className={classes.archived} gap="sm" wrap="nowrap">
      <IconArchive size={18} aria-hidden />
      <Text size="sm" flex={1}>{t('project.archivedText')}</Text>
      <Button
        size="compact-sm" variant="default" loading={unarchive.isPending}
        onClick={() => unarchive.mutate({ project }, { onError: (error) => toastFailure(t('project.notUnarchived'), error) })}
      >
        {t('project.unarchive')}
      </Button>
    </Group>
  );
}
