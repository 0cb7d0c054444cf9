// Outboxes on screens: sending from a form, and what is still on its way.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type Letter, openOutboxes, type Outbox, waitingWords } from './outbox';

export { type Letter, Outbox } from './outbox';

/** Sends from a form. While the form is shown, it is told the outcome; afterwards a message tells it. */
export function useSend<Input extends object, Answer>(box: Outbox<Input, Answer>) {
  const own = useRef(new Set<string>());
  const [pending, setPending] = useState(0);
  const letters = useLetters(box);
  useEffect(() => {
    const keys = own.current;
    return () => box.disown(keys);
  }, [box]);
  const mutateAsync = useCallback(async (input: Input): Promise<Answer> => {
    const { key, answer } = box.send(input);
    own.current.add(key);
    setPending((count) => count + 1);
    try {
      return await answer;
    } finally {
      own.current.delete(key);
      setPending((count) => count - 1);
    }
  }, [box]);
  return {
    mutateAsync,
    isPending: pending > 0,
    /** No answer yet: it is kept, and sent when the server can be reached. */
    isWaiting: letters.some(({ key, state }) => state === 'waiting' && own.current.has(key)),
  };
}

/** What is on its way. */
export function useLetters<Input extends object, Answer>(box: Outbox<Input, Answer>): Letter<Input>[] {
  return useSyncExternalStore(box.subscribe, () => box.letters);
}

/** The words of all that waits for the connection. */
export function useWaiting(): string[] {
  return useSyncExternalStore(waitingWords.subscribe, waitingWords.get);
}

/** While somebody is signed in, what they wrote earlier is sent. Called once, by the shell. */
export function useOutboxes(user: number): void {
  useEffect(openOutboxes, [user]);
}
