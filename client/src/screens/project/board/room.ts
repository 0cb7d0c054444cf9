// What every card of a board needs to know, handed down once: it changes seldom.
import { createContext, useContext } from 'react';
import type { Schemas } from '~/api/client';
import type { BoardLabel, BoardState, Card } from '~/data/board';
import type { LaneBy } from './columns';
import type { BoardStore } from './store';

export interface BoardRoom {
  project: number;
  company: { id: number; slug: string };
  store: BoardStore;
  states: BoardState[];
  labels: Map<number, BoardLabel>;
  people: Map<number, Schemas['PersonBody']>;
  goals: Map<number, Schemas['BoardGoal']>;
  laneBy: LaneBy | undefined;
  /** Whether I may change cards. */
  editable: boolean;
  today: string;
  /** Opens the menu of a card beside a button. */
  openMenu: (card: Card, key: string, button: HTMLElement) => void;
}

const Room = createContext<BoardRoom | null>(null);
export const RoomProvider = Room.Provider;

export function useRoom(): BoardRoom {
  const room = useContext(Room);
  if (room === null) throw new Error('a card stands on a board');
  return room;
}
