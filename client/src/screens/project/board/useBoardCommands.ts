// The board's keys, named in the palette and the help.
import { IconArrowsMove, IconFilter, IconPlus, IconSquareCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Card } from '~/data/board';
import { t } from '~/i18n';
import { type Command, GROUPS, useCommands } from '~/shell/commands';
import { WORDS_ID } from '../tasks/FilterBar';
import type { AddingAt } from './BoardView';
import { idOfKey } from './store';
import type { Now } from './useBoardKeys';
import type { BoardActions } from './useCardActions';

function current(now: Now): { card: Card; key: string } | null {
  const key = now.store.current;
  const card = key === null ? undefined : now.board.cards.find((one) => one.id === idOfKey(key));
  return key === null || card === undefined ? null : { card, key };
}

export function useBoardCommands(
  here: () => Now, actions: BoardActions, ask: (card: Card, key: string) => void, editable: boolean,
  add: (at: AddingAt) => void,
): void {
  useCommands(useMemo(() => {
    const group = t(GROUPS.here);
    const filter: Command = {
      id: 'board.filter', group, icon: IconFilter, keys: 'f', label: t('board.keyFilter'),
      run: () => document.getElementById(WORDS_ID)?.focus(),
    };
    const walk: Command = {
      id: 'board.walk', group, keys: '↑ ↓ ← →', label: t('board.keyWalk'), hidden: true, run: () => undefined,
    };
    if (!editable) return [filter, walk];
    const on = (run: (card: Card, key: string) => void) => () => {
      const found = current(here());
      if (found !== null) run(found.card, found.key);
    };
    return [
      {
        id: 'board.add', group, icon: IconPlus, keys: 'n', label: t('board.keyAdd'),
        run: () => {
          const now = here();
          const at = current(now);
          const lane = at?.key.slice(0, at.key.indexOf('/')) ?? now.lanes[0]?.key ?? 'all';
          add({ lane, state: at?.card.state_id ?? now.board.states[0]?.id ?? 0, where: 'bottom' });
        },
      },
      { id: 'board.move', group, icon: IconArrowsMove, keys: 'm', label: t('board.keyMove'), run: on(ask) },
      { id: 'board.choose', group, icon: IconSquareCheck, keys: 'x', label: t('board.keyChoose'), run: on(actions.select) },
      filter, walk,
      { id: 'board.carry', group, keys: 'mod+↑ mod+↓ mod+← mod+→', label: t('board.keyCarry'), hidden: true, run: () => undefined },
    ];
  }, [here, actions, ask, editable, add]));
}
