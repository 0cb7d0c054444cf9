// Whether the server can be reached, as far as this tab knows: the browser's word, and how the
// last calls went.
type Listener = () => void;

/** `slow` is an answer that has been awaited for long. */
export type ConnectionState = 'online' | 'slow' | 'offline' | 'unreachable';

/** One failed call may be chance; the second in a row is a state. */
const FAILURES = 2;
/** An answer that takes longer than this is slow. */
const SLOW_MS = 6_000;

class Connection {
  #failures = 0;
  #slow = 0;
  #listeners = new Set<Listener>();
  #state: ConnectionState = 'online';

  constructor() {
    if (typeof window === 'undefined') return;
    window.addEventListener('online', () => {
      this.#update();
      void this.ask();
    });
    window.addEventListener('offline', () => this.#update());
  }

  get state(): ConnectionState {
    return this.#state;
  }

  subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A call begins. Call what it returns when it is over, however it went. */
  begin(): () => void {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#slow += 1;
      this.#update();
    }, SLOW_MS);
    return () => {
      clearTimeout(timer);
      if (!late) return;
      this.#slow -= 1;
      this.#update();
    };
  }

  answered(): void {
    this.#failures = 0;
    this.#update();
  }

  failed(): void {
    this.#failures += 1;
    this.#update();
  }

  /** Resolves when the server can be reached again. */
  back(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.#state === 'offline' || this.#state === 'unreachable') return;
        stop();
        resolve();
      };
      const stop = this.subscribe(look);
      look();
    });
  }

  /** Asks the server for a sign of life. Any answer will do. */
  async ask(): Promise<boolean> {
    try {
      await fetch('/api/v1/me', { method: 'HEAD', signal: AbortSignal.timeout(8_000) });
      this.answered();
      return true;
    } catch {
      this.#failures = Math.max(this.#failures, FAILURES);
      this.#update();
      return false;
    }
  }

  #update(): void {
    const next = this.#next();
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #next(): ConnectionState {
    if (this.#failures < FAILURES && this.#slow > 0) return 'slow';
    if (this.#failures === 0) return 'online';
    // The browser says "offline" on a machine without a network, where the server may be local:
    // so it only explains a failure, and does not make one.
    if (typeof navigator !== 'undefined' && !navigator.onLine) return 'offline';
    return this.#failures >= FAILURES ? 'unreachable' : 'online';
  }
}

export const connection = new Connection();
