// What a company is called, and its address.
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '~/api/problem';
import { useChangeCompany } from '~/data/endings';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { focusFirst, FormProblem, refuse } from '~/screens/auth/parts';
import { Part } from '~/screens/settings/Part';
import { useDirty } from '~/shell/dirty';
import { Screen } from '~/ui/Screen';
import { toast } from '~/ui/toast';
import { checkSlug } from './slugs';

export function General() {
  const { company, role } = useCompany();
  const runs = role === 'owner' || role === 'admin';
  return (
    <Screen title={t('company.companyGeneral')}>
      <Part title={t('company.nameAndAddress')} text={t(runs ? 'company.generalText' : 'company.generalRead')}>
        {runs ? <Form key={company.id} /> : (
          <Stack gap={4}>
            <Text fw={600} dir="auto">{company.name}</Text>
            <Text size="sm" c="dimmed">{`${window.location.origin}/c/${company.slug}`}</Text>
          </Stack>
        )}
      </Part>
    </Screen>
  );
}

function Form() {
  const { company } = useCompany();
  const change = useChangeCompany(company.id);
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    initialValues: { name: company.name, slug: company.slug },
    validate: {
      name: (value) => (value.trim() === '' ? t('auth.companyMissing') : null),
      slug: checkSlug,
    },
  });
  useDirty(form.isDirty() && !change.isPending);
  const send = (values: typeof form.values) => {
    setProblem(null);
    change.mutate(values, {
      onSuccess: (changed) => {
        form.setInitialValues({ name: changed.name, slug: changed.slug });
        form.setValues({ name: changed.name, slug: changed.slug });
        toast(t('common.saved'));
        if (changed.slug !== company.slug) {
          void navigate({ to: '/c/$company/settings', params: { company: changed.slug }, replace: true });
        }
      },
      onError: (error) => {
        if (error instanceof ApiProblem && error.code === 'company.slug_taken') {
          form.setFieldError('slug', t('company.slugTaken'));
          return form.getInputNode('slug')?.focus();
        }
        setProblem(refuse(form, error));
      },
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack maw={480}>
        <FormProblem>{problem}</FormProblem>
        <TextInput label={t('settings.name')} maxLength={100} dir="auto" autoComplete="organization" {...form.getInputProps('name')} />
        <TextInput
          label={t('company.slug')} description={t('company.slugText')} maxLength={60} spellCheck={false} autoComplete="off"
          autoCapitalize="none" inputWrapperOrder={['label', 'input', 'error', 'description']} {...form.getInputProps('slug')}
        />
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{`${window.location.origin}/c/${form.values.slug}`}</Text>
        <Group><Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>{t('common.save')}</Button></Group>
      </Stack>
    </form>
  );
}
