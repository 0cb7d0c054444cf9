// What can be done with a card by tap or key: one menu for the whole board, beside the card's button.
import { Menu } from '@mantine/core';
import {
  IconArchive, IconArrowBarToDown, IconArrowBarToUp, IconArrowsMove, IconCheck, IconCopy, IconExternalLink,
  IconRotate, IconSquareCheck, IconTrash, IconUserMinus, IconUserPlus,
} from '@tabler/icons-react';
import { useMe } from '~/data/session';
import type { Card } from '~/data/board';
import { t } from '~/i18n';
import { DANGER } from '~/ui/danger';
import { toast } from '~/ui/toast';
import classes from './Board.module.css';

export interface MenuFor {
  card: Card;
  key: string;
  button: HTMLElement;
}

export interface CardActions {
  open: (number: number) => void;
  ask: (card: Card, key: string) => void;
  edge: (card: Card, key: string, edge: 'top' | 'bottom') => void;
  close: (card: Card, closed: boolean) => void;
  assign: (card: Card, ids: number[]) => void;
  select: (card: Card) => void;
  archive: (card: Card) => void;
  trash: (card: Card) => void;
}

interface CardMenuProps {
  menu: MenuFor | null;
  company: string;
  editable: boolean;
  actions: CardActions;
  onClose: () => void;
}

export function CardMenu({ menu, company, editable, actions, onClose }: CardMenuProps) {
  const me = useMe().user.id;
  const box = menu?.button.getBoundingClientRect();
  const mine = menu?.card.assignee_ids.includes(me) ?? false;
  const copy = (number: number) => {
    void navigator.clipboard.writeText(`${window.location.origin}/c/${company}/tasks/${number}`).then(
      () => toast(t('common.copied')),
    );
  };
  return (
    <Menu
      opened={menu !== null} position="bottom-end" returnFocus={false}
      onChange={(opened) => {
        if (opened) return;
        const button = menu?.button;
        onClose();
        // The button may be in the midst of going away with its card.
        queueMicrotask(() => {
          if (document.activeElement === document.body || document.activeElement?.closest('[role="menu"]') != null) button?.focus();
        });
      }}
    >
      <Menu.Target>
        <div className={classes.menuTarget} aria-hidden style={{ left: box?.right ?? 0, top: box?.bottom ?? 0 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={menu === null ? undefined : t('board.cardMenu', { title: menu.card.title })}>
        {menu !== null && (
          <>
            <Menu.Item leftSection={<IconExternalLink size={16} />} onClick={() => actions.open(menu.card.number)}>{t('board.open')}</Menu.Item>
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => copy(menu.card.number)}>{t('board.copyLink')}</Menu.Item>
            {editable && (
              <>
                <Menu.Item leftSection={<IconArrowsMove size={16} />} onClick={() => actions.ask(menu.card, menu.key)}>{t('board.moveTo')}</Menu.Item>
                <Menu.Item leftSection={<IconArrowBarToUp size={16} />} onClick={() => actions.edge(menu.card, menu.key, 'top')}>{t('board.toTop')}</Menu.Item>
                <Menu.Item leftSection={<IconArrowBarToDown size={16} />} onClick={() => actions.edge(menu.card, menu.key, 'bottom')}>{t('board.toBottom')}</Menu.Item>
                <Menu.Divider />
                {menu.card.closed_at === null
                  ? <Menu.Item leftSection={<IconCheck size={16} />} onClick={() => actions.close(menu.card, true)}>{t('board.close')}</Menu.Item>
                  : <Menu.Item leftSection={<IconRotate size={16} />} onClick={() => actions.close(menu.card, false)}>{t('board.reopen')}</Menu.Item>}
                {mine
                  ? <Menu.Item leftSection={<IconUserMinus size={16} />} onClick={() => actions.assign(menu.card, menu.card.assignee_ids.filter((id) => id !== me))}>{t('board.unassignMe')}</Menu.Item>
                  : <Menu.Item leftSection={<IconUserPlus size={16} />} onClick={() => actions.assign(menu.card, [...menu.card.assignee_ids, me])}>{t('board.assignMe')}</Menu.Item>}
                <Menu.Item leftSection={<IconSquareCheck size={16} />} onClick={() => actions.select(menu.card)}>{t('board.choose')}</Menu.Item>
                <Menu.Divider />
                <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => actions.archive(menu.card)}>{t('board.archive')}</Menu.Item>
                <Menu.Item color={DANGER} leftSection={<IconTrash size={16} />} onClick={() => actions.trash(menu.card)}>{t('board.trash')}</Menu.Item>
              </>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
