// What each role may do, in words, side by side.
import { Table, Text } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { t } from '~/i18n';

const ROLES = ['owner', 'admin', 'member', 'client'] as const;

/** What can be done, and by whom: as the server's rules have it. */
const RIGHTS = [
  ['seeOwn', ['owner', 'admin', 'member', 'client']],
  ['comment', ['owner', 'admin', 'member', 'client']],
  ['approve', ['owner', 'admin', 'member', 'client']],
  ['tasks', ['owner', 'admin', 'member']],
  ['projects', ['owner', 'admin', 'member']],
  ['seeAll', ['owner', 'admin']],
  ['people', ['owner', 'admin']],
  ['export', ['owner', 'admin']],
  ['end', ['owner']],
] as const satisfies readonly (readonly [string, readonly (typeof ROLES)[number][]])[];

export function RoleTable() {
  return (
    <Table.ScrollContainer minWidth={480} type="native" tabIndex={0} role="group" aria-label={t('company.roles')}>
      <Table verticalSpacing={6} horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('company.may')}</Table.Th>
            {ROLES.map((role) => <Table.Th key={role} ta="center" w={84}>{t(`common.role.${role}`)}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {RIGHTS.map(([right, roles]) => (
            <Table.Tr key={right}>
              <Table.Th scope="row" fw={400}><Text size="sm">{t(`company.right.${right}`)}</Text></Table.Th>
              {ROLES.map((role) => <Cell key={role} may={roles.some((known) => known === role)} />)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cell({ may }: { may: boolean }) {
  const IconOf = may ? IconCheck : IconMinus;
  return (
    <Table.Td ta="center">
      <IconOf
        size={18} role="img" aria-label={t(may ? 'common.yes' : 'common.no')}
        color={may ? 'var(--mantine-color-green-text)' : 'var(--mantine-color-dimmed)'}
      />
    </Table.Td>
  );
}
