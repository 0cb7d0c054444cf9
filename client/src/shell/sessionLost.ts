// Signed out from elsewhere, or the session ran out: to the sign-in page and back; but not over
// text that is not saved yet.
import { api, take } from '~/api/client';
import { isStatus } from '~/api/problem';
import { queryClient } from '~/api/queries';
import { meQuery, sessionTabs } from '~/data/session';
import { isDirty } from './dirty';

const listeners = new Set<() => void>();
let lost = false;

export const sessionState = {
  get lost(): boolean {
    return lost;
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function set(next: boolean): void {
  lost = next;
  for (const listener of listeners) listener();
}

/** Called where an answer was 401, or the live stream ended for good. */
export function sessionLost(): void {
  if (lost || !queryClient.getQueryData(meQuery.queryKey)) return;
  if (isDirty()) return set(true);
  const { pathname, search } = window.location;
  window.location.assign(`/signin?redirect=${encodeURIComponent(pathname + search)}`);
}

/** Looks whether somebody signed in again in another tab. */
export async function lookAgain(): Promise<void> {
  try {
    await take(api.GET('/api/v1/me'));
    set(false);
    await queryClient.invalidateQueries();
  } catch {
    // Still signed out.
  }
}

/** Listens to all calls for the word that nobody is signed in any more. */
export function watchSession(): void {
  const onError = (error: unknown) => {
    if (isStatus(error, 401)) sessionLost();
  };
  queryClient.getQueryCache().config.onError = onError;
  queryClient.getMutationCache().config.onError = onError;
  if (sessionTabs === null) return;
  sessionTabs.onmessage = ({ data: user }: MessageEvent<number | null>) => {
    const mine = queryClient.getQueryData(meQuery.queryKey)?.user.id;
    if (mine === undefined || user === mine) return;
    if (user === null || isDirty()) sessionLost();
    // Somebody else: nothing on this screen is theirs.
    else window.location.assign('/');
  };
}
