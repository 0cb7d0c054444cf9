// What can be done with the chosen cards.
import { useCallback } from 'react';
import type { Board } from '~/data/board';
import { BulkBar } from '../tasks/BulkBar';
import { type BoardStore, useSelected } from './store';

export function Chosen({ store, board, company }: { store: BoardStore; board: Board; company: number }) {
  const selected = useSelected(store);
  const clear = useCallback(() => store.select([]), [store]);
  // Cards may have gone while they were chosen.
  const ids = selected.size === 0 ? [] : board.cards.filter((card) => selected.has(card.id)).map((card) => card.id);
  return <BulkBar ids={ids} company={company} project={board.project_id} states={board.states} onClear={clear} />;
}
