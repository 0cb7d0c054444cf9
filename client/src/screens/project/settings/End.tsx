// Putting a project away, and throwing it away.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Project, useArchiveProject, useRestoreProject, useTrashProject, useUnarchiveProject } from '~/data/projects';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { ConfirmDialog } from '~/ui/Confirm';
import { toastFailure, toastUndoable } from '~/ui/toast';
import classes from './Settings.module.css';

export function End({ project }: { project: Project }) {
  const { company } = useCompany();
  const navigate = useNavigate();
  const archive = useArchiveProject(company.id);
  const unarchive = useUnarchiveProject(company.id);
  const trash = useTrashProject(company.id);
  const restore = useRestoreProject(company.id);
  const [asked, setAsked] = useState(false);
  const archived = project.archived_at !== null;
  const failed = (error: Error) => toastFailure(t('projectSettings.notChanged'), error);
  const toggle = () => (archived ? unarchive : archive).mutate({ project: project.id }, {
    onError: failed,
    onSuccess: () => toastUndoable(t(archived ? 'projectSettings.unarchived' : 'projectSettings.archivedNow', { name: project.name }), () =>
      void (archived ? archive : unarchive).mutateAsync({ project: project.id }).catch(failed)),
  });
  return (
    <Stack gap={0}>
      <Group justify="space-between" className={classes.line} wrap="nowrap">
        <div className={classes.grow}>
          <Text size="sm" fw={600}>{t(archived ? 'project.unarchive' : 'projectSettings.archive')}</Text>
          <Text size="sm" c="dimmed">{t(archived ? 'projectSettings.unarchiveText' : 'projectSettings.archiveText')}</Text>
        </div>
        <Button variant="default" className={classes.button} loading={archive.isPending || unarchive.isPending} onClick={toggle}>
          {t(archived ? 'project.unarchive' : 'projectSettings.archive')}
        </Button>
      </Group>
      <Group justify="space-between" className={classes.line} wrap="nowrap">
        <div className={classes.grow}>
          <Text size="sm" fw={600}>{t('projectSettings.trashProject')}</Text>
          <Text size="sm" c="dimmed">{t('projectSettings.trashText')}</Text>
        </div>
        <Button color="red" variant="light" className={classes.button} onClick={() => setAsked(true)}>{t('common.delete')}</Button>
      </Group>
      <ConfirmDialog
        opened={asked} onClose={() => setAsked(false)} danger busy={trash.isPending} typed={project.name}
        title={t('projectSettings.trashProject')} text={t('projectSettings.trashConfirm', { name: project.name, count: project.total_tasks })} verb={t('common.delete')}
        onConfirm={() => trash.mutate({ project: project.id }, {
          onSuccess: async () => {
            await navigate({ to: '/c/$company/projects', params: { company: company.slug } });
            toastUndoable(t('projectSettings.trashed', { name: project.name }), () => void restore.mutateAsync({ project: project.id }).catch(failed));
          },
          onError: failed,
          onSettled: () => setAsked(false),
        })}
      />
    </Stack>
  );
}
