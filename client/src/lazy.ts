// Screens as chunks of their own, which may not be there: without a connection they are waited for,
// and after a deploy the page has to be loaded anew.
import { lazyRouteComponent } from '@tanstack/react-router';
import { connection } from './api/connection';
import { deploys } from './shell/deploys';

/** A chunk of this build is not served any more. */
export class MissingChunk extends Error {
  override readonly name = 'MissingChunk';
}

/** Loads a chunk; waits for the connection where there is none. */
export function patient<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    let tries = 0;
    for (;;) {
      try {
        return await load();
      } catch (cause) {
        if (!(await connection.ask())) {
          await connection.back();
          continue;
        }
        tries += 1;
        if (tries < 2) continue;
        await deploys.ask();
        throw new MissingChunk('a part of this page could not be loaded', { cause });
      }
    }
  };
}

/** A route's component in a chunk of its own. */
export const lazyScreen: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(patient(load), name);
