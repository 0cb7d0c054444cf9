// What is done to tasks with a word about it and a way back: used by the panel, home and the portal.
import {
  type TaskRef, useArchiveTask, useAssign, useCloseTask, useMoveTask, usePatchTask, useRestoreTask, useTrashTask,
} from '~/data/tasks';
import { formatDayNear, t } from '~/i18n';
import { toastUndoable } from '~/ui/toast';

export interface NamedTask extends TaskRef {
  title: string;
}

/** The hooks have said what failed; here is nothing more to do. */
function ignore(): void {}

export function useTaskDeeds() {
  const close = useCloseTask();
  const archive = useArchiveTask();
  const trash = useTrashTask();
  const restore = useRestoreTask();
  const move = useMoveTask();
  const patch = usePatchTask();
  const assign = useAssign();
  return {
    setClosed(task: NamedTask, closed: boolean): void {
      const { title } = task;
      close.mutateAsync({ task, closed }).then(
        () => toastUndoable(t(closed ? 'task.closed' : 'task.reopened', { title }), () => close.mutate({ task, closed: !closed })),
        ignore,
      );
    },
    setArchived(task: NamedTask, archived: boolean): void {
      const { title } = task;
      archive.mutateAsync({ task, archived }).then(
        () => toastUndoable(t(archived ? 'task.archived' : 'task.unarchived', { title }), () => archive.mutate({ task, archived: !archived })),
        ignore,
      );
    },
    trash(task: NamedTask): void {
      trash.mutateAsync({ task }).then(
        () => toastUndoable(t('task.trashed', { title: task.title }), () => restore.mutate({ task })),
        ignore,
      );
    },
    move(task: NamedTask, project: number, name: string): void {
      move.mutateAsync({ task, project }).then(
        () => toastUndoable(t('task.movedTo', { title: task.title, project: name }), () =>
          move.mutate({ task: { ...task, project_id: project }, project: task.project_id })),
        ignore,
      );
    },
    setDue(task: NamedTask, due: string | null, before: string | null): void {
      const day = due === null ? t('editor.noDate') : formatDayNear(due);
      patch.mutateAsync({ task, patch: { due_on: due } }).then(
        () => toastUndoable(t('task.dueSet', { title: task.title, day }), () => patch.mutate({ task, patch: { due_on: before } })),
        ignore,
      );
    },
    patch,
    assign,
  };
}

export type TaskDeeds = ReturnType<typeof useTaskDeeds>;
