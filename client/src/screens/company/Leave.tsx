// Leaving a company.
import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '~/api/queries';
import { useRemoveMember } from '~/data/members';
import { meQuery, useMe } from '~/data/session';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { Part } from '~/screens/settings/Part';
import { ConfirmDialog } from '~/ui/Confirm';
import { toast, toastFailure } from '~/ui/toast';

export function Leave() {
  const { company } = useCompany();
  const { user } = useMe();
  const navigate = useNavigate();
  const remove = useRemoveMember(company.id);
  const [asking, setAsking] = useState(false);
  const names = { name: user.name, company: company.name };
  const leave = () =>
    remove.mutate(user.id, {
      onSuccess: async () => {
        toast(t('company.left', names));
        await queryClient.refetchQueries({ queryKey: meQuery.queryKey });
        void navigate({ to: '/' });
      },
      onError: (error) => toastFailure(t('company.notDone'), error),
      onSettled: () => setAsking(false),
    });
  return (
    <Part title={t('company.leave')} text={t('company.leaveText', names)}>
      <Group><Button variant="default" onClick={() => setAsking(true)}>{t('company.leave')}</Button></Group>
      <ConfirmDialog
        danger opened={asking} onClose={() => setAsking(false)} onConfirm={leave} busy={remove.isPending}
        title={t('company.leaveTitle', names)} text={t('company.leaveText', names)} verb={t('company.leave')}
      />
    </Part>
  );
}
