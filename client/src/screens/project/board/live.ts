// Live changes of a board: the tasks that facts name are read and put in place, one by one; the
// whole board is read again only where more than tasks changed.
import { useCallback, useEffect, useRef } from 'react';
import { api, take } from '~/api/client';
import { isStatus } from '~/api/problem';
import { queryClient } from '~/api/queries';
import { dropCards, knownBoard } from '~/data/board';
import { settle } from '~/data/cards';
import type { Fact } from '~/live/live';
import { usePatch } from '~/live/useLive';

/** More than this at once, and the board is read as a whole. */
const MOST = 12;
const PAUSE_MS = 150;

/** Facts that concern one card and nothing else. */
const OF_ONE = /^(task\.(created|changed|state_changed|closed|reopened|assigned|unassigned|approved|returned)|checklist\.\w+)\./;

async function readOne(id: number, project: number): Promise<void> {
  try {
    const task = await take(api.GET('/api/v1/tasks/{task}', { params: { path: { task: id } } }));
    if (task.project_id !== project || task.trashed_at !== null || task.archived_at !== null) dropCards(project, [id]);
    else settle(task);
  } catch (error) {
    if (isStatus(error, 404)) dropCards(project, [id]);
    else void queryClient.invalidateQueries({ queryKey: ['board', project] });
  }
}

export function useBoardLive(project: number): void {
  const waiting = useRef(new Set<number>());
  const timer = useRef<number | null>(null);

  const flush = useCallback(() => {
    timer.current = null;
    // What we change ourselves is on its way; it is settled by its own answer.
    if (queryClient.isMutating() > 0) {
      timer.current = window.setTimeout(flush, PAUSE_MS);
      return;
    }
    const ids = [...waiting.current];
    waiting.current.clear();
    if (ids.length > MOST) void queryClient.invalidateQueries({ queryKey: ['board', project] });
    else for (const id of ids) void readOne(id, project);
  }, [project]);

  useEffect(() => () => {
    if (timer.current !== null) window.clearTimeout(timer.current);
  }, []);

  usePatch('board', useCallback((fact: Fact) => {
    const { name, project_id, task_id } = fact;
    if (project_id !== project || task_id === null || knownBoard(project) === undefined) return false;
    // Comments and files are counted by the board alone; what is thrown away takes its subtasks along.
    if (!OF_ONE.test(name)) return false;
    waiting.current.add(task_id);
    timer.current ??= window.setTimeout(flush, PAUSE_MS);
    return true;
  }, [project, flush]));
}
