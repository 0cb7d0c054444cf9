// What can be done from the keyboard now: screens register their commands while they are shown;
// the palette lists them, keys run them, and the help dialog explains them.
import type { Icon } from '@tabler/icons-react';
import { useEffect, useSyncExternalStore } from 'react';
import type { Key } from '~/i18n';

export interface Command {
  /** Unique among those registered: `task.new`. */
  id: string;
  label: string;
  /** The heading it stands under. */
  group: string;
  icon?: Icon;
  /** Keys that run it: `mod+k`, `?`, or one after the other: `g i`. */
  keys?: string;
  /** More words to find it by. */
  words?: string;
  run: () => void;
  /** Only by keys: it stands in the help, not in the palette. */
  hidden?: boolean;
}

const sets = new Map<object, Command[]>();
const listeners = new Set<() => void>();
let all: Command[] = [];

function changed(): void {
  // What was registered last wins: a dialog over a screen, a screen over the shell.
  const byId = new Map<string, Command>();
  for (const set of sets.values()) for (const command of set) byId.set(command.id, command);
  all = [...byId.values()];
  for (const listener of listeners) listener();
}

/** Registers commands while the calling component is mounted. Memoise the list. */
export function useCommands(commands: Command[]): void {
  useEffect(() => {
    const own = {};
    sets.set(own, commands);
    changed();
    return () => {
      sets.delete(own);
      changed();
    };
  }, [commands]);
}

export function currentCommands(): Command[] {
  return all;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCurrentCommands(): Command[] {
  return useSyncExternalStore(subscribe, currentCommands);
}

/** Headings that more than one place uses. */
export const GROUPS = {
  here: 'shell.groupHere',
  go: 'shell.groupGo',
  create: 'shell.groupCreate',
  app: 'shell.groupApp',
} as const satisfies Record<string, Key>;

/** Commands by heading, in the order of first appearance. */
export function grouped<C extends { group: string }>(commands: C[]): Map<string, C[]> {
  const groups = new Map<string, C[]>();
  for (const command of commands) {
    const group = groups.get(command.group);
    if (group === undefined) groups.set(command.group, [command]);
    else group.push(command);
  }
  return groups;
}
