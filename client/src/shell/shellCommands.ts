// The commands that are there on every screen.
import { useMantineColorScheme } from '@mantine/core';
import {
  IconBuildingSkyscraper, IconCommand, IconHelp, IconHome, IconInbox, IconKeyboard, IconLanguage,
  IconMoon, IconPlus, IconSearch, IconSettings, IconSun,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { currentLocale, t } from '~/i18n';
import { type Command, GROUPS, useCommands } from './commands';
import { overlays } from './overlays';
import { useChangeLanguage } from './UserMenu';
import type { Where } from './where';

type Navigate = ReturnType<typeof useNavigate>;

function going(where: Where | null, navigate: Navigate): Command[] {
  const group = t(GROUPS.go);
  const mine: Command = {
    id: 'go.settings', group, icon: IconSettings, keys: 'g s', label: t('shell.mySettings'),
    run: () => void navigate({ to: '/settings' }),
  };
  const help: Command = {
    id: 'go.help', group, icon: IconHelp, label: t('shell.help'), run: () => void navigate({ to: '/help' }),
  };
  if (where === null) return [mine, help];
  const params = { company: where.company.slug };
  const commands: Command[] = [
    {
      id: 'go.home', group, icon: IconHome, keys: 'g h',
      label: where.role === 'client' ? t('portal.portal') : t('home.home'),
      run: () => void navigate({ to: '/c/$company', params }),
    },
    {
      id: 'go.inbox', group, icon: IconInbox, keys: 'g i', label: t('inbox.inbox'),
      run: () => void navigate({ to: '/c/$company/inbox', params }),
    },
    {
      id: 'go.search', group, icon: IconSearch, keys: '/', label: t('search.search'),
      run: () => void navigate({ to: '/c/$company/search', params }),
    },
    mine, help,
  ];
  if (where.role === 'owner' || where.role === 'admin') {
    commands.push({
      id: 'go.company', group, icon: IconBuildingSkyscraper, keys: 'g c', label: t('shell.companySettings'),
      run: () => void navigate({ to: '/c/$company/settings', params }),
    });
  }
  return commands;
}

function creating(where: Where | null): Command[] {
  if (where === null || where.role === 'client') return [];
  const group = t(GROUPS.create);
  return [
    {
      id: 'create.task', group, icon: IconPlus, keys: 'c', label: t('shell.newTask'),
      run: () => overlays.open({ name: 'newTask' }),
    },
    {
      id: 'create.project', group, icon: IconPlus, label: t('shell.newProject'),
      run: () => overlays.open({ name: 'newProject' }),
    },
  ];
}

export function useShellCommands(where: Where | null): void {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const changeLanguage = useChangeLanguage();
  // The latest of these without making the list anew for each drawing.
  const latest = useRef({ setColorScheme, changeLanguage });
  latest.current = { setColorScheme, changeLanguage };

  const commands = useMemo(() => {
    const group = t(GROUPS.app);
    const other = currentLocale() === 'en' ? 'es' : 'en';
    const app: Command[] = [
      {
        id: 'palette', group, icon: IconCommand, keys: 'mod+k', label: t('shell.palette'), hidden: true,
        run: () => overlays.open({ name: 'palette' }),
      },
      {
        id: 'shortcuts', group, icon: IconKeyboard, keys: '?', label: t('shell.shortcuts'),
        run: () => overlays.open({ name: 'shortcuts' }),
      },
      ...(['light', 'dark', 'auto'] as const).map((scheme): Command => ({
        id: `look.${scheme}`, group, icon: scheme === 'dark' ? IconMoon : IconSun,
        label: t('shell.lookCommand', { look: t(`shell.look_${scheme}`) }), words: 'theme tema',
        run: () => latest.current.setColorScheme(scheme),
      })),
      {
        id: 'language', group, icon: IconLanguage, label: t('shell.languageCommand'), words: 'language idioma english español',
        run: () => latest.current.changeLanguage(other),
      },
    ];
    return [...creating(where), ...going(where, navigate), ...app];
  }, [where, navigate]);
  useCommands(commands);
}
