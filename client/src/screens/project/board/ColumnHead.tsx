// The head of a column: what it is, how many cards, and what can be done with it.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowLeft, IconArrowRight, IconChevronRight, IconColumnInsertRight, IconDots, IconLayoutSidebarLeftCollapse, IconPencil, IconPlus, IconTrash,
} from '@tabler/icons-react';
import { memo } from 'react';
import type { BoardState } from '~/data/board';
import { formatNumber, t } from '~/i18n';
import { StateIcon } from '~/ui/Pickers/marks';
import { DANGER } from '~/ui/danger';
import { LazyMenu } from '../tasks/Lazy';
import classes from './Board.module.css';

export interface ColumnActions {
  add: (state: BoardState) => void;
  fold: (state: number) => void;
  rename: (state: BoardState) => void;
  addBehind: (state: BoardState) => void;
  move: (state: BoardState, step: -1 | 1) => void;
  remove: (state: BoardState) => void;
}

interface ColumnHeadProps {
  state: BoardState;
  count: number;
  /** It is the first or the last one. */
  first: boolean;
  last: boolean;
  folded: boolean;
  editable: boolean;
  actions: ColumnActions;
}

export const ColumnHead = memo(function ColumnHead({ state, count, first, last, folded, editable, actions }: ColumnHeadProps) {
  if (folded) {
    return (
      <button type="button" className={classes.folded} onClick={() => actions.fold(state.id)} aria-expanded={false}
        aria-label={t('board.unfold', { state: state.name, count })}>
        <IconChevronRight size={16} aria-hidden />
        <span className={classes.foldedName} dir="auto">{state.name}</span>
        <span className={classes.badge}>{formatNumber(count)}</span>
      </button>
    );
  }
  return (
    <div className={classes.columnHead}>
      <StateIcon kind={state.kind} />
      <h2 className={classes.columnName} id={`column-${state.id}`} title={state.name} dir="auto">{state.name}</h2>
      <span className={classes.badge} aria-label={t('board.tasks', { count })} role="img">{formatNumber(count)}</span>
      <span className={classes.grow} />
      <Buttons state={state} first={first} last={last} editable={editable} actions={actions} />
    </div>
  );
});

/** Apart, since each move changes the counts of two columns and nothing else of their heads. */
const Buttons = memo(function Buttons({ state, first, last, editable, actions }: Omit<ColumnHeadProps, 'count' | 'folded'>) {
  return (
    <>
      {editable && (
        <ActionIcon size={28} className={classes.touch} aria-label={t('board.addTop', { state: state.name })}
          title={t('board.addTop', { state: state.name })} onClick={() => actions.add(state)}>
          <IconPlus size={16} />
        </ActionIcon>
      )}
      <LazyMenu
        button={(trigger) => (
          <ActionIcon size={28} className={classes.touch} aria-label={t('board.columnMenu', { state: state.name })} {...trigger}>
            <IconDots size={16} />
          </ActionIcon>
        )}
      >
        <Menu.Item leftSection={<IconLayoutSidebarLeftCollapse size={16} />} onClick={() => actions.fold(state.id)}>{t('board.fold')}</Menu.Item>
        {editable && (
          <>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => actions.rename(state)}>{t('board.rename')}</Menu.Item>
            <Menu.Item leftSection={<IconColumnInsertRight size={16} />} onClick={() => actions.addBehind(state)}>{t('board.addBehind')}</Menu.Item>
            <Menu.Item leftSection={<IconArrowLeft size={16} />} disabled={first} onClick={() => actions.move(state, -1)}>{t('board.moveLeft')}</Menu.Item>
            <Menu.Item leftSection={<IconArrowRight size={16} />} disabled={last} onClick={() => actions.move(state, 1)}>{t('board.moveRight')}</Menu.Item>
            <Menu.Divider />
            <Menu.Item color={DANGER} leftSection={<IconTrash size={16} />} onClick={() => actions.remove(state)}>{t('board.remove')}</Menu.Item>
          </>
        )}
      </LazyMenu>
    </>
  );
});
