// What waits for the client's word: look at it, approve it, or send it back saying what is missing.
import { Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconChecks, IconFile, IconPhoto } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { attachmentsQuery, isPicture } from '~/data/attachments';
import type { Project } from '~/data/projects';
import type { Task } from '~/data/tasks';
import { formatNumber, t } from '~/i18n';
import { Review } from '~/screens/task/Review';
import { Failure } from '~/ui/Failure';
import { Markdown } from '~/ui/Markdown';
import { Rows } from '~/ui/PageSkeleton';
import { useTasks } from './Portal';
import classes from './Portal.module.css';

export function Approvals({ project }: { project: Project | undefined }) {
  const list = useTasks(project, { state: 'review', closed: false, sort: '-updated_at', expand: 'project', limit: 50 });
  const tasks = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="approvals">
      <Group gap="xs" mb="xs">
        <Title order={2} size="h3" id="approvals">{t('portal.approvals')}</Title>
        {tasks.length > 0 && <Badge color="grape.8" variant="filled">{formatNumber(tasks.length)}</Badge>}
      </Group>
      {list.data === undefined && (list.error === null ? <Rows count={2} height={120} /> : <Failure error={list.error} retry={() => void list.refetch()} />)}
      {list.data !== undefined && tasks.length === 0 && (
        <Group gap="xs" c="dimmed"><IconChecks size={18} aria-hidden /><Text size="sm">{t('portal.approvalsEmpty')}</Text></Group>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} component="ul" className={classes.cards}>
        {tasks.map((task) => <Approval key={task.id} task={task} />)}
      </SimpleGrid>
      {list.hasNextPage && (
        <Button mt="sm" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.more')}</Button>
      )}
    </section>
  );
}

function Approval({ task }: { task: Task }) {
  const [opened, setOpened] = useState(false);
  return (
    <Card component="li" withBorder padding="md" className={classes.card}>
      <Stack gap="xs" flex={1}>
        <div>
          <Link to="." search={(before) => ({ ...before, task: task.number })} className={classes.cardTitle} data-task-number={task.number} dir="auto">
            {task.title}
          </Link>
          {task.expanded?.project !== undefined && <Text size="xs" c="dimmed"><bdi>{task.expanded.project.name}</bdi></Text>}
        </div>
        {task.notes_html !== '' && <div className={classes.notes}><Markdown html={task.notes_html} /></div>}
        <Attached task={task} />
        {opened
          ? <Review task={task} />
          : <Group className={classes.decide}><Button variant="light" onClick={() => setOpened(true)}>{t('portal.decide')}</Button></Group>}
      </Stack>
    </Card>
  );
}

function Attached({ task }: { task: Task }) {
  const { data: files } = useQuery(attachmentsQuery(task.id));
  if (files === undefined || files.length === 0) return null;
  return (
    <Group gap="xs">
      {files.map((file) => (
        <a
          key={file.id} href={file.url ?? file.file?.content_url ?? ''} target="_blank" rel="noopener noreferrer" className={classes.file}
          title={file.name}
        >
          {isPicture(file) ? <IconPhoto size={16} aria-hidden /> : <IconFile size={16} aria-hidden />}
          <span className={classes.cut} dir="auto">{file.name}</span>
        </a>
      ))}
    </Group>
  );
}
