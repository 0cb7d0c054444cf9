// What happened in the project, in sentences, newest first, with a way back where there is one.
import { Button, Group, NativeSelect, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconActivity, IconArrowBackUp, IconClock } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { activityQuery, type Fact } from '~/data/activity';
import { projectPeopleQuery } from '~/data/choices';
import { useReverse } from '~/data/taskChanges';
import { useCompany, useProjectId } from '~/hooks';
import { dayOf, formatDayLong, formatDayOfWeek, formatInstant, formatTime, t, Tx, today } from '~/i18n';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Face } from '~/ui/Person';
import { toast, toastFailure } from '~/ui/toast';
import { useMayWork } from '../useMayWork';
import { View } from '../View';
import classes from './Activity.module.css';
import { KINDS, namesOf } from './search';
import { sentenceOf } from './sentences';

const route = getRouteApi('/in/c/$company/p/$project/activity');

export function Activity() {
  const { company } = useCompany();
  const project = useProjectId();
  const search = route.useSearch();
  const query = useInfiniteQuery(activityQuery(company.id, project, { actor: search.who, name: namesOf(search.kind) }));
  // A part of a change of many is told by the change itself.
  const facts = query.data?.pages.flatMap((page) => page.items).filter((fact) => fact.part_of == null) ?? [];
  return (
    <View title={t('project.activity')} width={760} actions={<Filters />}>
      {query.isPending && <Rows count={8} height={40} />}
      {query.isError && facts.length === 0 && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && facts.length === 0 && <Empty icon={IconActivity} title={t('activity.emptyTitle')} text={t('activity.emptyText')} />}
      <Stack gap="lg">
        {byDay(facts).map(([day, list]) => (
          <section key={day} aria-labelledby={`day-${day}`}>
            <Title order={2} size="sm" id={`day-${day}`} mb={4}>
              <time dateTime={day} title={formatDayLong(day)}>{formatDayOfWeek(day, today())}</time>
            </Title>
            <ul className={classes.list}>
              {list.map((fact) => <Line key={fact.id} fact={fact} />)}
            </ul>
          </section>
        ))}
      </Stack>
      {query.hasNextPage && (
        <Button mt="md" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('common.more')}</Button>
      )}
    </View>
  );
}

function byDay(facts: Fact[]): [string, Fact[]][] {
  const days = new Map<string, Fact[]>();
  for (const fact of facts) {
    const day = dayOf(fact.at);
    const list = days.get(day);
    if (list === undefined) days.set(day, [fact]);
    else list.push(fact);
  }
  return [...days];
}

function Filters() {
  const project = useProjectId();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const people = useQuery(projectPeopleQuery(project)).data ?? [];
  return (
    <Group gap="xs">
      <NativeSelect
        size="xs" maw={180} aria-label={t('activity.who')} value={String(search.who ?? '')}
        data={[{ value: '', label: t('activity.everybody') }, ...people.flatMap(({ person }) => (person.id === null ? [] : [{ value: String(person.id), label: person.name }]))]}
        onChange={(event) => {
          const who = Number(event.currentTarget.value) || undefined;
          void navigate({ search: (old) => ({ ...old, who }), replace: true });
        }}
      />
      <NativeSelect
        size="xs" maw={180} aria-label={t('activity.what')} value={search.kind ?? ''}
        data={[{ value: '', label: t('activity.everything') }, ...KINDS.map((kind) => ({ value: kind, label: t(`activity.kind_${kind}`) }))]}
        onChange={(event) => {
          const kind = KINDS.find((known) => known === event.currentTarget.value);
          void navigate({ search: (old) => ({ ...old, kind }), replace: true });
        }}
      />
    </Group>
  );
}

function Line({ fact }: { fact: Fact }) {
  const { company } = useCompany();
  const navigate = route.useNavigate();
  const reverse = useReverse();
  const mayWork = useMayWork();
  const { key, values } = sentenceOf(fact);
  const { task } = fact;
  const link = task == null ? t('activity.aTask') : (
    <a
      href={`/c/${company.slug}/tasks/${task.number}`} dir="auto" data-task-number={task.number} className={classes.task}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void navigate({ search: (old) => ({ ...old, task: task.number }) });
      }}
    >
      {task.title}
    </a>
  );
  const undo = () => void reverse.mutateAsync({ company: company.id, events: [fact.id] }).then(
    (refused) => toast(refused.length === 0 ? t('board.undone') : t('project.undonePart', { count: refused.length, why: refused[0]?.message ?? '' })),
    (error: unknown) => toastFailure(t('board.notUndone'), error),
  );
  const comment = fact.name === 'comment.added.v1' ? fact.changes.text?.to : undefined;
  return (
    <li className={classes.line}>
      {fact.actor === null ? <ThemeIcon variant="light" color="gray" radius="xl" size={28} aria-hidden><IconClock size={16} /></ThemeIcon> : <Face person={fact.actor} size={28} />}
      <div className={classes.words}>
        <Text size="sm" component="div">
          <Tx k={key} values={{ ...values, who: <strong dir="auto">{fact.actor?.name ?? 'Blimp'}</strong>, task: link }} />
        </Text>
        {typeof comment === 'string' && <Text size="sm" c="dimmed" lineClamp={2} dir="auto">{comment}</Text>}
        <Text size="xs" c="dimmed"><time dateTime={fact.at} title={formatInstant(fact.at)}>{formatTime(fact.at)}</time></Text>
      </div>
      {fact.reversible && mayWork && (
        <Button size="compact-xs" variant="subtle" color="gray" className={classes.undo} loading={reverse.isPending}
          leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={undo}>
          {t('common.undo')}
        </Button>
      )}
    </li>
  );
}
