// Whether I may change what is in the project: clients may not, and nobody while it is put away.
import { useCompany, useProject } from '~/hooks';

export function useMayWork(): boolean {
  const { role } = useCompany();
  const project = useProject();
  return role !== 'client' && project !== undefined && project.archived_at === null && project.trashed_at === null;
}
