// Where the link of a verification mail leads: uses it, and says what came of it.
import { Button, Group, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { newKey } from '~/api/client';
import { ApiProblem, isStatus } from '~/api/problem';
import { useAskVerification, useKnownMe, verify } from '~/data/accounts';
import { meQuery } from '~/data/session';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { toast, toastFailure } from '~/ui/toast';
import { AuthPage } from './parts';
import { verifyRoute } from './routes';
import { ButtonLink } from '~/ui/links';

export function Verify() {
  const { token } = verifyRoute.useParams();
  const client = useQueryClient();
  // As a query, so that it is sent once however often this is drawn.
  const used = useQuery({
    queryKey: ['verification', token],
    queryFn: async () => {
      await verify(token, newKey());
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  });
  useEffect(() => {
    if (used.isSuccess) void client.invalidateQueries({ queryKey: meQuery.queryKey });
  }, [used.isSuccess, client]);

  if (used.isPending) {
    return <AuthPage title={t('auth.verify')}><Skeleton height={20} /><Skeleton height={36} /></AuthPage>;
  }
  const code = used.error instanceof ApiProblem ? used.error.code : null;
  if (used.isSuccess || code === 'verification.used') {
    return (
      <AuthPage title={t('auth.verified')} text={t('auth.verifiedText')}>
        <ButtonLink to="/">{t('auth.goOn')}</ButtonLink>
      </AuthPage>
    );
  }
  if (code === 'verification.expired' || isStatus(used.error, 404, 409)) return <Over />;
  return <Failure page error={used.error} retry={() => void used.refetch()} />;
}

/** The link is no good (any more): another one is a click away for whoever is signed in. */
function Over() {
  const me = useKnownMe();
  const ask = useAskVerification();
  const again = () =>
    ask.mutate(undefined, {
      onSuccess: () => toast(t('auth.verifySent', { email: me?.user.email ?? '' })),
      onError: (error) => toastFailure(t('auth.notSent'), error),
    });
  return (
    <AuthPage title={t('auth.linkOver')} text={t('auth.verifyOver')}>
      <Group>
        {me === null ? (
          <ButtonLink to="/signin" search={{ redirect: '/settings/account' }}>{t('auth.signIn')}</ButtonLink>
        ) : (
          <Button onClick={again} loading={ask.isPending} disabled={ask.isSuccess}>{t('auth.askAnother')}</Button>
        )}
      </Group>
    </AuthPage>
  );
}
