// The cards of one state in one lane: only those in sight are drawn.
import { memo, type RefObject, useRef } from 'react';
import type { Card } from '~/data/board';
import classes from './Card.module.css';
import { CardView } from './CardView';
import { useRoom } from './room';
import { cardKey, listKey } from './store';
import { useWindow } from './useWindow';

interface CardListProps {
  cards: Card[];
  lane: string;
  state: number;
  label: string;
  scroller: RefObject<HTMLElement | null>;
}

export const CardList = memo(function CardList({ cards, lane, state, label, scroller }: CardListProps) {
  const { store } = useRoom();
  const list = useRef<HTMLUListElement>(null);
  const { rows, below } = useWindow(store, lane, listKey(lane, state), cards, list, scroller);
  if (cards.length === 0) return null;
  return (
    <ul ref={list} className={classes.list} aria-label={label} style={below === 0 ? undefined : { paddingBottom: below + 8 }}>
      {rows.map(({ at, above }) => {
        const card = cards[at];
        const keyOf = card === undefined ? '' : cardKey(lane, card.id);
        return card === undefined ? null : (
          <li
            key={card.id} data-card={card.id} data-key={keyOf}
            aria-setsize={cards.length} aria-posinset={at + 1} style={above === 0 ? undefined : { marginTop: above }}
          >
            <CardView card={card} lane={lane} keyOf={keyOf} />
          </li>
        );
      })}
    </ul>
  );
});
