// My work: overdue, today, the next days, later, and what waits for a word of mine.
import { Button } from '@mantine/core';
import { IconConfetti, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { projectsQuery } from '~/data/projects';
import { useMe } from '~/data/session';
import { companyTasksQuery } from '~/data/tasks';
import { useCompany } from '~/hooks';
import { t, today } from '~/i18n';
import { OpenTask } from '~/screens/task/OpenTask';
import { overlays } from '~/shell/overlays';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { groupTasks, type When, WHENS } from './groups';
import { QuickAdd } from './QuickAdd';
import { SampleBar } from './Sample';
import { TaskGroup } from './TaskGroup';
import { useRowKeys } from './useRowKeys';
import { Welcome } from './Welcome';

const NAMES = { overdue: 'home.overdue', today: 'home.today', week: 'home.week', later: 'home.later' } as const satisfies Record<When, string>;

export function Home() {
  const { company } = useCompany();
  const { data: projects } = useQuery(projectsQuery(company.id));
  const active = projects?.filter((project) => project.archived_at === null && project.trashed_at === null);
  if (active?.length === 0) return <Welcome company={company} />;
  return (
    <Screen
      title={t('home.home')}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => overlays.open({ name: 'newTask' })}>{t('home.newTask')}</Button>
      }
    >
      {active !== undefined && <QuickAdd company={company.id} projects={active} />}
      {active !== undefined && <SampleBar company={company.id} projects={active} />}
      <MyTasks />
      <OpenTask />
    </Screen>
  );
}

function MyTasks() {
  const { company } = useCompany();
  const me = useMe().user.id;
  const mine = useInfiniteQuery(
    companyTasksQuery(company.id, { assignee: 'me', closed: false, sort: 'due_on', expand: 'state,project', limit: 100 }),
  );
  const review = useInfiniteQuery(
    companyTasksQuery(company.id, { state: 'review', closed: false, sort: '-updated_at', expand: 'state,project,assignees', limit: 50 }),
  );
  const now = today();
  const groups = useMemo(() => groupTasks(mine.data?.pages.flatMap((page) => page.items) ?? [], now), [mine.data, now]);
  // Who did the work does not approve it.
  const waiting = review.data?.pages.flatMap((page) => page.items).filter((task) => !task.assignee_ids.includes(me)) ?? [];
  useRowKeys();
  if (mine.data === undefined) {
    return mine.error === null ? <Rows count={8} /> : <Failure error={mine.error} retry={() => void mine.refetch()} />;
  }
  const none = WHENS.every((when) => groups[when].length === 0);
  return (
    <>
      {none && (
        <Empty
          icon={IconConfetti} title={t('home.empty')} text={t('home.emptyText')}
          action={<Button variant="light" onClick={() => overlays.open({ name: 'newTask' })}>{t('home.newTask')}</Button>}
        />
      )}
      {WHENS.map((when) => groups[when].length > 0 && <TaskGroup key={when} name={t(NAMES[when])} tone={when} tasks={groups[when]} />)}
      {mine.hasNextPage && (
        <Button variant="default" loading={mine.isFetchingNextPage} onClick={() => void mine.fetchNextPage()}>{t('common.more')}</Button>
      )}
      {waiting.length > 0 && <TaskGroup name={t('home.review')} hint={t('home.reviewText')} tone="review" tasks={waiting} />}
    </>
  );
}
