// Saving a text that several people may write at the same time: only over the version that one saw,
// else both versions are shown.
import { useRef, useState } from 'react';
import { isStatus } from '~/api/problem';
import { queryClient } from '~/api/queries';
import { type Task, taskQuery, usePatchTask } from '~/data/tasks';
import { t } from '~/i18n';
import { toastFailure } from '~/ui/toast';

export type TextField = 'title' | 'notes';

/** Somebody else saved another text meanwhile. */
export interface Clash {
  field: TextField;
  mine: string;
  theirs: string;
  /** The version that `theirs` is of. */
  etag: string | null;
}

interface SaveInput {
  task: Task;
  field: TextField;
  text: string;
  /** The text that the writing began from. */
  base: string;
  etag: string | null;
  onSaved?: () => void;
  /** The server said no, and the screen is as it was; the text is for the caller to keep. */
  onRefused?: () => void;
}

/** How often it is tried where only other fields of the task change meanwhile. */
const TRIES = 4;

export function useSaveText() {
  const patch = usePatchTask();
  const [clash, setClash] = useState<Clash | null>(null);
  // What we sent ourselves and somebody finds there is no clash, answered or not.
  const own = useRef(new Set<string>());

  const save = async (input: SaveInput, tries = TRIES): Promise<void> => {
    const { task, field, text, base, etag, onSaved, onRefused } = input;
    own.current.add(text);
    try {
      await patch.mutateAsync({ task, patch: { [field]: text }, etag });
      setClash(null);
      onSaved?.();
    } catch (error) {
      if (!isStatus(error, 412)) return onRefused?.();
      try {
        // A read that is on its way may be older than what we were refused for.
        await queryClient.cancelQueries({ queryKey: taskQuery(task.id).queryKey });
        const now = await queryClient.fetchQuery({ ...taskQuery(task.id), staleTime: 0 });
        const theirs = now.value[field];
        // Something else of the task changed: that is no clash.
        if ((theirs === base || own.current.has(theirs)) && tries > 1) await save({ ...input, etag: now.etag }, tries - 1);
        else setClash({ field, mine: text, theirs, etag: now.etag });
      } catch (failure) {
        toastFailure(t('task.notChanged'), failure);
        onRefused?.();
      }
    }
  };
  return { save: (input: SaveInput) => void save(input), saving: patch.isPending, clash, setClash };
}
