// Changing my password.
import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { useChangePassword } from '~/data/accounts';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { checkPassword, focusFirst, FormProblem, NewPasswordField, PasswordField, refuse } from '~/screens/auth/parts';
import { useDirty } from '~/shell/dirty';
import { toast } from '~/ui/toast';
import { Part } from './Part';

export function Password() {
  const { user } = useMe();
  const change = useChangePassword();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { current: '', new: '' },
    validate: { current: (value) => (value === '' ? t('auth.passwordMissing') : null), new: checkPassword },
  });
  useDirty(form.isDirty() && !change.isPending && !change.isSuccess);
  const send = (values: typeof form.values) => {
    setProblem(null);
    change.mutate(values, {
      onSuccess: () => {
        form.reset();
        toast(t('settings.passwordChanged'));
      },
      onError: (error) => setProblem(refuse(form, error)),
    });
  };
  return (
    <Part title={t('auth.password')} text={t('settings.passwordText')}>
      <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
        <Stack maw={420}>
          <FormProblem>{problem}</FormProblem>
          {/* For password managers: whose password it is. */}
          <input type="hidden" name="email" autoComplete="username" value={user.email ?? ''} readOnly />
          <PasswordField
            label={t('settings.currentPassword')} name="current"
            key={form.key('current')} {...form.getInputProps('current')}
          />
          <NewPasswordField label={t('auth.newPassword')} name="new" key={form.key('new')} {...form.getInputProps('new')} />
          <Group><Button type="submit" loading={change.isPending}>{t('settings.changePassword')}</Button></Group>
        </Stack>
      </form>
    </Part>
  );
}
