// What the address of the activity says.
import { numberParam, wordParam } from '~/params';

export const KINDS = ['done', 'talk', 'files', 'people'] as const;
export type Kind = (typeof KINDS)[number];

export interface ActivitySearch {
  who?: number;
  kind?: Kind;
}

export function activitySearch(search: Record<string, unknown>): ActivitySearch {
  return { who: numberParam(search.who), kind: wordParam(search.kind, KINDS) };
}

const NAMES: Record<Kind, string[]> = {
  done: ['task.created.v1', 'task.state_changed.v1', 'task.closed.v1', 'task.reopened.v1', 'task.approved.v1', 'task.returned.v1'],
  talk: ['comment.added.v1', 'comment.edited.v1', 'comment.deleted.v1', 'comment.restored.v1'],
  files: ['attachment.added.v1', 'attachment.removed.v1', 'attachment.restored.v1'],
  people: ['task.assigned.v1', 'task.unassigned.v1', 'project.person_added.v1', 'project.person_removed.v1'],
};

/** The names of facts of a kind, as the API takes them. */
export function namesOf(kind: Kind | undefined): string | undefined {
  return kind === undefined ? undefined : NAMES[kind].join(',');
}
