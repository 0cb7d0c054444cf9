// Many tasks changed at once, and undoing what was done.
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export type FieldChanges = Schemas['FieldChanges'];
export type ChangeResult = Schemas['ChangeBody'];

/** The most tasks of one change; more are sent in several. */
const MOST = 500;

/** Everything that shows tasks of the company. */
export function refreshTasks(company: number) {
  return Promise.all(
    [['tasks', company], ['board'], ['task'], ['goals'], ['projects', company], ['activity', company], ['history']]
      .map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}

export interface BulkInput {
  company: number;
  ids: number[];
  changes: FieldChanges;
}

/** What came of it: one answer for each 500 tasks. */
export interface BulkResult {
  events: number[];
  changed: number;
  refused: ChangeResult['refused'];
}

export function useChangeTasks() {
  return useWrite({
    write: async ({ company, ids, changes }: BulkInput, key): Promise<BulkResult> => {
      const result: BulkResult = { events: [], changed: 0, refused: [] };
      for (let from = 0; from < ids.length; from += MOST) {
        const answer = await take(
          api.POST('/api/v1/companies/{company}/task-changes', {
            params: { path: { company }, header: { 'Idempotency-Key': `${key}-${from}` } },
            body: { task_ids: ids.slice(from, from + MOST), changes },
          }),
        );
        if (answer.event_id !== null) result.events.push(answer.event_id);
        result.changed += answer.changed_ids.length;
        result.refused.push(...answer.refused);
      }
      return result;
    },
    onSettled: (_result, _error, { company }) => refreshTasks(company),
  });
}

/** Undoes changes by their facts, the last first. */
export function useReverse() {
  return useWrite({
    write: async ({ events }: { company: number; events: number[] }, key): Promise<ChangeResult['refused']> => {
      const refused: ChangeResult['refused'] = [];
      for (const event of [...events].reverse()) {
        const answer = await take(
          api.POST('/api/v1/events/{event}/reversal', {
            params: { path: { event }, header: { 'Idempotency-Key': `${key}-${event}` } },
          }),
        );
        refused.push(...answer.refused);
      }
      return refused;
    },
    onSettled: (_result, _error, { company }) => refreshTasks(company),
  });
}
