// A dialog to write or change a goal.
import { Button, Group, Input, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { type Goal, useCreateGoal, useEditGoal } from '~/data/goals';
import { formatDayNear, t } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { showProblem } from '~/ui/formErrors';
import { DatePicker } from '~/ui/Pickers';
import { toast } from '~/ui/toast';

interface GoalDialogProps {
  asked: Goal | 'new' | null;
  project: number;
  onClose: () => void;
}

export function GoalDialog({ asked, project, onClose }: GoalDialogProps) {
  return (
    <Modal opened={asked !== null} onClose={onClose} title={t(asked === 'new' ? 'goals.add' : 'goals.edit')}
      closeButtonProps={{ 'aria-label': t('common.close') }}>
      {asked !== null && <GoalForm goal={asked === 'new' ? null : asked} project={project} onClose={onClose} />}
    </Modal>
  );
}

function GoalForm({ goal, project, onClose }: { goal: Goal | null; project: number; onClose: () => void }) {
  const create = useCreateGoal(project);
  const edit = useEditGoal(project);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    initialValues: { title: goal?.title ?? '', notes: goal?.notes ?? '', due_on: goal?.due_on ?? null },
    validate: { title: (title) => (title.trim() === '' ? t('goals.titleMissing') : null) },
  });
  useDirty(form.isDirty());
  const submit = form.onSubmit((values) => {
    setFailure(null);
    const body = { ...values, title: values.title.trim() };
    const done = {
      onSuccess: () => {
        toast(t('goals.saved', { title: body.title }));
        onClose();
      },
      onError: (error: Error) => setFailure(showProblem(form, error)),
    };
    if (goal === null) create.mutate(body, done);
    else edit.mutate({ goal: goal.id, ...body }, done);
  });
  const { due_on } = form.values;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput label={t('goals.title')} placeholder={t('goals.titleHint')} required maxLength={200} data-autofocus dir="auto" {...form.getInputProps('title')} />
        <Textarea label={t('goals.notes')} description={t('goals.notesText')} autosize minRows={3} maxRows={12} dir="auto" {...form.getInputProps('notes')} />
        <Input.Wrapper label={t('goals.due')} labelElement="div" error={form.errors.due_on}>
          <div>
            <DatePicker label={t('goals.due')} value={due_on} onChange={(day) => form.setFieldValue('due_on', day)}>
              {due_on === null ? t('goals.noDue') : formatDayNear(due_on)}
            </DatePicker>
          </div>
        </Input.Wrapper>
        {failure !== null && <Text c="red" size="sm" role="alert">{failure}</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" loading={create.isPending || edit.isPending}>{t('common.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
