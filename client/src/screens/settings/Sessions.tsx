// The browsers I am signed in with. This one is marked; the others can be signed out.
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Session, sessionsQuery, useEndOtherSessions, useEndSession } from '~/data/sessions';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { Time } from '~/ui/Time';
import { toast, toastFailure } from '~/ui/toast';
import { describeBrowser } from './browsers';
import classes from './Lines.module.css';

export function Sessions() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const others = useEndOtherSessions();
  const endOthers = () =>
    others.mutate(undefined, {
      onSuccess: () => toast(t('settings.othersEnded')),
      onError: (problem) => toastFailure(t('settings.sessionNotEnded'), problem),
    });
  return (
    <Screen
      title={t('settings.sessions')}
      actions={data !== undefined && data.length > 1 && (
        <Button variant="default" onClick={endOthers} loading={others.isPending}>{t('settings.endOthers')}</Button>
      )}
    >
      <Text c="dimmed" size="sm" mb="md" maw={640}>{t('settings.sessionsText')}</Text>
      {data === undefined && error === null && <Rows height={64} count={3} />}
      {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      <ul className={classes.lines}>
        {data?.map((session) => <Line key={session.id} session={session} />)}
      </ul>
    </Screen>
  );
}

function Line({ session }: { session: Session }) {
  const end = useEndSession();
  const { name, system, mobile } = describeBrowser(session.user_agent);
  const label = [name ?? t('settings.unknownBrowser'), system].filter((part) => part !== null).join(', ');
  const IconOf = mobile ? IconDeviceMobile : IconDeviceDesktop;
  const signOut = () =>
    // A promise, for the line is gone when the session is.
    void end.mutateAsync(session.id).then(
      () => toast(t('settings.sessionEnded', { browser: label })),
      (error: unknown) => toastFailure(t('settings.sessionNotEnded'), error),
    );
  return (
    <li className={classes.line}>
      <IconOf size={24} stroke={1.5} aria-hidden />
      <Stack gap={2} className={classes.what}>
        <Group gap="xs">
          <Text fw={600} title={session.user_agent ?? undefined}>{label}</Text>
          {session.current && <Badge variant="dot" color="green">{t('settings.thisBrowser')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {t('settings.from', { ip: session.ip })} · {t('settings.signedIn')} <Time at={session.created_at} />
          {!session.current && <> · {t('settings.lastSeen')} <Time at={session.last_seen_at} /></>}
        </Text>
      </Stack>
      {!session.current && (
        <Button variant="default" onClick={signOut} loading={end.isPending} aria-label={t('settings.endSession', { browser: label })}>
          {t('shell.signOut')}
        </Button>
      )}
    </li>
  );
}
