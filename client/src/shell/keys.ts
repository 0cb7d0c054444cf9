// From key presses to commands: `mod+k` at any time, single keys and rows of two (`g i`) while no
// text is being typed and no dialog is open.
import { type Command, currentCommands } from './commands';

const STORED = 'blimp.keys';
/** How long after `g` the `i` may come. */
const ROW_MS = 1_200;

/** Single keys can be switched off, for people who speak to their computer. */
export const singleKeys = {
  get on(): boolean {
    try {
      return localStorage.getItem(STORED) !== 'off';
    } catch {
      return true;
    }
  },
  set(on: boolean): void {
    try {
      localStorage.setItem(STORED, on ? 'on' : 'off');
    } catch {
      // Storage is switched off: they stay on.
    }
  },
};

export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** The name of a press as commands write it, or null for one that is no shortcut. */
export function nameOf(press: Press): string | null {
  if (press.altKey || ['Control', 'Meta', 'Shift', 'Alt'].includes(press.key)) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.ctrlKey || press.metaKey) return `mod+${press.shiftKey ? 'shift+' : ''}${key}`;
  // A shifted sign is named by itself (`?`), a shifted letter is not a letter.
  if (press.shiftKey && /^[a-z]$/.test(key)) return `shift+${key}`;
  return key;
}

/** What to do with a press, given the one before it. Of two commands with the same keys, the one
    registered last is meant: a panel's over that of the screen behind it. */
export function match(
  commands: Command[], name: string, before: string | null,
): { command: Command | null; waiting: boolean } {
  const row = before === null ? undefined : commands.findLast((c) => c.keys === `${before} ${name}`);
  const command = row ?? commands.findLast((c) => c.keys === name) ?? null;
  const waiting = command === null && commands.some((c) => c.keys?.startsWith(`${name} `));
  return { command, waiting };
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

function isCheckable(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type);
}

function inDialog(target: EventTarget | null): boolean {
  if (document.querySelector('[aria-modal="true"]') === null) return false;
  // The task's panel is a dialog with commands of its own.
  return !(target instanceof HTMLElement && target.closest('[data-commands]') !== null);
}

/** Listens until the returned function is called. */
export function listenForKeys(): () => void {
  let before: string | null = null;
  let at = 0;
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const name = nameOf(event);
    if (name === null) return;
    const single = !name.startsWith('mod+');
    if (single && !singleKeys.on) return;
    if (single && isTyping(event.target) && !isCheckable(event.target)) return;
    if (inDialog(event.target)) return;
    const previous = Date.now() - at < ROW_MS ? before : null;
    const { command, waiting } = match(currentCommands(), name, previous);
    before = waiting ? name : null;
    at = Date.now();
    if (command === null) return;
    event.preventDefault();
    command.run();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}
