// The frame of my settings.
import { IconBell, IconDevices, IconKey, IconUser, IconUserShield } from '@tabler/icons-react';
import { t } from '~/i18n';
import { Sections } from './Sections';

export function Frame() {
  return (
    <Sections
      label={t('shell.mySettings')}
      sections={[
        { to: '/settings', exact: true, icon: IconUser, label: t('settings.profile') },
        { to: '/settings/account', icon: IconUserShield, label: t('settings.account') },
        { to: '/settings/notifications', icon: IconBell, label: t('settings.notificationSettings') },
        { to: '/settings/sessions', icon: IconDevices, label: t('settings.sessions') },
        { to: '/settings/tokens', icon: IconKey, label: t('settings.tokens') },
      ]}
    />
  );
}
