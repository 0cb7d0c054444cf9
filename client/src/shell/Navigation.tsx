// What stands at the side: the company, where to go, its projects, and oneself.
import { ActionIcon, Badge, Box, Button, Group, Kbd, ScrollArea, Text } from '@mantine/core';
import {
  IconBuildingSkyscraper, IconHelp, IconHome, IconInbox, IconPlus, IconSearch,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countsQuery } from '~/data/notifications';
import { projectsQuery } from '~/data/projects';
import { formatNumber, t } from '~/i18n';
import { CompanySwitcher } from './CompanySwitcher';
import classes from './Navigation.module.css';
import { NavItem } from './NavItem';
import { overlays } from './overlays';
import { isApple } from './platform';
import { UserMenu } from './UserMenu';
import type { Where } from './where';

export function Navigation({ where }: { where: Where | null }) {
  return (
    <>
      <Box p="xs">
        <CompanySwitcher where={where} />
        {where !== null && (
          <Button
            fullWidth variant="default" justify="space-between" mt="xs" className={classes.search}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={<Kbd size="xs" aria-hidden className={classes.keys}>{isApple ? '⌘' : 'Ctrl'} K</Kbd>}
            aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
            onClick={() => overlays.open({ name: 'palette' })}
          >
            {t('shell.searchOrDo')}
          </Button>
        )}
      </Box>
      <ScrollArea flex={1} type="hover" scrollbarSize={8}>
        {where !== null && <Places where={where} />}
      </ScrollArea>
      <Box p="xs" className={classes.foot}>
        <ul className={classes.items}>
          {where !== null && (where.role === 'owner' || where.role === 'admin') && (
            <NavItem icon={IconBuildingSkyscraper} label={t('shell.companySettings')}
              to="/c/$company/settings" params={{ company: where.company.slug }} />
          )}
          <NavItem icon={IconHelp} label={t('shell.help')} to="/help" />
        </ul>
        <UserMenu />
      </Box>
    </>
  );
}

function Places({ where }: { where: Where }) {
  const params = { company: where.company.slug };
  const client = where.role === 'client';
  return (
    <Box px="xs" pb="xs">
      <ul className={classes.items}>
        {client ? (
          <NavItem icon={IconHome} label={t('portal.portal')} to="/c/$company/portal" params={params} />
        ) : (
          <NavItem icon={IconHome} label={t('home.home')} to="/c/$company" params={params} exact />
        )}
        <NavItem icon={IconInbox} label={t('inbox.inbox')} to="/c/$company/inbox" params={params}
          right={<Unread />} />
        <NavItem icon={IconSearch} label={t('search.search')} to="/c/$company/search" params={params} />
      </ul>
      <Projects where={where} />
    </Box>
  );
}

function Unread() {
  const unread = useQuery(countsQuery).data?.unread ?? 0;
  if (unread === 0) return null;
  return (
    <Badge size="sm" variant="filled" circle={unread < 10} aria-label={t('shell.unread', { count: unread })}>
      {unread > 99 ? '99+' : formatNumber(unread)}
    </Badge>
  );
}

function Projects({ where }: { where: Where }) {
  const { data } = useQuery(projectsQuery(where.company.id));
  const projects = (data ?? [])
    .filter((project) => project.archived_at === null && project.trashed_at === null)
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <section aria-labelledby="nav-projects">
      <Group justify="space-between" mt="md" mb={4} pl="xs">
        <Text id="nav-projects" size="xs" fw={600} c="dimmed" component="h2">
          <Link to="/c/$company/projects" params={{ company: where.company.slug }} className={classes.heading}>{t('shell.projects')}</Link>
        </Text>
        {where.role !== 'client' && (
          <ActionIcon size="sm" className={classes.add} aria-label={t('shell.newProject')}
            title={t('shell.newProject')} onClick={() => overlays.open({ name: 'newProject' })}>
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </Group>
      <ul className={classes.items}>
        {projects.map((project) => (
          <NavItem
            key={project.id} label={project.name} colour={project.colour} lock={project.private}
            to="/c/$company/p/$project" params={{ company: where.company.slug, project: project.slug }}
          />
        ))}
      </ul>
      {data !== undefined && projects.length === 0 && (
        <Text size="xs" c="dimmed" px="xs" py={4}>{t('shell.noProjects')}</Text>
      )}
    </section>
  );
}
