// The sample project, and which project of a company it is: known to the browser that made it.
import { api, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { projectsQuery } from './projects';

const key = (company: number) => `blimp.sample.${company}`;

export const sampleOf = {
  get(company: number): number | null {
    try {
      return Number(localStorage.getItem(key(company))) || null;
    } catch {
      return null;
    }
  },
  set(company: number, project: number | null): void {
    try {
      if (project === null) localStorage.removeItem(key(company));
      else localStorage.setItem(key(company), String(project));
    } catch {
      // Storage is off: the project can be thrown away in its settings.
    }
  },
};

export function useMakeSample(company: number) {
  return useWrite({
    write: (_nothing: void, idempotency) =>
      take(
        api.POST('/api/v1/companies/{company}/sample-project', {
          params: { path: { company }, header: { 'Idempotency-Key': idempotency } },
        }),
      ),
    onSuccess: (project) => {
      sampleOf.set(company, project.id);
      queryClient.setQueryData(projectsQuery(company).queryKey, (known) =>
        known === undefined ? undefined : [...known.filter((each) => each.id !== project.id), project]);
      return queryClient.invalidateQueries({ queryKey: ['projects', company] });
    },
  });
}
