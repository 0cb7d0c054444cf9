// The frame of the signed-in pages: navigation at the side, on phones behind a button.
import { ActionIcon, AppShell, Burger, Button, Group, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
// Their letters are sent from wherever one is.
import '~/data/comments';
import '~/data/newTask';
import { useOutboxes } from '~/data/outbox';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { patient } from '~/lazy';
import { useLive } from '~/live/useLive';
import { announce } from './announcer';
import { listenForKeys } from './keys';
import { Navigation } from './Navigation';
import { overlays, useOverlay } from './overlays';
import classes from './Shell.module.css';
import { useShellCommands } from './shellCommands';
import { useWhere } from './where';

const loadOverlays = patient(() => import('./Overlays').then((m) => ({ default: m.Overlays })));
const Overlays = lazy(loadOverlays);

export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const narrow = useMediaQuery('(max-width: 61.99em)') ?? false;
  const where = useWhere();
  const overlay = useOverlay();
  useLive();
  useOutboxes(useMe().user.id);
  useShellCommands(where);
  useArrivals(close);
  useRights();
  useEffect(listenForKeys, []);
  useEffect(() => {
    // Soon, so that the palette opens at once, without a connection too.
    const timer = setTimeout(() => void loadOverlays().catch(() => undefined), 1_500);
    return () => clearTimeout(timer);
  }, []);

  return (
    <AppShell
      header={{ height: 52, collapsed: !narrow }}
      navbar={{ width: 248, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={0}
    >
      <Button component="a" href="#main" className={classes.skip} size="sm">{t('shell.skip')}</Button>
      {narrow && (
        <AppShell.Header className={classes.header}>
          <Group h="100%" px="xs" gap="xs" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} size="sm" className={classes.burger}
              aria-label={t(opened ? 'shell.closeMenu' : 'shell.openMenu')} aria-expanded={opened} />
            <Text fw={600} truncate dir="auto" flex={1}>{where?.company.name ?? 'Blimp'}</Text>
            {where !== null && (
              <ActionIcon size={44} aria-label={t('shell.searchOrDo')} onClick={() => overlays.open({ name: 'palette' })}>
                <IconSearch size={20} />
              </ActionIcon>
            )}
          </Group>
        </AppShell.Header>
      )}
      <AppShell.Navbar className={classes.navbar} aria-label={t('shell.navigation')} inert={narrow && !opened}>
        <Navigation where={where} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main} inert={narrow && opened}>
        <Outlet />
      </AppShell.Main>
      {overlay !== null && (
        <Suspense fallback={null}>
          <Overlays overlay={overlay} where={where} />
        </Suspense>
      )}
    </AppShell>
  );
}

/** On a new page: the menu closes, focus goes to the content unless it is there, the title is said. */
function useArrivals(close: () => void): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return;
        close();
        const main = document.getElementById('main');
        const focus = document.activeElement;
        const kept = focus !== null && focus !== document.body &&
          (main?.contains(focus) === true || focus.closest('[role="dialog"]') !== null);
        if (!kept) main?.focus({ preventScroll: true });
        // The screen sets its title just after it is drawn.
        setTimeout(() => announce(document.title.replace(/ · Blimp$/, '')), 150);
      }),
    [router, close],
  );
}

/** Another role, a company more or less: routes ask again what may be seen. */
function useRights(): void {
  const router = useRouter();
  const rights = useMe().memberships.map(({ company, role }) => `${company.slug} ${role}`).join();
  const known = useRef(rights);
  useEffect(() => {
    if (known.current === rights) return;
    known.current = rights;
    void router.invalidate();
  }, [router, rights]);
}
