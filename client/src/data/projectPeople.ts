// Who is in a project: adding and taking off.
import { api, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

function stale(project: number) {
  return queryClient.invalidateQueries({ queryKey: ['people', project] });
}

export function useAddPerson(project: number) {
  return useWrite({
    write: ({ user }: { user: number }) =>
      take(api.PUT('/api/v1/projects/{project}/people/{user}', { params: { path: { project, user } } })),
    onSuccess: () => stale(project),
  });
}

export function useRemovePerson(project: number) {
  return useWrite({
    write: async ({ user }: { user: number }) => {
      await api.DELETE('/api/v1/projects/{project}/people/{user}', { params: { path: { project, user } } });
    },
    onSuccess: () => stale(project),
  });
}
