// A dialog that makes a task from anywhere: title and project; the rest is done on the task.
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Project, projectsQuery } from '~/data/projects';
import { useCreateTask } from '~/data/newTask';
import { t } from '~/i18n';
import { showProblem } from '~/ui/formErrors';
import { toast } from '~/ui/toast';
import { useDirty } from './dirty';
import type { Where } from './where';

interface NewTaskProps {
  where: Where;
  project?: number;
  onClose: () => void;
}

export function NewTask({ where, project, onClose }: NewTaskProps) {
  const { data: projects } = useQuery(projectsQuery(where.company.id));
  const slug = useParams({ strict: false, select: (params) => params.project });
  const open = projects?.filter((p) => p.archived_at === null && p.trashed_at === null) ?? [];
  const here = open.find((p) => p.id === project) ?? open.find((p) => p.slug === slug) ?? open[0];
  return (
    <Modal opened onClose={onClose} title={t('shell.newTask')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {here === undefined
        ? <Text c="dimmed" size="sm">{t(projects === undefined ? 'common.loading' : 'shell.noProjects')}</Text>
        : <TaskForm where={where} projects={open} here={here} onClose={onClose} />}
    </Modal>
  );
}

interface TaskFormProps {
  where: Where;
  projects: Project[];
  here: Project;
  onClose: () => void;
}

function TaskForm({ where, projects, here, onClose }: TaskFormProps) {
  const navigate = useNavigate();
  const create = useCreateTask();
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    initialValues: { title: '', project: String(here.id) },
    validate: { title: (title) => (title.trim() === '' ? t('shell.titleMissing') : null) },
  });
  useDirty(form.values.title !== '' && !create.isPending);
  // No answer: it is kept, and its outcome told when there is one. Nobody has to wait for that here.
  useEffect(() => {
    if (!create.isWaiting) return;
    toast(t('shell.kept', { count: 1, words: form.values.title.trim() }));
    onClose();
  }, [create.isWaiting]);
  const submit = (andOpen: boolean) => form.onSubmit((values) => {
    setFailure(null);
    create.mutateAsync({ project: Number(values.project), body: { title: values.title.trim() } }).then(
      (task) => {
        toast(t('shell.taskMade', { title: task.title }));
        onClose();
        if (!andOpen) return;
        void navigate({
          to: '/c/$company/tasks/$number',
          params: { company: where.company.slug, number: String(task.number) },
        });
      },
      (error: unknown) => setFailure(showProblem(form, error)),
    );
  });
  return (
    <form onSubmit={submit(false)} noValidate>
      <Stack>
        <TextInput label={t('shell.taskTitle')} required data-autofocus maxLength={200} dir="auto" {...form.getInputProps('title')} />
        <NativeSelect label={t('shell.taskProject')} data={projects.map((p) => ({ value: String(p.id), label: p.name }))}
          {...form.getInputProps('project')} />
        {failure !== null && <Text c="red" size="sm" role="alert">{failure}</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => submit(true)()} disabled={create.isPending}>{t('shell.createAndOpen')}</Button>
          <Button type="submit" loading={create.isPending}>{t('shell.createTask')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
