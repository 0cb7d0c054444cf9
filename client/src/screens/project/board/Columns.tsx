// Columns side by side, each scrolling by itself.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Board, Card } from '~/data/board';
import { t } from '~/i18n';
import classes from './Board.module.css';
import type { AddingAt } from './BoardView';
import { type Adding, Cell } from './Cell';
import { type ColumnActions, ColumnHead } from './ColumnHead';
import type { Lane } from './columns';
import { useAutoScroll } from './drag';

export interface PlaneProps {
  board: Board;
  /** Not all cards are here, and none is filtered out: the server's count is the true one. */
  whole: boolean;
  lanes: Lane[];
  folded: ReadonlySet<number>;
  editable: boolean;
  columns: ColumnActions;
  adding: AddingAt | null;
  setAdding: (lane: string, state: number, where: Adding) => void;
}

const NONE: Card[] = [];

export function Columns({ board, whole, lanes, folded, editable, columns, adding, setAdding, onAddColumn }: PlaneProps & { onAddColumn: () => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  useAutoScroll(scroller, editable);
  const cells = lanes[0]?.cells;
  return (
    <div ref={scroller} className={classes.board}>
      {board.states.map((state, at) => {
        const cards = cells?.get(state.id) ?? NONE;
        const shut = folded.has(state.id);
        return (
          <section key={state.id} className={classes.column} data-folded={shut || undefined} aria-label={state.name}>
            <ColumnHead
              state={state} count={whole ? state.count : cards.length} first={at === 0} last={at === board.states.length - 1}
              folded={shut} editable={editable} actions={columns}
            />
            {!shut && (
              <Cell
                state={state} cards={cards} lane="all" laneId={null} laneName=""
                adding={adding?.state === state.id ? adding.where : null} setAdding={setAdding}
              />
            )}
          </section>
        );
      })}
      {editable && (
        <Button className={classes.newColumn} variant="subtle" color="gray" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAddColumn}>
          {t('board.newColumn')}
        </Button>
      )}
    </div>
  );
}
