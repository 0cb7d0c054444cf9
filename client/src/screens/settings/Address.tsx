// The address I sign in with: whether it is confirmed, and changing it.
import { Alert, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '~/api/problem';
import { useAskVerification, useChangeEmail } from '~/data/accounts';
import { useMe } from '~/data/session';
import { dayOf, formatDay, t, Tx } from '~/i18n';
import { checkEmail, focusFirst, FormProblem, inWordsOrWait, PasswordField, refuse } from '~/screens/auth/parts';
import { useDirty } from '~/shell/dirty';
import { toast } from '~/ui/toast';
import { Part } from './Part';

export function Address() {
  const { user } = useMe();
  const [changing, setChanging] = useState(false);
  return (
    <Part title={t('auth.email')} text={t('settings.emailText')}>
      <Group gap="xs">
        <Text fw={600} dir="auto" style={{ overflowWrap: 'anywhere' }}>{user.email}</Text>
        <Badge color={user.email_verified ? 'green' : 'orange'} variant="dot">
          {t(user.email_verified ? 'settings.confirmed' : 'settings.notConfirmed')}
        </Badge>
      </Group>
      {!user.email_verified && <Unverified email={user.email ?? ''} />}
      {changing
        ? <ChangeForm onClose={() => setChanging(false)} />
        : <Group><Button variant="default" onClick={() => setChanging(true)}>{t('settings.changeEmail')}</Button></Group>}
    </Part>
  );
}

function Unverified({ email }: { email: string }) {
  const ask = useAskVerification();
  return (
    <Stack gap="xs">
      <Text size="sm">{t('settings.notConfirmedText')}</Text>
      <FormProblem>{ask.isError ? inWordsOrWait(ask.error) : null}</FormProblem>
      <Group>
        <Button
          variant="light" loading={ask.isPending} disabled={ask.isSuccess}
          onClick={() => ask.mutate(undefined, { onSuccess: () => toast(t('auth.verifySent', { email })) })}
        >
          {t('settings.sendConfirmation')}
        </Button>
      </Group>
    </Stack>
  );
}

function ChangeForm({ onClose }: { onClose: () => void }) {
  const change = useChangeEmail();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: { email: checkEmail, password: (value) => (value === '' ? t('auth.passwordMissing') : null) },
  });
  useDirty(form.isDirty() && !change.isPending && !change.isSuccess);
  if (change.isSuccess) {
    const { email, expires_at } = change.data;
    return (
      <Alert color="green" role="status">
        <Tx k="settings.emailPending" values={{ email: <b>{email}</b>, day: formatDay(dayOf(expires_at)) }} />
      </Alert>
    );
  }
  const send = (values: typeof form.values) => {
    setProblem(null);
    change.mutate({ ...values, email: values.email.trim() }, {
      onError: (error) => {
        if (error instanceof ApiProblem && error.code === 'email_taken') {
          form.setFieldError('email', t('settings.emailTaken'));
          return form.getInputNode('email')?.focus();
        }
        setProblem(refuse(form, error));
      },
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack maw={420}>
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label={t('settings.newEmail')} type="email" inputMode="email" autoComplete="email" name="email" autoFocus
          key={form.key('email')} {...form.getInputProps('email')}
        />
        <PasswordField name="password" key={form.key('password')} {...form.getInputProps('password')} />
        <Group>
          <Button type="submit" loading={change.isPending}>{t('settings.sendConfirmation')}</Button>
          <Button variant="subtle" color="gray" onClick={onClose}>{t('common.cancel')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
