// What every row of a list needs to know.
import { createContext, useContext } from 'react';
import type { BoardState } from '~/data/board';
import type { Task, TaskPatch } from '~/data/tasks';
import type { Column } from './search';

/** The cell whose value is being changed. */
export interface Editing {
  id: number;
  field: Column | 'title';
}

/** Changing a title in its row. */
export interface Renaming {
  rename: (task: Task, title: string) => void;
  /** What was typed and not saved. */
  refused: (id: number) => string | undefined;
  drop: (id: number) => void;
}

export interface ListRoom extends Renaming {
  company: { id: number; slug: string };
  project: number;
  editable: boolean;
  columns: readonly Column[];
  states: Map<number, BoardState>;
  people: Map<number, { name: string; avatar_url?: string | null }>;
  colours: Map<string, string>;
  goals: Map<number, string>;
  today: string;
  patch: (task: Task, patch: TaskPatch) => void;
  edit: (cell: Editing | null) => void;
  open: (number: number) => void;
  choose: (id: number, range: boolean) => void;
}

const Room = createContext<ListRoom | null>(null);
export const ListProvider = Room.Provider;

export function useListRoom(): ListRoom {
  const room = useContext(Room);
  if (room === null) throw new Error('a row stands in a list');
  return room;
}
