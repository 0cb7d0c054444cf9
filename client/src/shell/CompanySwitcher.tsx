// The company at the top of the navigation; other companies behind it.
import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { MenuLink } from '~/ui/menuLinks';
import classes from './Navigation.module.css';
import type { Where } from './where';

export function CompanySwitcher({ where }: { where: Where | null }) {
  const { memberships } = useMe();
  const name = where?.company.name ?? t('shell.noCompany');
  return (
    <Menu position="bottom-start" width={232} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.switch}>
          <Mark name={name} />
          <Text span fw={600} truncate flex={1} title={name} dir="auto">{name}</Text>
          <VisuallyHidden>{t('shell.switchCompany')}</VisuallyHidden>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.companies')}</Menu.Label>
        {memberships.map(({ company, role }) => (
          <MenuLink
            key={company.id}
            to="/c/$company"
            params={{ company: company.slug }}
            leftSection={<Mark name={company.name} />}
            rightSection={company.id === where?.company.id && <IconCheck size={16} aria-label={t('shell.current')} />}
          >
            <Text size="sm" truncate dir="auto">{company.name}</Text>
            <Text size="xs" c="dimmed">{t(`common.role.${role}`)}</Text>
          </MenuLink>
        ))}
        <Menu.Divider />
        <MenuLink to="/companies/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('shell.newCompany')}
        </MenuLink>
      </Menu.Dropdown>
    </Menu>
  );
}

function Mark({ name }: { name: string }) {
  return <Avatar name={name} color="initials" size={28} radius="sm" aria-hidden alt="" />;
}
