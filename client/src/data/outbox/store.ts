// Where letters lie in this browser until they are answered: one entry each, so that tabs do not write
// over each other's.
const PREFIX = 'blimp.outbox.';

export interface Stored<Input> {
  user: number;
  at: number;
  input: Input;
}

/** The name of a letter's entry, and of the lock under which it is sent. */
export function placeOf(kind: string, key: string): string {
  return `${PREFIX}${kind}.${key}`;
}

function isStored(value: unknown): value is Stored<object> {
  return typeof value === 'object' && value !== null && 'user' in value && typeof value.user === 'number' &&
    'at' in value && typeof value.at === 'number' && 'input' in value && typeof value.input === 'object' && value.input !== null;
}

function read(place: string): Stored<object> | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    return isStored(value) ? value : null;
  } catch {
    // Storage is off, or holds what is not ours.
    return null;
  }
}

export function keep(place: string, { user, at, input }: Stored<object>): void {
  try {
    localStorage.setItem(place, JSON.stringify({ user, at, input }));
  } catch {
    // Storage is off or full: it lasts as long as this page.
  }
}

export function forget(place: string): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // Storage is off: it was never there.
  }
}

export function isKept(place: string): boolean {
  return read(place) !== null;
}

/** All letters of a kind, with their keys. */
export function keptOf(kind: string): { key: string; value: Stored<object> }[] {
  const prefix = placeOf(kind, '');
  let places: string[] = [];
  try {
    places = Object.keys(localStorage).filter((place) => place.startsWith(prefix));
  } catch {
    // Storage is off.
  }
  return places.flatMap((place) => {
    const value = read(place);
    return value === null ? [] : [{ key: place.slice(prefix.length), value }];
  });
}

/** Tells when another tab keeps or forgets a letter. Returns how to stop. */
export function watchStore(heard: (kind: string, key: string, kept: boolean) => void): () => void {
  const listen = ({ key: place, newValue }: StorageEvent) => {
    if (place === null || !place.startsWith(PREFIX)) return;
    const [kind, key] = place.slice(PREFIX.length).split('.');
    if (kind !== undefined && key !== undefined) heard(kind, key, newValue !== null);
  };
  window.addEventListener('storage', listen);
  return () => window.removeEventListener('storage', listen);
}
