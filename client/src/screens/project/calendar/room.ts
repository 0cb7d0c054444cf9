// What every entry of a calendar needs to know.
import { createContext, useContext } from 'react';
import type { Task } from '~/data/tasks';
import type { Entry } from './days';

export interface CalendarRoom {
  company: { id: number; slug: string };
  editable: boolean;
  today: string;
  /** Puts an entry on a day, or takes its date away. */
  move: (entry: Entry, day: string | null) => void;
  open: (task: Task) => void;
  openMenu: (entry: Entry, day: string | null, button: HTMLElement) => void;
}

const Room = createContext<CalendarRoom | null>(null);
export const CalendarProvider = Room.Provider;

export function useCalendarRoom(): CalendarRoom {
  const room = useContext(Room);
  if (room === null) throw new Error('an entry stands in a calendar');
  return room;
}
