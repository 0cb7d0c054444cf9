// Name, address, colour, and who sees the project.
import { Button, Group, Input, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Project, useEditProject } from '~/data/projects';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { showProblem } from '~/ui/formErrors';
import { toast } from '~/ui/toast';
import { Colours } from './colours';

export function About({ project }: { project: Project }) {
  const { company } = useCompany();
  const navigate = useNavigate();
  const edit = useEditProject(company.id);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: project.name, slug: project.slug, colour: project.colour, private: project.private },
    validate: { name: (name) => (name.trim() === '' ? t('projectSettings.nameMissing') : null) },
  });
  useDirty(form.isDirty());
  const submit = form.onSubmit((values) => {
    setFailure(null);
    edit.mutate({ project: project.id, body: { ...values, name: values.name.trim() } }, {
      onSuccess: (saved) => {
        toast(t('common.saved'));
        form.resetDirty({ name: saved.name, slug: saved.slug, colour: saved.colour, private: saved.private });
        if (saved.slug !== project.slug) {
          void navigate({ to: '/c/$company/p/$project/settings', params: { company: company.slug, project: saved.slug }, replace: true });
        }
      },
      onError: (error) => setFailure(showProblem(form, error)),
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput label={t('projectSettings.name')} required maxLength={120} dir="auto" {...form.getInputProps('name')} />
        <TextInput label={t('projectSettings.slug')} description={`/c/${company.slug}/p/${form.values.slug}`} maxLength={60} {...form.getInputProps('slug')} />
        <Input.Wrapper label={t('projectSettings.colour')} labelElement="div" error={form.errors.colour}>
          <Colours label={t('projectSettings.colour')} value={form.values.colour} onChange={(colour) => form.setFieldValue('colour', colour)} />
        </Input.Wrapper>
        <Switch label={t('projectSettings.private')} description={t('projectSettings.privateText')} {...form.getInputProps('private', { type: 'checkbox' })} />
        {failure !== null && <Text c="red" size="sm" role="alert">{failure}</Text>}
        <Group><Button type="submit" loading={edit.isPending} disabled={!form.isDirty()}>{t('common.save')}</Button></Group>
      </Stack>
    </form>
  );
}
