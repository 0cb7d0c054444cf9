// The keys of the inbox: j and k go, x chooses, e is done, u unread, h snoozes, Enter opens (a link).
import { IconArchive, IconArrowDown, IconArrowUp, IconCheckbox, IconClock, IconMail } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { type Shelf, useNoticeDeeds } from '~/data/inbox';
import { t } from '~/i18n';
import { type Command, GROUPS, useCommands } from '~/shell/commands';
import { idsOf, type NoticeGroup } from './groups';

interface InboxKeys {
  groups: NoticeGroup[];
  selected: NoticeGroup[];
  shelf: Shelf;
  company: number;
  toggle: (key: string, on: boolean) => void;
  clear: () => void;
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('#main [data-row]')];
}

function currentRow(): HTMLElement | undefined {
  return rows().find((row) => row.closest('li')?.contains(document.activeElement));
}

function step(by: number): void {
  const all = rows();
  const at = all.findIndex((row) => row === currentRow());
  const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

export function useInboxKeys(inbox: InboxKeys): void {
  const change = useNoticeDeeds(inbox.company);
  const latest = useRef({ inbox, change });
  latest.current = { inbox, change };
  const commands = useMemo((): Command[] => {
    const group = t(GROUPS.here);
    const current = () => {
      const key = currentRow()?.dataset.row;
      return latest.current.inbox.groups.find((each) => each.key === key);
    };
    /** Those chosen, or the one with the focus. */
    const meant = () => {
      const { selected } = latest.current.inbox;
      const one = current();
      return selected.length > 0 ? selected : one === undefined ? [] : [one];
    };
    /** The row behind gets the focus, when this one vanishes. */
    const leaving = (deed: (ids: number[]) => void) => () => {
      const all = rows();
      const at = all.findIndex((row) => row === currentRow());
      const next = all[at + 1] ?? all[at - 1];
      deed(idsOf(meant()));
      latest.current.inbox.clear();
      setTimeout(() => next?.focus(), 50);
    };
    return [
      { id: 'inbox.next', group, icon: IconArrowDown, keys: 'j', label: t('home.keyNext'), hidden: true, run: () => step(1) },
      { id: 'inbox.previous', group, icon: IconArrowUp, keys: 'k', label: t('home.keyPrevious'), hidden: true, run: () => step(-1) },
      {
        id: 'inbox.choose', group, icon: IconCheckbox, keys: 'x', label: t('inbox.keyChoose'), hidden: true,
        run: () => {
          const one = current();
          if (one !== undefined) latest.current.inbox.toggle(one.key, !latest.current.inbox.selected.includes(one));
        },
      },
      {
        id: 'inbox.done', group, icon: IconArchive, keys: 'e', label: t('inbox.keyDone'), hidden: true,
        run: leaving((ids) => latest.current.change({ act: latest.current.inbox.shelf === 'done' ? 'unarchive' : 'archive', ids })),
      },
      {
        id: 'inbox.unread', group, icon: IconMail, keys: 'u', label: t('inbox.keyUnread'), hidden: true,
        run: () => {
          const groups = meant();
          latest.current.change({ act: groups.some((each) => each.unread) ? 'read' : 'unread', ids: idsOf(groups) }, true);
        },
      },
      {
        id: 'inbox.snooze', group, icon: IconClock, keys: 'h', label: t('inbox.keySnooze'), hidden: true,
        run: () => currentRow()?.closest('li')?.querySelector<HTMLElement>('[data-snooze]')?.click(),
      },
    ];
  }, []);
  useCommands(commands);
}
