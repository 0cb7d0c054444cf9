// What is done to the whole task: copy it, put it away, throw it away.
import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCreateTask } from '~/data/tasks';
import { t } from '~/i18n';
import { DANGER } from '~/ui/danger';
import { toast, toastFailure } from '~/ui/toast';
import { useHere } from './context';
import { useTaskDeeds } from './deeds';

/** Makes a task like this one and opens it. */
export function useDuplicate(): () => void {
  const { task, company, place } = useHere();
  const create = useCreateTask();
  const navigate = useNavigate();
  return () => {
    const { notes, priority, goal_id, parent_id, assignee_ids, labels, start_on, due_on } = task;
    const body = {
      title: t('task.copyOf', { title: task.title }), notes, priority, goal_id, parent_id, assignee_ids, labels,
      start_on, due_on, after: task.id,
    };
    create.mutateAsync({ project: task.project_id, body }).then(
      (made) => {
        toast(t('task.duplicated', { number: String(made.number) }));
        if (place === 'panel') {
          void navigate({ to: '.', search: (before) => ({ ...before, task: made.number }) });
        } else {
          void navigate({ to: '/c/$company/tasks/$number', params: { company: company.slug, number: String(made.number) } });
        }
      },
      (error: unknown) => toastFailure(t('task.notDuplicated'), error),
    );
  };
}

export function TaskMenu() {
  const { task, may, leave } = useHere();
  const deeds = useTaskDeeds();
  const duplicate = useDuplicate();
  if (!may.edit) return null;
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t('task.menu')} title={t('task.menu')}><IconDots size={18} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={duplicate}>{t('task.duplicate')}</Menu.Item>
        {task.archived_at === null ? (
          <Menu.Item
            leftSection={<IconArchive size={16} aria-hidden />}
            onClick={() => {
              deeds.setArchived(task, true);
              leave();
            }}
          >
            {t('task.archive')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconArchiveOff size={16} aria-hidden />} onClick={() => deeds.setArchived(task, false)}>
            {t('task.unarchive')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          color={DANGER} leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => {
            deeds.trash(task);
            leave();
          }}
        >
          {t('task.trash')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
