// Asking for a link to choose a new password. The answer never tells whether the address is known.
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { useAskReset } from '~/data/accounts';
import { t, Tx } from '~/i18n';
import { announce } from '~/shell/announcer';
import { AuthPage, checkEmail, focusFirst, FormProblem, refuse } from './parts';
import { AnchorLink } from '~/ui/links';

export function AskReset() {
  const [sent, setSent] = useState<string | null>(null);
  if (sent !== null) {
    return (
      <AuthPage title={t('auth.lookInMail')}>
        <Text><Tx k="auth.resetSent" values={{ email: <b>{sent}</b> }} /></Text>
        <Text c="dimmed" size="sm">{t('auth.resetNotCome')}</Text>
        <Group>
          <Button variant="default" onClick={() => setSent(null)}>{t('auth.sendAgain')}</Button>
          <AnchorLink to="/signin" size="sm">{t('auth.backToSignIn')}</AnchorLink>
        </Group>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={t('auth.askReset')} text={t('auth.askResetText')}>
      <AskForm
        onSent={(email) => {
          setSent(email);
          announce(t('auth.lookInMail'));
        }}
      />
      <Group justify="center">
        <AnchorLink to="/signin" size="sm">{t('auth.backToSignIn')}</AnchorLink>
      </Group>
    </AuthPage>
  );
}

function AskForm({ onSent }: { onSent: (email: string) => void }) {
  const ask = useAskReset();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '' }, validate: { email: checkEmail } });
  const send = ({ email }: typeof form.values) => {
    setProblem(null);
    ask.mutate(email.trim(), {
      onSuccess: () => onSent(email.trim()),
      onError: (error) => setProblem(refuse(form, error)),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label={t('auth.email')} type="email" inputMode="email" autoComplete="username" name="email" required
          withAsterisk={false} autoFocus key={form.key('email')} {...form.getInputProps('email')}
        />
        <Button type="submit" fullWidth loading={ask.isPending}>{t('auth.sendLink')}</Button>
      </Stack>
    </form>
  );
}
