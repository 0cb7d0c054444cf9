// What is special about a task: it is done, put away, or waits for a word of approval; and the button
// that closes it.
import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconArchive, IconCheck, IconCircle, IconEyeCheck, IconRotate } from '@tabler/icons-react';
import { formatAgo, t } from '~/i18n';
import { useHere } from './context';
import { useTaskDeeds } from './deeds';
import { Review } from './Review';

export function Banner() {
  const { task, project, may } = useHere();
  const deeds = useTaskDeeds();
  const kind = task.expanded?.state?.kind;
  const closed = task.closed_at !== null;
  return (
    <Stack gap="xs" mb="xs">
      {project != null && project.archived_at !== null && (
        <Alert color="gray" icon={<IconArchive size={18} />} p="xs">{t('task.projectArchived')}</Alert>
      )}
      {task.archived_at !== null && (
        <Alert color="gray" icon={<IconArchive size={18} />} p="xs">
          <Group justify="space-between">
            {t('task.isArchived')}
            {may.edit && (
              <Button size="compact-sm" variant="default" onClick={() => deeds.setArchived(task, false)}>{t('task.unarchive')}</Button>
            )}
          </Group>
        </Alert>
      )}
      {kind === 'review' && !closed && may.talk && (
        <Alert variant="default" color="grape" icon={<IconEyeCheck size={20} />} title={t('task.inReview')} p="sm">
          <Review task={task} />
        </Alert>
      )}
      {may.edit && (
        <Group gap="xs">
          <Button
            size="compact-sm" variant={closed ? 'filled' : 'default'} color={closed ? 'teal.9' : undefined}
            leftSection={closed ? <IconCheck size={16} aria-hidden /> : <IconCircle size={16} aria-hidden />}
            onClick={() => deeds.setClosed(task, !closed)} aria-pressed={closed}
          >
            {closed ? t('task.doneAgo', { ago: task.closed_at === null ? '' : formatAgo(task.closed_at) }) : t('task.markDone')}
          </Button>
          {closed && (
            <Button
              size="compact-sm" variant="subtle" color="gray" fw={500} leftSection={<IconRotate size={16} aria-hidden />}
              onClick={() => deeds.setClosed(task, false)}
            >
              {t('task.reopen')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
