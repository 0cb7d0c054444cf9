// A dialog that makes a project and goes to it.
import { Button, Group, Input, Modal, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCreateProject } from '~/data/projects';
import { t } from '~/i18n';
import { Colours } from '~/screens/project/settings/colours';
import { showProblem } from '~/ui/formErrors';
import { toast } from '~/ui/toast';
import { useDirty } from './dirty';
import type { Where } from './where';

export function NewProject({ where, onClose }: { where: Where; onClose: () => void }) {
  const navigate = useNavigate();
  const create = useCreateProject(where.company.id);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: '', colour: '#4263eb', private: false },
    validate: { name: (name) => (name.trim() === '' ? t('shell.nameMissing') : null) },
  });
  useDirty(form.isDirty());
  const submit = form.onSubmit((values) => {
    setFailure(null);
    create.mutate({ ...values, name: values.name.trim() }, {
      onSuccess: (project) => {
        onClose();
        toast(t('shell.projectMade', { name: project.name }));
        void navigate({
          to: '/c/$company/p/$project/board',
          params: { company: where.company.slug, project: project.slug },
        });
      },
      onError: (error) => setFailure(showProblem(form, error)),
    });
  });
  return (
    <Modal opened onClose={onClose} title={t('shell.newProject')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={t('shell.projectName')} placeholder={t('shell.projectNameHint')} required data-autofocus
            maxLength={120} dir="auto" {...form.getInputProps('name')} />
          <Input.Wrapper label={t('projectSettings.colour')} labelElement="div">
            <Colours label={t('projectSettings.colour')} value={form.values.colour}
              onChange={(colour) => form.setFieldValue('colour', colour)} />
          </Input.Wrapper>
          <Switch label={t('shell.privateProject')} description={t('shell.privateProjectText')}
            {...form.getInputProps('private', { type: 'checkbox' })} />
          {failure !== null && <Text c="red" size="sm" role="alert">{failure}</Text>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={create.isPending}>{t('shell.createProject')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
