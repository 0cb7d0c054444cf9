// The keys of an open task, in the palette and in the list of keys.
import {
  IconArchive, IconCalendarDue, IconCheck, IconCopy, IconEye, IconFlag, IconLink, IconMessage, IconPencil, IconTag,
  IconTrash, IconUserPlus, IconListCheck, IconProgress, IconPaperclip, IconSubtask, type Icon,
} from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { t, type Key } from '~/i18n';
import { type Command, useCommands } from '~/shell/commands';
import { copyText } from './clipboard';
import { useHere } from './context';
import { useTaskDeeds } from './deeds';
import { addressOf } from './Head';
import { useDuplicate } from './TaskMenu';

/** Buttons and fields of the task that keys open: they have these ids. */
export const IDS = {
  title: 'task-edit-title', notes: 'task-edit-notes', state: 'task-state', people: 'task-people', labels: 'task-labels',
  priority: 'task-priority', due: 'task-due', item: 'task-add-item', subtask: 'task-add-subtask', files: 'task-add-files',
  comment: 'task-comment', watch: 'task-watch',
} as const;

/** Goes to a part of the task: presses a button, or puts the caret into a field. */
export function reach(id: string): void {
  const element = document.getElementById(id);
  if (element === null) return;
  element.scrollIntoView({ block: 'nearest' });
  element.focus();
  if (element instanceof HTMLButtonElement) element.click();
}

const PARTS: { id: keyof typeof IDS; keys: string; label: Key; icon: Icon; talk?: true }[] = [
  { id: 'title', keys: 'e', label: 'task.keyTitle', icon: IconPencil },
  { id: 'notes', keys: 'n', label: 'task.keyNotes', icon: IconPencil },
  { id: 'state', keys: 's', label: 'task.keyState', icon: IconProgress },
  { id: 'people', keys: 'a', label: 'task.keyPeople', icon: IconUserPlus },
  { id: 'labels', keys: 'l', label: 'task.keyLabels', icon: IconTag },
  { id: 'priority', keys: 'p', label: 'task.keyPriority', icon: IconFlag },
  { id: 'due', keys: 'd', label: 'task.keyDue', icon: IconCalendarDue },
  { id: 'item', keys: 'i', label: 'task.keyItem', icon: IconListCheck },
  { id: 'subtask', keys: 'b', label: 'task.keySubtask', icon: IconSubtask },
  { id: 'files', keys: 'f', label: 'task.keyFiles', icon: IconPaperclip, talk: true },
  { id: 'comment', keys: 'm', label: 'task.keyComment', icon: IconMessage, talk: true },
  { id: 'watch', keys: 'w', label: 'task.keyWatch', icon: IconEye, talk: true },
];

export function useTaskCommands(): void {
  const here = useHere();
  const deeds = useTaskDeeds();
  const duplicate = useDuplicate();
  // The latest of these, without a new list of commands for each change of the task.
  const latest = useRef({ here, deeds, duplicate });
  latest.current = { here, deeds, duplicate };
  const { edit, talk } = here.may;

  const commands = useMemo(() => {
    const group = t('task.task');
    const all: Command[] = PARTS.filter((part) => (part.talk === true ? talk : edit)).map((part) => ({
      id: `task.${part.id}`, group, icon: part.icon, keys: part.keys, label: t(part.label), run: () => reach(IDS[part.id]),
    }));
    all.push({
      id: 'task.link', group, icon: IconLink, keys: 'y', label: t('task.copyLink'),
      run: () => {
        const { company, task } = latest.current.here;
        void copyText(addressOf(company.slug, task.number), t('task.linkCopied'));
      },
    });
    if (!edit) return all;
    const leaving = (deed: () => void) => () => {
      deed();
      latest.current.here.leave();
    };
    all.push(
      {
        id: 'task.done', group, icon: IconCheck, keys: 'x', label: t('task.keyDone'),
        run: () => {
          const { task } = latest.current.here;
          latest.current.deeds.setClosed(task, task.closed_at === null);
        },
      },
      { id: 'task.duplicate', group, icon: IconCopy, label: t('task.duplicate'), run: () => latest.current.duplicate() },
      {
        id: 'task.archive', group, icon: IconArchive, label: t('task.archive'), keys: 'shift+a',
        run: leaving(() => latest.current.deeds.setArchived(latest.current.here.task, true)),
      },
      {
        id: 'task.trash', group, icon: IconTrash, label: t('task.trash'), keys: 'Delete',
        run: leaving(() => latest.current.deeds.trash(latest.current.here.task)),
      },
    );
    return all;
  }, [edit, talk]);
  useCommands(commands);
}
