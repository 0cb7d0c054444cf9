// What cannot be taken back lightly: leaving, handing on, deleting the company.
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useDeleteCompany, useRestoreCompany } from '~/data/endings';
import { useCompany } from '~/hooks';
import { t, unmarked } from '~/i18n';
import { focusFirst, FormProblem, PasswordField, refuse } from '~/screens/auth/parts';
import { Part } from '~/screens/settings/Part';
import { Screen } from '~/ui/Screen';
import { toastFailure, toastUndoable } from '~/ui/toast';
import { Leave } from './Leave';
import { ButtonLink } from '~/ui/links';

export function Danger() {
  const { company, role } = useCompany();
  const [opened, { open, close }] = useDisclosure();
  const owner = role === 'owner';
  return (
    <Screen title={t('company.companyDanger')}>
      {owner ? (
        <Part title={t('company.handOn')} text={t('company.handOnWhere')}>
          <Group>
            <ButtonLink variant="default" to="/c/$company/settings/people" params={{ company: company.slug }}>
              {t('company.toPeople')}
            </ButtonLink>
          </Group>
        </Part>
      ) : <Leave />}
      <Part danger title={t('company.deleteCompany')} text={t('company.deleteText')}>
        {owner
          ? <Group><Button color="red" variant="light" onClick={open}>{t('company.deleteCompany')}</Button></Group>
          : <Alert color="gray" p="sm">{t('company.onlyOwner')}</Alert>}
      </Part>
      <Modal opened={opened} onClose={close} title={t('company.deleteTitle', { company: company.name })}
        closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Sure onClose={close} />
      </Modal>
    </Screen>
  );
}

function Sure({ onClose }: { onClose: () => void }) {
  const { company } = useCompany();
  const remove = useDeleteCompany(company.id);
  const restore = useRestoreCompany();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    initialValues: { confirm: '', password: '' },
    validate: { password: (value) => (value === '' ? t('auth.passwordMissing') : null) },
  });
  const undo = () =>
    restore.mutate(company.id, { onError: (error) => toastFailure(t('company.notBroughtBack'), error) });
  const send = (values: typeof form.values) => {
    setProblem(null);
    remove.mutate({ ...values, confirm: unmarked(values.confirm) }, {
      onSuccess: () => {
        toastUndoable(t('company.isDeleted', { company: company.name }), undo);
        void navigate({ to: '/companies/new' });
      },
      onError: (error) => setProblem(refuse(form, error)),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <Text size="sm">{t('company.deleteSure')}</Text>
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label={t('common.typeToConfirm', { word: company.name })} autoComplete="off" data-autofocus dir="auto"
          {...form.getInputProps('confirm')}
        />
        <PasswordField name="password" {...form.getInputProps('password')} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" color="red" loading={remove.isPending} disabled={unmarked(form.values.confirm) !== company.name}>
            {t('company.deleteCompany')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
