// Notices that another build is served than the one that runs in this tab.
import { isDirty } from './dirty';

const EVERY_MS = 10 * 60_000;
const RELOADED = 'blimp.reloaded';

/** The address of the entry script: it changes with every build. */
function entryOf(page: Document): string | null {
  return page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;
}

async function served(): Promise<string | null> {
  const answer = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-cache' });
  if (!answer.ok) return null;
  return entryOf(new DOMParser().parseFromString(await answer.text(), 'text/html'));
}

class Deploys {
  newer = false;
  #listeners = new Set<() => void>();
  #own = typeof document === 'undefined' ? null : entryOf(document);
  #asked = 0;

  /** Starts watching, for as long as somebody listens. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    const timer = window.setInterval(() => void this.ask(), EVERY_MS);
    const seen = () => {
      if (document.visibilityState === 'visible') void this.ask();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      this.#listeners.delete(listener);
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }

  /** Asks at most every few seconds; the live stream asks when the server comes back. */
  async ask(): Promise<void> {
    if (this.newer || import.meta.env.DEV || Date.now() - this.#asked < 5_000) return;
    this.#asked = Date.now();
    try {
      const entry = await served();
      if (entry !== null && this.#own !== null && entry !== this.#own) this.found();
    } catch {
      // Not reachable: asked again later.
    }
  }

  found(): void {
    this.newer = true;
    for (const listener of this.#listeners) listener();
  }
}

export const deploys = new Deploys();

/** Loads the page anew, but not again and again, and not over unsaved text. Says whether it does. */
export function reloadOnce(): boolean {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (isDirty() || Date.now() - last < 30_000) return false;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  window.location.reload();
  return true;
}
