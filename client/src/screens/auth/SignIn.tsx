// Signing in.
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { isStatus } from '~/api/problem';
import { lastCompany } from '~/data/lastCompany';
import { useSignIn } from '~/data/session';
import { t } from '~/i18n';
import {
  AuthPage, checkEmail, Elsewhere, focusFirst, FormProblem, PasswordField, refuse, useGoOn,
} from './parts';
import { signInRoute } from './routes';
import { AnchorLink } from '~/ui/links';

export function SignIn() {
  const { redirect, email, done } = signInRoute.useSearch();
  return (
    <AuthPage title={t('auth.signIn')}>
      {done === 'reset' && <Alert color="green" role="status" p="sm">{t('auth.resetDone')}</Alert>}
      {done === 'deleted' && <Alert color="gray" role="status" p="sm">{t('auth.accountDeleted')}</Alert>}
      <SignInForm email={email} redirect={redirect} />
      <Group justify="center" gap={6}>
        <Text size="sm">{t('auth.noAccount')}</Text>
        <Elsewhere to="/signup" redirect={redirect}>{t('auth.signUp')}</Elsewhere>
      </Group>
    </AuthPage>
  );
}

function SignInForm({ email, redirect }: { email?: string; redirect?: string }) {
  const signIn = useSignIn();
  const goOn = useGoOn();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: email ?? '', password: '' },
    validate: {
      email: checkEmail,
      password: (value) => (value === '' ? t('auth.passwordMissing') : null),
    },
  });
  const send = (values: typeof form.values) => {
    setProblem(null);
    signIn.mutate(values, {
      onSuccess: ({ memberships: [first] }) => {
        // Also the sign that somebody was in here, for data/accounts.whoMayBeIn().
        if (lastCompany.get() === null && first !== undefined) lastCompany.set(first.company.slug);
        goOn(redirect);
      },
      onError: (error) => {
        if (!isStatus(error, 401)) return setProblem(refuse(form, error));
        setProblem(t('auth.wrong'));
        form.getInputNode('password')?.focus();
      },
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label={t('auth.email')} type="email" inputMode="email" autoComplete="username" name="email" required
          withAsterisk={false} autoFocus={email === undefined}
          key={form.key('email')} {...form.getInputProps('email')}
        />
        <PasswordField
          name="password" required withAsterisk={false} autoFocus={email !== undefined}
          key={form.key('password')} {...form.getInputProps('password')}
        />
        <Button type="submit" fullWidth loading={signIn.isPending}>{t('auth.signIn')}</Button>
        <Group justify="center">
          <AnchorLink to="/reset" size="sm">{t('auth.forgot')}</AnchorLink>
        </Group>
      </Stack>
    </form>
  );
}
