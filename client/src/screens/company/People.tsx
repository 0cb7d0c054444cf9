// The people of a company: who they are, what they may do, and who is invited.
import { Button, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '~/data/companies';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { Part } from '~/screens/settings/Part';
import linesClasses from '~/screens/settings/Lines.module.css';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { Invitations } from './Invitations';
import { InviteDialog } from './InviteDialog';
import { MemberLine } from './MemberLine';
import { RoleTable } from './RoleTable';
import { companyPeopleRoute } from './routes';

export function People() {
  const { company, role } = useCompany();
  const runs = role === 'owner' || role === 'admin';
  const { data, error, refetch } = useQuery(membersQuery(company.id));
  const { invite } = companyPeopleRoute.useSearch();
  const navigate = companyPeopleRoute.useNavigate();
  const ask = (open: boolean) => void navigate({ search: open ? { invite: true } : {} });
  const people = [...(data ?? [])].sort((a, b) => a.user.name.localeCompare(b.user.name));
  return (
    <Screen
      title={t('company.companyPeople')}
      actions={runs && (
        <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => ask(true)}>{t('company.invite')}</Button>
      )}
    >
      <Part title={t('company.members')} text={t(runs ? 'company.membersText' : 'company.membersRead')}>
        {data === undefined && error === null && <Rows height={56} />}
        {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
        <ul className={linesClasses.lines} aria-label={t('company.members')}>
          {people.map((member) => <MemberLine key={member.user.id} member={member} />)}
        </ul>
        {people.length === 1 && runs && <Text size="sm" c="dimmed">{t('company.alone')}</Text>}
      </Part>
      {runs && <Invitations onInvite={() => ask(true)} />}
      <Part title={t('company.roles')} text={t('company.rolesText')}>
        <RoleTable />
      </Part>
      {runs && <InviteDialog opened={invite === true} onClose={() => ask(false)} />}
    </Screen>
  );
}
