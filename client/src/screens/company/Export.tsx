// Taking everything out: make an archive, see how far it is, load it down.
import { Badge, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconArchive, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Export as ExportBody, exportsQuery, isPacking, useDeleteExport, useMakeExport } from '~/data/exports';
import { useCompany } from '~/hooks';
import { dayOf, formatBytes, formatDay, t } from '~/i18n';
import { FormProblem, inWordsOrWait } from '~/screens/auth/parts';
import linesClasses from '~/screens/settings/Lines.module.css';
import { Part } from '~/screens/settings/Part';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { Time } from '~/ui/Time';
import { toast, toastFailure } from '~/ui/toast';

export function Export() {
  const { company } = useCompany();
  const { data, error, refetch } = useQuery(exportsQuery(company.id));
  const make = useMakeExport(company.id);
  const packing = data?.some(isPacking) ?? false;
  return (
    <Screen title={t('company.companyExport')}>
      <Part title={t('company.exportAll')} text={t('company.exportText')}>
        <FormProblem>{make.isError ? inWordsOrWait(make.error) : null}</FormProblem>
        <Group>
          <Button
            leftSection={<IconArchive size={18} aria-hidden />} loading={make.isPending} disabled={packing}
            onClick={() => make.mutate(undefined, { onSuccess: () => toast(t('company.exportBegun')) })}
          >
            {t('company.makeExport')}
          </Button>
          {packing && <Text size="sm" c="dimmed">{t('company.goesOn')}</Text>}
        </Group>
      </Part>
      <Part title={t('company.exports')}>
        {data === undefined && error === null && <Rows height={56} count={2} />}
        {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
        {data?.length === 0 && <Text size="sm" c="dimmed">{t('company.noExports')}</Text>}
        <ul className={linesClasses.lines} aria-label={t('company.exports')}>
          {data?.map((one) => <Line key={one.id} one={one} />)}
        </ul>
      </Part>
    </Screen>
  );
}

const COLORS = {
  queued: 'gray', running: 'blue', done: 'green', failed: 'red', expired: 'gray',
} as const satisfies Record<ExportBody['status'], string>;

function Line({ one }: { one: ExportBody }) {
  const packing = isPacking(one);
  return (
    <li className={linesClasses.line}>
      <IconArchive size={24} stroke={1.5} aria-hidden />
      <Stack gap={4} className={linesClasses.what}>
        <Group gap="xs">
          <Text fw={600}><Time at={one.created_at} /></Text>
          <Badge variant="dot" color={COLORS[one.status]}>{t(`company.exportStatus.${one.status}`)}</Badge>
        </Group>
        {packing
          ? <Progress value={one.total === 0 ? 0 : (one.done / one.total) * 100} animated aria-label={t('company.packing')} />
          : <Text size="sm" c="dimmed">{wordsOf(one)}</Text>}
      </Stack>
      <Actions one={one} />
    </li>
  );
}

function wordsOf(one: ExportBody): string {
  if (one.status === 'failed') return one.error ?? t('company.exportFailed');
  if (one.status === 'expired' || one.expires_at === null) return t('company.exportExpired');
  return t('company.exportReady', { size: formatBytes(one.bytes ?? 0), day: formatDay(dayOf(one.expires_at)) });
}

function Actions({ one }: { one: ExportBody }) {
  const { company } = useCompany();
  const remove = useDeleteExport(company.id);
  const packing = isPacking(one);
  const away = () => remove.mutate(one.id, { onError: (error) => toastFailure(t('company.notDone'), error) });
  return (
    <>
      {one.content_url !== null && (
        <Button component="a" href={one.content_url} download leftSection={<IconDownload size={18} aria-hidden />}>
          {t('company.download')}
        </Button>
      )}
      {(packing || one.status === 'done') && (
        <Button variant="subtle" color="red" onClick={away} loading={remove.isPending}>
          {t(packing ? 'company.stop' : 'common.delete')}
        </Button>
      )}
    </>
  );
}
