// One person of a company: their role, which can be changed, and the way out.
import { ActionIcon, Badge, Group, Menu, NativeSelect, Stack, Text } from '@mantine/core';
import { IconCrown, IconDots, IconLogout, IconUserMinus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '~/api/queries';
import type { Member } from '~/data/companies';
import { GIVEN_ROLES, useHandOn, useRemoveMember, useSetRole } from '~/data/members';
import { meQuery, useMe } from '~/data/session';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import linesClasses from '~/screens/settings/Lines.module.css';
import { ConfirmDialog } from '~/ui/Confirm';
import { Face } from '~/ui/Person';
import { DANGER } from '~/ui/danger';
import { toast, toastFailure } from '~/ui/toast';

type Question = 'remove' | 'leave' | 'handOn';

export function MemberLine({ member }: { member: Member }) {
  const { role: mine } = useCompany();
  const { user: me } = useMe();
  const [asking, ask] = useState<Question | null>(null);
  const runs = mine === 'owner' || mine === 'admin';
  const { user, role } = member;
  return (
    <li className={linesClasses.line} data-face>
      <Face person={user} size={36} />
      <Stack gap={0} className={linesClasses.what}>
        <Group gap="xs">
          <Text fw={600} dir="auto">{user.name}</Text>
          {user.id === me.id && <Badge variant="default">{t('common.you')}</Badge>}
          {user.is_placeholder && <Badge variant="dot" color="orange">{t('company.placeholder')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {user.is_placeholder ? t('company.placeholderText') : user.email}
        </Text>
      </Stack>
      {runs && role !== 'owner' && !user.is_placeholder
        ? <RoleField member={member} />
        : <Badge variant={role === 'owner' ? 'filled' : 'light'}>{t(`common.role.${role}`)}</Badge>}
      <Actions member={member} onAsk={ask} />
      <Questions member={member} asking={asking} onClose={() => ask(null)} />
    </li>
  );
}

function RoleField({ member: { user, role } }: { member: Member }) {
  const { company } = useCompany();
  const set = useSetRole(company.id);
  const change = (wanted: string) => {
    const next = GIVEN_ROLES.find((known) => known === wanted);
    if (next === undefined) return;
    set.mutate({ user: user.id, role: next }, {
      onSuccess: () => toast(t('company.roleSet', { name: user.name, role: t(`common.role.${next}`) })),
      onError: (error) => toastFailure(t('company.roleNotSet'), error),
    });
  };
  return (
    <NativeSelect
      w={130} value={role} aria-label={t('company.roleOf', { name: user.name })}
      onChange={(event) => change(event.currentTarget.value)}
      data={GIVEN_ROLES.map((value) => ({ value, label: t(`common.role.${value}`) }))}
    />
  );
}

function Actions({ member: { user, role }, onAsk }: { member: Member; onAsk: (question: Question) => void }) {
  const { role: mine } = useCompany();
  const { user: me } = useMe();
  const runs = mine === 'owner' || mine === 'admin';
  const self = user.id === me.id;
  const mayLeave = self && role !== 'owner';
  const mayRemove = runs && !self && role !== 'owner';
  const mayOwn = mine === 'owner' && !self && !user.is_placeholder && role !== 'client';
  if (!mayLeave && !mayRemove && !mayOwn) return <ActionIcon size="lg" variant="transparent" disabled aria-hidden style={{ visibility: 'hidden' }} />;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t('company.moreFor', { name: user.name })}><IconDots size={18} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayOwn && (
          <Menu.Item leftSection={<IconCrown size={16} aria-hidden />} onClick={() => onAsk('handOn')}>{t('company.handOn')}</Menu.Item>
        )}
        {mayRemove && (
          <Menu.Item color={DANGER} leftSection={<IconUserMinus size={16} aria-hidden />} onClick={() => onAsk('remove')}>
            {t('company.remove')}
          </Menu.Item>
        )}
        {mayLeave && (
          <Menu.Item color={DANGER} leftSection={<IconLogout size={16} aria-hidden />} onClick={() => onAsk('leave')}>{t('company.leave')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Questions({ member: { user }, asking, onClose }: { member: Member; asking: Question | null; onClose: () => void }) {
  const { company } = useCompany();
  const navigate = useNavigate();
  const remove = useRemoveMember(company.id);
  const handOn = useHandOn(company.id);
  const names = { name: user.name, company: company.name };
  const end = (outcome: string, then: () => void) => ({
    onSuccess: () => {
      toast(outcome);
      then();
    },
    onError: (error: Error) => toastFailure(t('company.notDone'), error),
    onSettled: onClose,
  });
  const gone = () => {
    void navigate({ to: '/' });
    void queryClient.refetchQueries({ queryKey: meQuery.queryKey });
  };
  return (
    <>
      <ConfirmDialog
        danger opened={asking === 'remove'} onClose={onClose} busy={remove.isPending}
        title={t('company.removeTitle', names)} text={t('company.removeText', names)} verb={t('company.remove')}
        onConfirm={() => remove.mutate(user.id, end(t('company.removed', names), () => undefined))}
      />
      <ConfirmDialog
        danger opened={asking === 'leave'} onClose={onClose} busy={remove.isPending}
        title={t('company.leaveTitle', names)} text={t('company.leaveText', names)} verb={t('company.leave')}
        onConfirm={() => remove.mutate(user.id, end(t('company.left', names), gone))}
      />
      <ConfirmDialog
        danger opened={asking === 'handOn'} onClose={onClose} busy={handOn.isPending} typed={company.name}
        title={t('company.handOnTitle', names)} text={t('company.handOnText', names)} verb={t('company.handOn')}
        onConfirm={() => handOn.mutate(user.id, end(t('company.handedOn', names), () => undefined))}
      />
    </>
  );
}
