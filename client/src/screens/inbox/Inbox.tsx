// The inbox: what changed for me, by task; done, snoozed or kept, one by one or many at once.
import { Button, Checkbox, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChecks, IconInbox, IconMoonStars, IconZzz } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { noticesQuery, type Shelf, SHELVES, useNoticeDeeds } from '~/data/inbox';
import { countsQuery } from '~/data/notifications';
import { useCompany } from '~/hooks';
import { formatNumber, t } from '~/i18n';
import { OpenTask } from '~/screens/task/OpenTask';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { groupNotices, idsOf, type NoticeGroup } from './groups';
import classes from './Inbox.module.css';
import { NoticeRow } from './NoticeRow';
import { inboxRoute } from './routes';
import { SnoozeMenu } from './SnoozeMenu';
import { useInboxKeys } from './useInboxKeys';

const EMPTY = {
  inbox: { icon: IconChecks, title: 'inbox.empty', text: 'inbox.emptyText' },
  unread: { icon: IconChecks, title: 'inbox.emptyUnread', text: 'inbox.emptyText' },
  snoozed: { icon: IconZzz, title: 'inbox.emptySnoozed', text: 'inbox.emptySnoozedText' },
  done: { icon: IconMoonStars, title: 'inbox.emptyDone', text: 'inbox.emptyDoneText' },
} as const;

export function Inbox() {
  const { company } = useCompany();
  const { show } = useSearch({ from: inboxRoute.id });
  const navigate = useNavigate({ from: inboxRoute.fullPath });
  const { data: counts } = useQuery(countsQuery);
  const shelf: Shelf = show ?? 'inbox';
  const nameOf = (each: Shelf) => {
    const count = each === 'unread' ? counts?.unread : each === 'snoozed' ? counts?.snoozed : undefined;
    const name = t(`inbox.shelf_${each}`);
    return count === undefined || count === 0 ? name : `${name} ${count >= 100 ? '99+' : formatNumber(count)}`;
  };
  const go = (value: string) => {
    const next = SHELVES.find((each) => each === value);
    void navigate({ search: { show: next === 'inbox' ? undefined : next } });
  };
  return (
    <Screen title={t('inbox.inbox')}>
      <SegmentedControl
        size="xs" mb="sm" aria-label={t('inbox.show')} value={shelf} onChange={go}
        data={SHELVES.map((each) => ({ value: each, label: nameOf(each) }))}
      />
      <List key={shelf} shelf={shelf} company={company.id} />
      <OpenTask />
    </Screen>
  );
}

function List({ shelf, company }: { shelf: Shelf; company: number }) {
  const list = useInfiniteQuery(noticesQuery(company, shelf));
  const groups = useMemo(() => groupNotices(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = groups.filter((group) => chosen.has(group.key));
  const toggle = (key: string, on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      if (on) next.add(key);
      else next.delete(key);
      return next;
    });
  useInboxKeys({ groups, selected, shelf, company, toggle, clear: () => setChosen(new Set()) });
  if (list.data === undefined) {
    return list.error === null ? <Rows count={8} height={56} /> : <Failure error={list.error} retry={() => void list.refetch()} />;
  }
  const { icon, title, text } = EMPTY[shelf];
  if (groups.length === 0) return <Empty icon={shelf === 'inbox' ? IconInbox : icon} title={t(title)} text={t(text)} />;
  return (
    <>
      <Bulk
        groups={groups} selected={selected} shelf={shelf} company={company}
        onAll={(on) => setChosen(new Set(on ? groups.map((group) => group.key) : []))} onDone={() => setChosen(new Set())}
      />
      <ul className={classes.rows}>
        {groups.map((group) => (
          <NoticeRow
            key={group.key} group={group} shelf={shelf} company={company}
            selected={chosen.has(group.key)} onSelect={(on) => toggle(group.key, on)}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button mt="sm" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.more')}</Button>
      )}
    </>
  );
}

interface BulkProps {
  groups: NoticeGroup[];
  selected: NoticeGroup[];
  shelf: Shelf;
  company: number;
  onAll: (on: boolean) => void;
  onDone: () => void;
}

/** Choose all, and what to do with those chosen. */
function Bulk({ groups, selected, shelf, company, onAll, onDone }: BulkProps) {
  const change = useNoticeDeeds(company);
  const act = (what: Parameters<typeof change>[0]['act'], until?: string) => {
    change({ act: what, ids: idsOf(selected), until });
    onDone();
  };
  const none = selected.length === 0;
  return (
    <Group className={classes.bulk} gap="xs">
      <Checkbox
        label={none ? t('inbox.selectAll') : t('inbox.selected', { count: selected.length })}
        checked={!none && selected.length === groups.length} indeterminate={!none && selected.length < groups.length}
        onChange={(event) => onAll(event.currentTarget.checked)}
      />
      {none ? (
        shelf !== 'done' && shelf !== 'snoozed' && groups.some((group) => group.unread) && (
          <Button size="compact-sm" variant="subtle" color="gray" fw={500} ml="auto"
            onClick={() => change({ act: 'read', ids: idsOf(groups.filter((group) => group.unread)) })}>
            {t('inbox.readAll')}
          </Button>
        )
      ) : (
        <>
          {shelf === 'done'
            ? <Button size="compact-sm" variant="default" onClick={() => act('unarchive')}>{t('inbox.act_unarchive')}</Button>
            : <Button size="compact-sm" onClick={() => act('archive')}>{t('inbox.act_archive')}</Button>}
          {shelf === 'snoozed'
            ? <Button size="compact-sm" variant="default" onClick={() => act('unsnooze')}>{t('inbox.act_unsnooze')}</Button>
            : shelf !== 'done' && (
              <SnoozeMenu onSnooze={(until) => act('snooze', until)}>
                <Button size="compact-sm" variant="default">{t('inbox.act_snooze')}</Button>
              </SnoozeMenu>
            )}
          <Button size="compact-sm" variant="default" onClick={() => act('read')}>{t('inbox.act_read')}</Button>
          <Button size="compact-sm" variant="default" onClick={() => act('unread')}>{t('inbox.act_unread')}</Button>
          <Text size="xs" c="dimmed" visibleFrom="md">{t('inbox.undoHint')}</Text>
        </>
      )}
    </Group>
  );
}
