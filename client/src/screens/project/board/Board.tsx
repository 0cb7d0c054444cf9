// The board of a project: what stands where, and moving it on.
import { useQuery } from '@tanstack/react-query';
import { boardQuery } from '~/data/board';
import { useProject, useProjectId } from '~/hooks';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { ViewTitle } from '../ViewTitle';
import { BoardSkeleton } from './BoardSkeleton';
import { BoardView } from './BoardView';

export function Board() {
  const id = useProjectId();
  const project = useProject();
  const { data, error, refetch } = useQuery(boardQuery(id));
  return (
    <>
      <ViewTitle view={t('project.board')} />
      {data !== undefined && project !== undefined
        ? <BoardView key={id} board={data} project={project} />
        : error !== null ? <Failure error={error} retry={() => void refetch()} /> : <BoardSkeleton />}
    </>
  );
}
