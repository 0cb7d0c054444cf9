// Choosing a new password with a mailed link.
import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ApiProblem, isStatus } from '~/api/problem';
import { useReset } from '~/data/accounts';
import { t } from '~/i18n';
import { AuthPage, checkPassword, focusFirst, FormProblem, NewPasswordField, refuse } from './parts';
import { resetRoute } from './routes';
import { AnchorLink, ButtonLink } from '~/ui/links';

function isOver(error: unknown): boolean {
  return isStatus(error, 404) || (error instanceof ApiProblem && error.code.startsWith('password_reset.'));
}

export function Reset() {
  const { token } = resetRoute.useParams();
  const navigate = useNavigate();
  const reset = useReset(token);
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({ mode: 'uncontrolled', initialValues: { password: '' }, validate: { password: checkPassword } });
  const send = ({ password }: typeof form.values) => {
    setProblem(null);
    reset.mutate(password, {
      onSuccess: () => void navigate({ to: '/signin', search: { done: 'reset' } }),
      onError: (error) => setProblem(isOver(error) ? null : refuse(form, error)),
    });
  };
  if (isOver(reset.error)) {
    return (
      <AuthPage title={t('auth.linkOver')} text={t('auth.resetOver')}>
        <ButtonLink to="/reset">{t('auth.askAnother')}</ButtonLink>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={t('auth.reset')} text={t('auth.resetText')}>
      <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
        <Stack>
          <FormProblem>{problem}</FormProblem>
          <NewPasswordField
            label={t('auth.newPassword')} name="password" required withAsterisk={false} autoFocus
            key={form.key('password')} {...form.getInputProps('password')}
          />
          <Button type="submit" fullWidth loading={reset.isPending}>{t('auth.setPassword')}</Button>
          <AnchorLink to="/signin" size="sm" ta="center">{t('auth.backToSignIn')}</AnchorLink>
        </Stack>
      </form>
    </AuthPage>
  );
}
