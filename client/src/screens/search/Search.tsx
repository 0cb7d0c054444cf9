// Search: one field, what it found, and filters, all in the address.
import { Button, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconListSearch, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { type Project, projectsQuery } from '~/data/projects';
import { HIT_KINDS, isSearchable, numberIn, searchQuery, taskByNumberQuery } from '~/data/search';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { wordParam } from '~/params';
import { OpenTask } from '~/screens/task/OpenTask';
import { announce } from '~/shell/announcer';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { HitRow, NumberRow } from './HitRow';
import { searchRoute } from './routes';
import classes from './Search.module.css';

export function Search() {
  const { company } = useCompany();
  const search = useSearch({ from: searchRoute.id });
  const navigate = useNavigate({ from: searchRoute.fullPath });
  const [text, setText] = useState(search.q ?? '');
  const [settled] = useDebouncedValue(text, 250);
  const { data: projects } = useQuery(projectsQuery(company.id));

  // The address follows what is typed, and what is typed follows Back and Forward.
  useEffect(() => {
    const q = settled.trim() === '' ? undefined : settled;
    void navigate({ search: (before) => (before.q === q ? before : { ...before, q }), replace: true });
  }, [settled, navigate]);
  const [known, setKnown] = useState(search.q);
  if (search.q !== known) {
    setKnown(search.q);
    if ((search.q ?? '') !== settled.trim()) setText(search.q ?? '');
  }

  const down = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-hit]')?.focus();
    } else if (event.key === 'Enter') {
      document.querySelector<HTMLElement>('[data-hit]')?.click();
    }
  };
  return (
    <Screen title={search.q === undefined ? t('search.search') : t('search.searchFor', { words: search.q })}>
      <Stack gap="sm">
        <TextInput
          type="search" size="md" leftSection={<IconSearch size={18} aria-hidden />} aria-label={t('search.field')} placeholder={t('search.hint')}
          value={text} autoFocus dir="auto" maxLength={200} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={down}
        />
        <div className={classes.filters}>
          <SegmentedControl
            size="xs" aria-label={t('search.kind')} value={search.kind ?? 'all'}
            data={[{ value: 'all', label: t('common.all') }, ...HIT_KINDS.map((kind) => ({ value: kind, label: t(`search.kind_of_${kind}`) }))]}
            onChange={(kind) => void navigate({ search: (before) => ({ ...before, kind: wordParam(kind, HIT_KINDS) }), replace: true })}
          />
          <NativeSelect
            size="xs" aria-label={t('search.project')} value={search.project ?? ''}
            data={[{ value: '', label: t('search.allProjects') }, ...(projects ?? []).map((each) => ({ value: each.slug, label: each.name }))]}
            onChange={(event) => {
              const project = event.currentTarget.value || undefined;
              void navigate({ search: (before) => ({ ...before, project }), replace: true });
            }}
          />
        </div>
        <Found words={settled} projects={projects ?? []} />
      </Stack>
      <OpenTask />
    </Screen>
  );
}

function Found({ words, projects }: { words: string; projects: Project[] }) {
  const number = numberIn(words);
  if (number !== undefined) return <ByNumber number={number} projects={projects} />;
  if (!isSearchable(words)) {
    return <Empty icon={IconListSearch} title={t('search.empty')} text={t('search.emptyText')} />;
  }
  return <Hits words={words} projects={projects} />;
}

function ByNumber({ number, projects }: { number: number; projects: Project[] }) {
  const { company } = useCompany();
  const { data: task, error, refetch } = useQuery(taskByNumberQuery(company.id, number));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (task === undefined) return <Rows count={1} />;
  if (task === null) return <Empty icon={IconSearchOff} title={t('search.noNumber', { number: `#${number}` })} text={t('search.noNumberText')} />;
  return <ul className={classes.hits}><NumberRow task={task} project={projects.find((each) => each.id === task.project_id)} /></ul>;
}

function Hits({ words, projects }: { words: string; projects: Project[] }) {
  const { company } = useCompany();
  const { kind, project: slug } = useSearch({ from: searchRoute.id });
  const project = projects.find((each) => each.slug === slug)?.id;
  const list = useInfiniteQuery({ ...searchQuery(company.id, { q: words, kind, project }), placeholderData: (before) => before });
  const hits = list.data?.pages.flatMap((page) => page.items) ?? [];
  const count = list.isPlaceholderData || list.data === undefined ? null : hits.length;
  useEffect(() => {
    if (count !== null) announce(t('search.found', { count }));
  }, [count, words]);
  if (list.data === undefined) return list.error === null ? <Rows /> : <Failure error={list.error} retry={() => void list.refetch()} />;
  if (hits.length === 0) return <Empty icon={IconSearchOff} title={t('search.nothing')} text={t('search.nothingText')} />;
  return (
    <>
      <Text size="xs" c="dimmed">{list.hasNextPage ? t('search.foundMore', { count: hits.length }) : t('search.found', { count: hits.length })}</Text>
      <ul className={classes.hits} data-stale={list.isPlaceholderData || undefined}>
        {hits.map((hit) => (
          <HitRow key={`${hit.kind}${hit.comment_id ?? hit.attachment_id ?? hit.task.id}`} hit={hit} project={projects.find((each) => each.id === hit.task.project_id)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.more')}</Button>
      )}
    </>
  );
}
