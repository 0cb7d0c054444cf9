// A report that people understand: what came along, what is different now, what could not be read.
import { Alert, Badge, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ImportReport as Report } from '~/data/imports';
import { formatNumber, t } from '~/i18n';
import { lookUp } from '~/i18n/locale';
import classes from './ImportFile.module.css';

export function ImportReport({ report, rehearsal = false }: { report: Report; rehearsal?: boolean }) {
  return (
    <Stack>
      <Text size="sm">{t(`company.listsBecame.${report.lists}`)}</Text>
      <Counts report={report} rehearsal={rehearsal} />
      <Losses report={report} />
      <Errors report={report} />
    </Stack>
  );
}

function Counts({ report: { counts }, rehearsal }: { report: Report; rehearsal: boolean }) {
  const some = counts.filter(({ in_file, created, updated, unchanged }) => in_file + created + updated + unchanged > 0);
  const updates = some.some(({ updated, unchanged }) => updated + unchanged > 0);
  const failed = some.some((count) => count.failed > 0);
  return (
    <Table.ScrollContainer minWidth={updates ? 480 : 300} type="native" tabIndex={0} role="group" aria-label={t('company.counts')}>
      <Table verticalSpacing={6} horizontalSpacing="xs" style={{ fontVariantNumeric: 'tabular-nums' }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('company.counts')}</Table.Th>
            <Table.Th ta="right">{t('company.inFile')}</Table.Th>
            <Table.Th ta="right">{t(rehearsal ? 'company.wouldBeNew' : 'company.isNew')}</Table.Th>
            {updates && <Table.Th ta="right">{t('company.updated')}</Table.Th>}
            {updates && <Table.Th ta="right">{t('company.unchanged')}</Table.Th>}
            {failed && <Table.Th ta="right">{t('company.failed')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {some.map((count) => (
            <Table.Tr key={count.kind}>
              <Table.Th scope="row" fw={400}>{t(`company.kind.${count.kind}`)}</Table.Th>
              <Table.Td ta="right">{formatNumber(count.in_file)}</Table.Td>
              <Table.Td ta="right">{formatNumber(count.created)}</Table.Td>
              {updates && <Table.Td ta="right">{formatNumber(count.updated)}</Table.Td>}
              {updates && <Table.Td ta="right">{formatNumber(count.unchanged)}</Table.Td>}
              {failed && <Table.Td ta="right">{formatNumber(count.failed)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The sentence of a loss in the reader's language; the server's own for one not known here. */
function wordsOf({ kind, sentence }: Report['losses'][number]): string {
  return lookUp(`company.loss.${kind}`) ?? sentence;
}

function Losses({ report: { losses } }: { report: Report }) {
  if (losses.length === 0) {
    return <Alert color="green" icon={<IconCheck aria-hidden />} p="sm">{t('company.noLosses')}</Alert>;
  }
  return (
    <section>
      <Title order={3} mb={4}>{t('company.losses')}</Title>
      <Text size="sm" c="dimmed" mb="xs">{t('company.lossesText')}</Text>
      <Stack component="ul" gap="xs" pl={0} m={0} style={{ listStyle: 'none' }}>
        {losses.map((loss) => (
          <li key={loss.kind}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <Badge variant="default" miw={44} style={{ flex: 'none' }}>{formatNumber(loss.count)}</Badge>
              <div>
                <Text size="sm">{wordsOf(loss)}</Text>
                {loss.examples.length > 0 && (
                  <Text size="xs" c="dimmed" dir="auto">{t('company.suchAs', { examples: loss.examples.join(' · ') })}</Text>
                )}
              </div>
            </Group>
          </li>
        ))}
      </Stack>
    </section>
  );
}

function Errors({ report: { errors, errors_left_out: more } }: { report: Report }) {
  if (errors.length === 0) return null;
  return (
    <details className={classes.how}>
      <summary>{t('company.errors', { count: errors.length + more })}</summary>
      <Stack component="ul" gap={4} m={0} mt="xs" pl="lg">
        {errors.slice(0, 100).map(({ kind, source_id: id, reason }) => (
          <li key={`${kind} ${id} ${reason}`}><Text size="sm"><b>{kind} {id}</b>: {reason}</Text></li>
        ))}
      </Stack>
      {errors.length + more > 100 && <Text size="sm" mt="xs">{t('company.moreErrors', { count: errors.length + more - 100 })}</Text>}
    </details>
  );
}
