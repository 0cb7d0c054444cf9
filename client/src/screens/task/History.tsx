// What happened to the task, newest first.
import { Button, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type Fact, historyQuery, useReverse } from '~/data/history';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Face } from '~/ui/Person';
import { Time } from '~/ui/Time';
import { toastFailure, toastUndoable } from '~/ui/toast';
import classes from './Comments.module.css';
import { useHere } from './context';
import { isQuiet, sayFact } from './historyWords';

export function History() {
  const { task, company } = useHere();
  const list = useInfiniteQuery(historyQuery(company.id, task.id));
  if (list.data === undefined) {
    return list.error === null ? <Rows height={26} /> : <Failure error={list.error} retry={() => void list.refetch()} />;
  }
  const facts = list.data.pages.flatMap((page) => page.items).filter((fact) => !isQuiet(fact));
  return (
    <Stack gap="xs">
      {facts.length === 0 && <Text size="sm" c="dimmed">{t('task.historyEmpty')}</Text>}
      <ol className={classes.facts}>{facts.map((fact) => <FactRow key={fact.id} fact={fact} />)}</ol>
      {list.hasNextPage && (
        <Button size="compact-sm" variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Stack>
  );
}

function FactRow({ fact }: { fact: Fact }) {
  const { task, may } = useHere();
  const reverse = useReverse(task);
  const words = sayFact(fact);
  const failed = (error: unknown) => toastFailure(t('task.notUndone'), error);
  const undo = () => {
    reverse.mutateAsync(fact.id).then(({ event_id }) => {
      if (event_id !== null) toastUndoable(t('task.undone', { what: words }), () => void reverse.mutateAsync(event_id).catch(failed));
    }, failed);
  };
  return (
    <li className={classes.fact}>
      <Face person={fact.actor ?? { name: 'Blimp' }} size={24} />
      <span className={classes.factWords}>
        <Text span fw={600} size="sm" dir="auto">{fact.actor?.name ?? 'Blimp'}</Text>{' '}
        <Text span size="sm" dir="auto">{words}</Text>{' '}
        <Text span size="xs" c="dimmed"><Time at={fact.at} /></Text>
      </span>
      {fact.reversible && may.edit && (
        <Button
          size="compact-xs" variant="subtle" color="gray" fw={500} loading={reverse.isPending}
          leftSection={<IconArrowBackUp size={14} aria-hidden />} aria-label={t('task.undoFact', { what: words })} onClick={undo}
        >
          {t('common.undo')}
        </Button>
      )}
    </li>
  );
}
