// A new company, for whoever is in none or wants one more; and those that can be brought back.
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useCreateCompany } from '~/data/companies';
import { deletedCompaniesQuery, useRestoreCompany } from '~/data/endings';
import { dayOf, formatDay, t } from '~/i18n';
import { focusFirst, FormProblem, refuse } from '~/screens/auth/parts';
import { Part } from '~/screens/settings/Part';
import linesClasses from '~/screens/settings/Lines.module.css';
import { Screen } from '~/ui/Screen';
import { toast, toastFailure } from '~/ui/toast';

export function NewCompany() {
  return (
    <Screen title={t('company.newCompany')} width="narrow">
      <Part title={t('company.makeOne')} text={t('company.newCompanyText')}>
        <Form />
      </Part>
      <Deleted />
    </Screen>
  );
}

function Form() {
  const create = useCreateCompany();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() === '' ? t('auth.companyMissing') : null) },
  });
  const send = ({ name }: typeof form.values) => {
    setProblem(null);
    create.mutate({ name }, {
      onSuccess: ({ slug }) => void navigate({ to: '/c/$company', params: { company: slug } }),
      onError: (error) => setProblem(refuse(form, error)),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextInput label={t('auth.companyName')} maxLength={100} dir="auto" autoComplete="organization"
          key={form.key('name')} {...form.getInputProps('name')} />
        <Group><Button type="submit" loading={create.isPending}>{t('company.create')}</Button></Group>
      </Stack>
    </form>
  );
}

/** Companies that I deleted: 30 days to think again. */
export function Deleted() {
  const { data } = useQuery(deletedCompaniesQuery);
  const restore = useRestoreCompany();
  const navigate = useNavigate();
  if (data === undefined || data.length === 0) return null;
  const bring = (id: number) =>
    restore.mutate(id, {
      onSuccess: (company) => {
        toast(t('company.broughtBack', { company: company.name }));
        void navigate({ to: '/c/$company', params: { company: company.slug } });
      },
      onError: (error) => toastFailure(t('company.notBroughtBack'), error),
    });
  return (
    <Part title={t('company.deleted')} text={t('company.deletedText')}>
      <ul className={linesClasses.lines}>
        {data.map((company) => (
          <li key={company.id} className={linesClasses.line}>
            <Stack gap={2} className={linesClasses.what}>
              <Text fw={600} dir="auto">{company.name}</Text>
              {company.erased_at !== null && (
                <Text size="sm" c="dimmed">{t('company.erasedOn', { day: formatDay(dayOf(company.erased_at)) })}</Text>
              )}
            </Stack>
            <Button variant="default" loading={restore.isPending} onClick={() => bring(company.id)}
              aria-label={t('company.bringBackNamed', { company: company.name })}>
              {t('company.bringBack')}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
