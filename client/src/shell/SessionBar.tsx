// Signed out while text is not saved: it stays, and one signs in beside it.
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { t } from '~/i18n';
import { announce } from './announcer';
import classes from './Bars.module.css';
import { lookAgain, sessionState } from './sessionLost';

export function SessionBar() {
  const lost = useSyncExternalStore(sessionState.subscribe, () => sessionState.lost);
  useEffect(() => {
    if (!lost) return;
    announce(t('shell.signedOut'), 'assertive');
    const look = () => void lookAgain();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [lost]);
  if (!lost) return null;
  return (
    <Group className={classes.bar} data-kind="warning" gap="sm" wrap="nowrap">
      <Text size="sm" flex={1}>{t('shell.signedOut')}</Text>
      <Button component="a" href="/signin" target="_blank" size="compact-sm">{t('shell.signInAgain')}</Button>
    </Group>
  );
}
