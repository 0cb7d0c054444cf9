// Signing up: an account and a company of one's own, in one step.
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '~/api/problem';
import { useSignUp } from '~/data/accounts';
import { t } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import {
  AuthPage, checkEmail, checkPassword, Elsewhere, focusFirst, FormProblem, NewPasswordField, refuse, useGoOn,
} from './parts';
import { signUpRoute } from './routes';

export function SignUp() {
  const { redirect } = signUpRoute.useSearch();
  return (
    <AuthPage title={t('auth.signUp')} text={t('auth.signUpText')}>
      <SignUpForm redirect={redirect} />
      <Group justify="center" gap={6}>
        <Text size="sm">{t('auth.haveAccount')}</Text>
        <Elsewhere to="/signin" redirect={redirect}>{t('auth.signIn')}</Elsewhere>
      </Group>
    </AuthPage>
  );
}

function SignUpForm({ redirect }: { redirect?: string }) {
  const signUp = useSignUp();
  const goOn = useGoOn();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', company: '', email: '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('auth.nameMissing') : null),
      company: (value) => (value.trim() === '' ? t('auth.companyMissing') : null),
      email: checkEmail,
      password: checkPassword,
    },
  });
  useDirty(form.isDirty() && !signUp.isPending && !signUp.isSuccess);
  const send = (values: typeof form.values) => {
    setProblem(null);
    signUp.mutate(values, {
      onSuccess: ({ company }) => goOn(redirect, `/c/${company.slug}`),
      onError: (error) => {
        if (error instanceof ApiProblem && error.code === 'email_taken') {
          form.setFieldError('email', t('auth.emailTaken'));
          form.getInputNode('email')?.focus();
          return;
        }
        setProblem(refuse(form, error));
      },
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label={t('auth.yourName')} autoComplete="name" name="name" required withAsterisk={false} autoFocus
          maxLength={100} key={form.key('name')} {...form.getInputProps('name')}
        />
        <TextInput
          label={t('auth.companyName')} description={t('auth.companyHint')} autoComplete="organization"
          name="company" required withAsterisk={false} maxLength={100}
          key={form.key('company')} {...form.getInputProps('company')}
        />
        <TextInput
          label={t('auth.email')} type="email" inputMode="email" autoComplete="username" name="email" required
          withAsterisk={false} key={form.key('email')} {...form.getInputProps('email')}
        />
        <NewPasswordField
          name="password" required withAsterisk={false}
          key={form.key('password')} {...form.getInputProps('password')}
        />
        <Button type="submit" fullWidth loading={signUp.isPending}>{t('auth.createAccount')}</Button>
      </Stack>
    </form>
  );
}
