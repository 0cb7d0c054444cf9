// Lanes of people or goals, one below the other, over the same columns.
import { IconChevronRight } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Card } from '~/data/board';
import { formatNumber, t } from '~/i18n';
import { MiniFace } from '../tasks/MiniFace';
import classes from './Board.module.css';
import { laneName } from './BoardView';
import { Cell } from './Cell';
import { ColumnHead } from './ColumnHead';
import type { PlaneProps } from './Columns';
import type { LaneBy } from './columns';
import { useAutoScroll } from './drag';
import { useRoom } from './room';

const NONE: Card[] = [];

export function Lanes({ board, lanes, editable, columns, adding, setAdding, by }: PlaneProps & { by: LaneBy }) {
  const room = useRoom();
  const plane = useRef<HTMLDivElement>(null);
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set());
  useAutoScroll(plane, editable);
  const toggle = (key: string) => setShut((now) => {
    const next = new Set(now);
    if (!next.delete(key)) next.add(key);
    return next;
  });
  return (
    <div ref={plane} className={classes.plane}>
      <div className={`${classes.row} ${classes.heads}`}>
        {board.states.map((state, at) => (
          <ColumnHead
            key={state.id} state={state} first={at === 0} last={at === board.states.length - 1} folded={false} editable={editable}
            actions={columns} count={lanes.reduce((sum, lane) => sum + (lane.cells.get(state.id)?.length ?? 0), 0)}
          />
        ))}
      </div>
      {lanes.map((lane) => {
        const name = laneName(lane, room);
        const person = by === 'assignee' && lane.id !== null ? room.people.get(lane.id) : undefined;
        const open = !shut.has(lane.key);
        return (
          <section key={lane.key} aria-label={name}>
            <button type="button" className={classes.laneHead} aria-expanded={open} onClick={() => toggle(lane.key)}>
              <IconChevronRight className={classes.chevron} size={16} aria-hidden />
              {person !== undefined && <MiniFace name={person.name} picture={person.avatar_url} />}
              <h2 className={classes.laneName} dir="auto">{name}</h2>
              <span className={classes.badge} role="img" aria-label={t('board.tasks', { count: lane.count })}>{formatNumber(lane.count)}</span>
            </button>
            {open && (
              <div className={classes.row}>
                {board.states.map((state) => (
                  <Cell
                    key={state.id} state={state} cards={lane.cells.get(state.id) ?? NONE} lane={lane.key} laneId={lane.id} laneName={name}
                    scroller={plane} setAdding={setAdding}
                    adding={adding?.state === state.id && adding.lane === lane.key ? adding.where : null}
                  />
                ))}
              </div>
            )}
          </section>
        );
      })}
    </div>
  );
}
