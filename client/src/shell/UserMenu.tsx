// Oneself at the foot of the navigation: settings, look, language, signing out.
import { Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconKeyboard, IconLogout, IconSelector, IconSettings, IconSparkles } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useChangeProfile, useMe, useSignOut } from '~/data/session';
import { currentLocale, type Locale, LOCALES, setLocale, t } from '~/i18n';
import { MenuLink } from '~/ui/menuLinks';
import { Face } from '~/ui/Person';
import { toastFailure } from '~/ui/toast';
import classes from './Navigation.module.css';
import { overlays } from './overlays';

export function UserMenu() {
  const { user } = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const leave = () =>
    signOut.mutate(undefined, {
      onSuccess: () => void navigate({ to: '/signin' }),
      onError: (error) => toastFailure(t('shell.signOutFailed'), error),
    });
  return (
    <Menu position="top-start" width={232} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.switch}>
          <Face person={user} size={28} />
          <Text span size="sm" truncate flex={1} title={user.name} dir="auto">{user.name}</Text>
          <VisuallyHidden>{t('shell.userMenu')}</VisuallyHidden>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuLink to="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          {t('shell.mySettings')}
        </MenuLink>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => overlays.open({ name: 'shortcuts' })}>
          {t('shell.shortcuts')}
        </Menu.Item>
        <MenuLink to="/help/new" leftSection={<IconSparkles size={16} aria-hidden />}>
          {t('help.whatsNew')}
        </MenuLink>
        <Menu.Divider />
        <Look />
        <Language />
        <Menu.Divider />
        <Menu.Item onClick={leave} leftSection={<IconLogout size={16} aria-hidden />}>{t('shell.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const SCHEMES = ['light', 'dark', 'auto'] as const;

function Look() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('shell.look')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto')}
      >
        {SCHEMES.map((value) => (
          <Menu.RadioItem key={value} value={value}>{t(`shell.look_${value}`)}</Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

/** Changes the language here and in the profile, where mails look for it. */
export function useChangeLanguage(): (locale: Locale) => void {
  const change = useChangeProfile();
  return (locale) => {
    change.mutate({ language: locale }, {
      onSuccess: () => void setLocale(locale),
      onError: (error) => toastFailure(t('shell.languageFailed'), error),
    });
  };
}

function Language() {
  const change = useChangeLanguage();
  return (
    <>
      <Menu.Label>{t('shell.language')}</Menu.Label>
      <Menu.RadioGroup
        value={currentLocale()}
        onChange={(value) => change(LOCALES.find((locale) => locale === value) ?? 'en')}
      >
        {LOCALES.map((value) => (
          <Menu.RadioItem key={value} value={value} lang={value}>{t(`shell.language_${value}`)}</Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
