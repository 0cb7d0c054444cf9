// Deleting my account: what goes, what stays, and the password.
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useDeleteAccount } from '~/data/accounts';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { FormProblem, PasswordField, refuse } from '~/screens/auth/parts';
import { Part } from './Part';
import { ButtonLink } from '~/ui/links';

export function DeleteAccount() {
  const { memberships } = useMe();
  const [opened, { open, close }] = useDisclosure();
  const owned = memberships.filter(({ role }) => role === 'owner').map(({ company }) => company);
  return (
    <Part danger title={t('settings.deleteAccount')} text={t('settings.deleteAccountText')}>
      {owned.length > 0 ? (
        <Alert color="gray">
          <Text size="sm">{t('settings.ownsCompanies')}</Text>
          <Group gap="xs" mt="xs">
            {owned.map((company) => (
              <ButtonLink key={company.id} to="/c/$company/settings/danger" params={{ company: company.slug }}
                variant="default" size="compact-sm">
                {company.name}
              </ButtonLink>
            ))}
          </Group>
        </Alert>
      ) : (
        <Group><Button color="red" variant="light" onClick={open}>{t('settings.deleteAccount')}</Button></Group>
      )}
      <Modal opened={opened} onClose={close} title={t('settings.deleteAccount')} size="sm"
        closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Sure onClose={close} />
      </Modal>
    </Part>
  );
}

function Sure({ onClose }: { onClose: () => void }) {
  const remove = useDeleteAccount();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? t('auth.passwordMissing') : null) },
  });
  const send = ({ password }: typeof form.values) => {
    setProblem(null);
    remove.mutate(password, {
      onSuccess: () => void navigate({ to: '/signin', search: { done: 'deleted' } }),
      onError: (error) => setProblem(refuse(form, error)),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack>
        <Text size="sm">{t('settings.deleteAccountSure')}</Text>
        <FormProblem>{problem}</FormProblem>
        <PasswordField name="password" data-autofocus key={form.key('password')} {...form.getInputProps('password')} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" color="red" loading={remove.isPending}>{t('settings.deleteAccount')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
