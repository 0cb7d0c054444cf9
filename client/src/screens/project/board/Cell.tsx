// One state in one lane: its cards, where to drop, and where to add.
import { memo, type RefObject, useEffect, useRef } from 'react';
import type { BoardState, Card } from '~/data/board';
import { t } from '~/i18n';
import { AddButton, AddCard } from './AddCard';
import classes from './Board.module.css';
import { CardList } from './CardList';
import { useAutoScroll, useCellDrop } from './drag';
import { useRoom } from './room';

export type Adding = 'top' | 'bottom' | null;

interface CellProps {
  state: BoardState;
  cards: Card[];
  lane: string;
  laneId: number | null;
  laneName: string;
  adding: Adding;
  setAdding: (lane: string, state: number, where: Adding) => void;
  /** The scrolling element around it; by itself where there is none. */
  scroller?: RefObject<HTMLElement | null>;
}

export const Cell = memo(function Cell({ state, cards, lane, laneId, laneName, adding, setAdding, scroller }: CellProps) {
  const room = useRoom();
  const cell = useRef<HTMLDivElement>(null);
  const over = useCellDrop(cell, state.id, lane, room.editable);
  useAutoScroll(cell, room.editable && scroller === undefined);
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (adding === 'bottom') foot.current?.scrollIntoView({ block: 'nearest' });
  }, [adding, cards.length]);

  const close = () => setAdding(lane, state.id, null);
  const place = {
    project: room.project, state: state.id,
    goal: room.laneBy === 'goal' ? laneId : null, assignee: room.laneBy === 'assignee' ? laneId : null,
  };
  const label = laneName === '' ? state.name : `${laneName} · ${state.name}`;
  return (
    <div ref={cell} className={classes.cell} data-over={over || undefined} data-scrolls={scroller === undefined || undefined}>
      {adding === 'top' && (
        <AddCard place={{ ...place, before: cards[0]?.id }} stateName={state.name} onClose={close} />
      )}
      <CardList cards={cards} lane={lane} state={state.id} label={label} scroller={scroller ?? cell} />
      {cards.length === 0 && adding === null && <p className={classes.none}>{t('board.noneHere')}</p>}
      <div ref={foot}>
        {adding === 'bottom' && (
          <AddCard place={{ ...place, after: cards.at(-1)?.id }} stateName={state.name} onClose={close} />
        )}
        {room.editable && adding === null && (
          <AddButton stateName={label} onClick={() => setAdding(lane, state.id, 'bottom')} />
        )}
      </div>
    </div>
  );
});
