// The forms of an invitation: a new account, or the password of the one that is there.
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { isStatus } from '~/api/problem';
import { useAccept } from '~/data/invitations';
import { t } from '~/i18n';
import type { JoinProps } from './Invitation';
import { checkPassword, focusFirst, FormProblem, NewPasswordField, PasswordField, refuse } from './parts';
import { AnchorLink } from '~/ui/links';

/** The address is given, and here for password managers. */
function Address({ email }: { email: string }) {
  return <TextInput label={t('auth.email')} value={email} readOnly autoComplete="username" name="email" type="email" />;
}

export function JoinAsNew({ invitation, token, onJoined }: JoinProps) {
  const accept = useAccept(token);
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('auth.nameMissing') : null),
      password: checkPassword,
    },
  });
  const send = (values: typeof form.values) => {
    setProblem(null);
    accept.mutate(values, {
      onSuccess: ({ company }) => onJoined(company.slug),
      onError: (error) => setProblem(refuse(form, error)),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label={t('auth.yourName')} autoComplete="name" name="name" required withAsterisk={false} maxLength={100}
          autoFocus key={form.key('name')} {...form.getInputProps('name')}
        />
        <Address email={invitation.email} />
        <NewPasswordField
          name="password" required withAsterisk={false}
          key={form.key('password')} {...form.getInputProps('password')}
        />
        <Button type="submit" loading={accept.isPending}>{t('auth.join', { company: invitation.company.name })}</Button>
      </Stack>
    </form>
  );
}

export function JoinWithPassword({ invitation, token, onJoined }: JoinProps) {
  const accept = useAccept(token);
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: (value) => (value === '' ? t('auth.passwordMissing') : null) },
  });
  const send = (values: typeof form.values) => {
    setProblem(null);
    accept.mutate(values, {
      onSuccess: ({ company }) => onJoined(company.slug),
      onError: (error) => {
        setProblem(isStatus(error, 401) ? t('auth.wrongPassword') : refuse(form, error));
        form.getInputNode('password')?.focus();
      },
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <Address email={invitation.email} />
        <PasswordField
          name="password" required withAsterisk={false}
          key={form.key('password')} {...form.getInputProps('password')}
        />
        <Button type="submit" loading={accept.isPending}>{t('auth.join', { company: invitation.company.name })}</Button>
        <AnchorLink to="/reset" size="sm" ta="center">{t('auth.forgot')}</AnchorLink>
      </Stack>
    </form>
  );
}
