// The files and links of a project, with previews.
import { Button, SegmentedControl, SimpleGrid, Text } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { boardQuery, type Card } from '~/data/board';
import { type Attachment, projectFilesQuery } from '~/data/projectFiles';
import { useProjectId } from '~/hooks';
import { t } from '~/i18n';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { View } from '../View';
import { FileCard } from './FileCard';
import { type FileKind, FILE_KINDS, kindOf } from './kinds';
import { Preview } from './Preview';

const route = getRouteApi('/in/c/$company/p/$project/files');

export function Files() {
  const project = useProjectId();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const board = useQuery(boardQuery(project));
  // Newest tasks first: their files were most likely added last.
  const cards = useMemo(
    () => (board.data?.cards ?? []).filter((card) => card.attachment_count > 0).sort((a, b) => b.number - a.number),
    [board.data],
  );
  const tasks = useMemo(() => cards.map((card) => card.id), [cards]);
  const query = useInfiniteQuery({ ...projectFilesQuery(project, tasks), enabled: board.isSuccess });
  const [shown, setShown] = useState<Attachment | null>(null);
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  const files = search.kind === undefined ? all : all.filter((file) => kindOf(file) === search.kind);
  const error = board.error ?? query.error;
  const pending = error === null && (board.isPending || (tasks.length > 0 && query.isPending));
  const retry = () => void (board.error === null ? query.refetch() : board.refetch());
  return (
    <View title={t('project.files')} width={1080}
      actions={all.length > 0 && <Kinds value={search.kind} onChange={(kind) => void navigate({ search: (old) => ({ ...old, kind }), replace: true })} />}>
      {pending && <Rows count={3} height={160} />}
      {error !== null && all.length === 0 && <Failure error={error} retry={retry} />}
      {!pending && error === null && all.length === 0 && <Empty icon={IconFiles} title={t('files.emptyTitle')} text={t('files.emptyText')} />}
      {all.length > 0 && files.length === 0 && <Text c="dimmed" ta="center" py="lg">{t('files.noneOfKind')}</Text>}
      <SimpleGrid component="ul" cols={{ base: 2, sm: 3, md: 4 }} spacing="sm" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {files.map((file) => (
          <FileCard key={file.id} file={file} card={cardOf(cards, file)} onPreview={() => setShown(file)}
            onTask={(number) => void navigate({ search: (old) => ({ ...old, task: number }) })} />
        ))}
      </SimpleGrid>
      {query.hasNextPage && (
        <Button mt="md" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('common.more')}</Button>
      )}
      <Preview file={shown} files={files} onShow={setShown} onClose={() => setShown(null)} />
    </View>
  );
}

function cardOf(cards: Card[], file: Attachment): Card | undefined {
  return cards.find((card) => card.id === file.task_id);
}

function Kinds({ value, onChange }: { value: FileKind | undefined; onChange: (kind: FileKind | undefined) => void }) {
  return (
    <SegmentedControl
      size="xs" value={value ?? 'all'} aria-label={t('files.kind')}
      data={[{ value: 'all', label: t('common.all') }, ...FILE_KINDS.map((kind) => ({ value: kind, label: t(`files.kind_${kind}`) }))]}
      onChange={(kind) => onChange(FILE_KINDS.find((known) => known === kind))}
    />
  );
}
