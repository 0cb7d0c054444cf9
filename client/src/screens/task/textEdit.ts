// Saving a text that several people may write at the same time: only over the version that one saw,
// else both versions are shown.
import { useState } from 'react';
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

export function useSaveText() {
  const patch = usePatchTask();
  const [clash, setClash] = useState<Clash | null>(null);

  const save = async (input: SaveInput, again = true): Promise<void> => {
    const { task, field, text, base, etag, onSaved, onRefused } = input;
    try {
      await patch.mutateAsync({ task, patch: { [field]: text }, etag });
      setClash(null);
      onSaved?.();
    } catch (error) {
      if (!isStatus(error, 412)) return onRefused?.();
      try {
        const now = await queryClient.fetchQuery({ ...taskQuery(task.id), staleTime: 0 });
        const theirs = now.value[field];
        // Something else of the task changed: that is no clash.
        if ((theirs === base || theirs === text) && again) await save({ ...input, etag: now.etag }, false);
        else setClash({ field, mine: text, theirs, etag: now.etag });
      } catch (failure) {
        toastFailure(t('task.notChanged'), failure);
        onRefused?.();
      }
    }
  };
  return { save: (input: SaveInput) => void save(input), saving: patch.isPending, clash, setClash };
}
