// Where an invitation leads: a new person makes an account, somebody with one shows that it is theirs.
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ApiProblem, isStatus } from '~/api/problem';
import { useAccept, type OpenInvitation, openInvitationQuery } from '~/data/invitations';
import { useKnownMe } from '~/data/accounts';
import { formatDay, dayOf, t, Tx } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { toast, toastFailure } from '~/ui/toast';
import { AuthPage } from './parts';
import { JoinAsNew, JoinWithPassword } from './JoinForms';
import { invitationRoute } from './routes';
import { ButtonLink } from '~/ui/links';

export function Invitation() {
  const { token } = invitationRoute.useParams();
  const { data, error, refetch } = useQuery({ ...openInvitationQuery(token), retry: false });
  if (data !== undefined) return <Open invitation={data} token={token} />;
  if (error === null) {
    return <AuthPage title={t('auth.invitation')}><Skeleton height={20} /><Skeleton height={120} /></AuthPage>;
  }
  const code = error instanceof ApiProblem ? error.code : null;
  if (code === 'invitation.used') {
    return (
      <AuthPage title={t('auth.invitationUsed')} text={t('auth.invitationUsedText')}>
        <ButtonLink to="/">{t('auth.goOn')}</ButtonLink>
      </AuthPage>
    );
  }
  if (code === 'invitation.expired' || isStatus(error, 404)) {
    return (
      <AuthPage
        title={t('auth.invitationOver')}
        text={t(code === 'invitation.expired' ? 'auth.invitationExpired' : 'auth.invitationGone')}
      >
        <ButtonLink to="/" variant="default">{t('auth.goOn')}</ButtonLink>
      </AuthPage>
    );
  }
  return <Failure page error={error} retry={() => void refetch()} />;
}

export interface JoinProps {
  invitation: OpenInvitation;
  token: string;
  /** Who is in now goes on to the company. */
  onJoined: (slug: string) => void;
}

function Open({ invitation, token }: { invitation: OpenInvitation; token: string }) {
  const me = useKnownMe();
  const navigate = useNavigate();
  const onJoined = (slug: string) => {
    toast(t('auth.joined', { company: invitation.company.name }));
    void navigate({ to: '/c/$company', params: { company: slug }, replace: true });
  };
  const props: JoinProps = { invitation, token, onJoined };
  const mine = me?.user.email?.toLowerCase() === invitation.email.toLowerCase();
  return (
    <AuthPage title={t('auth.joinTitle', { company: invitation.company.name })} text={<Who invitation={invitation} />}>
      <Stack gap={4}>
        <Text size="sm"><b>{t(`common.role.${invitation.role}`)}</b>: {t(`company.roleText.${invitation.role}`)}</Text>
        <Text size="sm" c="dimmed">{t('auth.invitationUntil', { day: formatDay(dayOf(invitation.expires_at)) })}</Text>
      </Stack>
      {invitation.needs === 'password' && <JoinAsNew {...props} />}
      {invitation.needs === 'session' && mine && <JoinNow {...props} />}
      {invitation.needs === 'session' && !mine && (
        <>
          {me !== null && <Text size="sm">{t('auth.wrongAccount', { mine: me.user.email ?? me.user.name, theirs: invitation.email })}</Text>}
          <JoinWithPassword {...props} />
        </>
      )}
    </AuthPage>
  );
}

function Who({ invitation: { invited_by, email } }: { invitation: OpenInvitation }) {
  const values = { name: <bdi>{invited_by}</bdi>, email: <b>{email}</b> };
  return invited_by === null
    ? <Tx k="auth.invitedAs" values={values} />
    : <Tx k="auth.invitedBy" values={values} />;
}

function JoinNow({ invitation, token, onJoined }: JoinProps) {
  const accept = useAccept(token);
  const join = () =>
    accept.mutate({}, {
      onSuccess: ({ company }) => onJoined(company.slug),
      onError: (error) => toastFailure(t('auth.notJoined'), error),
    });
  return (
    <Group>
      <Button onClick={join} loading={accept.isPending} fullWidth>
        {t('auth.join', { company: invitation.company.name })}
      </Button>
    </Group>
  );
}
