// One import: how far it is, then what came of it, and where that stands.
import { Badge, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { queryClient } from '~/api/queries';
import { type Import, importQuery, isGoingOn } from '~/data/imports';
import { projectsQuery } from '~/data/projects';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { Part } from '~/screens/settings/Part';
import { announce } from '~/shell/announcer';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { Decide, Reversal, TakeBack } from './ImportSteps';
import { STATUS_COLORS } from './ImportLine';
import { ImportReport } from './ImportReport';
import { oneImportRoute } from './routes';
import { ButtonLink } from '~/ui/links';

export function OneImport() {
  const { company } = useCompany();
  const { import: id } = oneImportRoute.useParams();
  const { data, error, refetch } = useQuery(importQuery(company.id, Number(id)));
  useOutcome(data);
  return (
    <Screen
      title={data?.name ?? t('company.companyImport')}
      actions={(
        <ButtonLink variant="default" to="/c/$company/settings/import" params={{ company: company.slug }}>
          {t('company.allImports')}
        </ButtonLink>
      )}
    >
      {data === undefined && error === null && <Rows />}
      {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data !== undefined && <Standing one={data} />}
    </Screen>
  );
}

/** Says once that it is over, and reads the projects again. */
function useOutcome(one: Import | undefined): void {
  const { company } = useCompany();
  const wasGoing = useRef(false);
  const status = one?.status;
  useEffect(() => {
    if (status === undefined) return;
    if (isGoingOn(status)) {
      wasGoing.current = true;
      return;
    }
    if (!wasGoing.current) return;
    wasGoing.current = false;
    announce(t(`company.status.${status}`));
    void queryClient.invalidateQueries({ queryKey: ['projects', company.id] });
  }, [status, company.id]);
}

function Standing({ one }: { one: Import }) {
  const { status, progress: { done, total }, report } = one;
  const going = isGoingOn(status);
  const held = status === 'rehearsed';
  return (
    <Part title={t(held ? 'company.wouldCome' : 'company.howItStands')} text={held ? t('company.nothingDone') : undefined}>
      <Group gap="xs">
        <Badge color={STATUS_COLORS[status]} variant="dot">{t(`company.status.${status}`)}</Badge>
        {status === 'running' && <Text size="sm">{t('company.progress', { done, total })}</Text>}
      </Group>
      {going && (
        <Stack gap={4}>
          <Progress value={status === 'running' && total > 0 ? (done / total) * 100 : 100} animated
            aria-label={t(`company.status.${status}`)} />
          <Text size="sm" c="dimmed">{t('company.goesOn')}</Text>
        </Stack>
      )}
      {status === 'done' && <Go project={one.project_id} />}
      {one.reversal !== null && <Reversal reversal={one.reversal} />}
      {report !== null && status !== 'undone' && <ImportReport report={report} rehearsal={held} />}
      {status === 'failed' && report === null && <Text size="sm">{t('company.importFailed')}</Text>}
      {held && <Decide one={one} />}
      {(status === 'done' || status === 'failed') && <TakeBack one={one} />}
    </Part>
  );
}

function Go({ project }: { project: number | null }) {
  const { company } = useCompany();
  const { data } = useQuery(projectsQuery(company.id));
  const found = data?.find(({ id }) => id === project);
  if (found === undefined) return null;
  return (
    <Group>
      <ButtonLink to="/c/$company/p/$project/board" params={{ company: company.slug, project: found.slug }}>
        {t('company.openProject', { name: found.name })}
      </ButtonLink>
    </Group>
  );
}
