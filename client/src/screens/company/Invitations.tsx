// Who is invited and has not come yet: send again, take back.
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconMail, IconMailPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Invitation, invitationsQuery, useCancelInvitation, useResendInvitation } from '~/data/invitations';
import { useCompany } from '~/hooks';
import { dayOf, formatDay, t } from '~/i18n';
import { Part } from '~/screens/settings/Part';
import linesClasses from '~/screens/settings/Lines.module.css';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { toast, toastFailure } from '~/ui/toast';

export function Invitations({ onInvite }: { onInvite: () => void }) {
  const { company } = useCompany();
  const { data, error, refetch } = useQuery(invitationsQuery(company.id));
  const open = data?.filter(({ state }) => state !== 'accepted');
  return (
    <Part title={t('company.invitations')} text={t('company.invitationsText')}>
      {open === undefined && error === null && <Rows height={56} count={2} />}
      {open === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      {open?.length === 0 && (
        <Empty
          icon={IconMailPlus} order={3} title={t('company.noInvitations')} text={t('company.noInvitationsText')}
          action={<Button variant="light" onClick={onInvite}>{t('company.invite')}</Button>}
        />
      )}
      <ul className={linesClasses.lines} aria-label={t('company.invitations')}>
        {open?.map((invitation) => <Line key={invitation.id} invitation={invitation} />)}
      </ul>
    </Part>
  );
}

function Line({ invitation: { id, email, role, state, expires_at } }: { invitation: Invitation }) {
  const { company } = useCompany();
  const resend = useResendInvitation(company.id);
  const cancel = useCancelInvitation(company.id);
  const over = state === 'expired';
  const again = () =>
    resend.mutate(id, {
      onSuccess: () => toast(t('company.sentAgain', { email })),
      onError: (error) => toastFailure(t('company.notSent'), error),
    });
  const takeBack = () =>
    cancel.mutate(id, {
      onSuccess: () => toast(t('company.takenBack', { email })),
      onError: (error) => toastFailure(t('company.notDone'), error),
    });
  return (
    <li className={linesClasses.line}>
      <IconMail size={24} stroke={1.5} aria-hidden />
      <Stack gap={2} className={linesClasses.what}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>{email}</Text>
          <Badge variant="light">{t(`common.role.${role}`)}</Badge>
          {over && <Badge variant="dot" color="red">{t('settings.expired')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {t(over ? 'settings.expiredOn' : 'company.goodUntil', { day: formatDay(dayOf(expires_at)) })}
        </Text>
      </Stack>
      <Button variant="default" onClick={again} loading={resend.isPending} aria-label={t('company.sendAgainTo', { email })}>
        {t('company.sendAgain')}
      </Button>
      <Button variant="subtle" color="red" onClick={takeBack} loading={cancel.isPending} aria-label={t('company.takeBackFrom', { email })}>
        {t('company.takeBack')}
      </Button>
    </li>
  );
}
