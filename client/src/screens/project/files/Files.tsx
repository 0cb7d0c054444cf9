// The files and links of a project, with previews.
import { Button, SegmentedControl, SimpleGrid, Text } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { FILE_KINDS, type FileKind, type ProjectFile, projectFilesQuery } from '~/data/projectFiles';
import { useProjectId } from '~/hooks';
import { t } from '~/i18n';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { View } from '../View';
import { FileCard } from './FileCard';
import { Preview } from './Preview';

const route = getRouteApi('/in/c/$company/p/$project/files');

export function Files() {
  const project = useProjectId();
  const { kind } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(projectFilesQuery(project, kind));
  const [shown, setShown] = useState<ProjectFile | null>(null);
  const files = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isEmpty = query.isSuccess && files.length === 0;
  return (
    <View title={t('project.files')} width={1080}
      actions={(kind !== undefined || files.length > 0) && <Kinds value={kind} onChange={(next) => void navigate({ search: (old) => ({ ...old, kind: next }), replace: true })} />}>
      {query.isPending && <Rows count={3} height={160} />}
      {query.isError && files.length === 0 && <Failure error={query.error} retry={() => void query.refetch()} />}
      {isEmpty && kind === undefined && <Empty icon={IconFiles} title={t('files.emptyTitle')} text={t('files.emptyText')} />}
      {isEmpty && kind !== undefined && <Text c="dimmed" ta="center" py="lg">{t('files.noneOfKind')}</Text>}
      <SimpleGrid component="ul" cols={{ base: 2, sm: 3, md: 4 }} spacing="sm" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {files.map((file) => (
          <FileCard key={file.id} file={file} onPreview={() => setShown(file)}
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

function Kinds({ value, onChange }: { value: FileKind | undefined; onChange: (kind: FileKind | undefined) => void }) {
  return (
    <SegmentedControl
      size="xs" value={value ?? 'all'} aria-label={t('files.kind')}
      data={[{ value: 'all', label: t('common.all') }, ...FILE_KINDS.map((kind) => ({ value: kind, label: t(`files.kind_${kind}`) }))]}
      onChange={(kind) => onChange(FILE_KINDS.find((known) => known === kind))}
    />
  );
}
