// A deploy happened under this open tab: offers to reload, and never does so over typed text.
import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '~/i18n';
import { announce } from './announcer';
import classes from './Bars.module.css';
import { deploys } from './deploys';

export function UpdateBar() {
  const [newer, setNewer] = useState(deploys.newer);
  useEffect(() => deploys.watch(() => {
    setNewer(true);
    announce(t('shell.update'));
  }), []);
  if (!newer) return null;
  return (
    <Group className={classes.bar} gap="sm" wrap="nowrap">
      <Text size="sm" flex={1}>{t('shell.update')}</Text>
      <Button size="compact-sm" onClick={() => window.location.reload()}>{t('shell.reload')}</Button>
      <CloseButton aria-label={t('common.close')} onClick={() => setNewer(false)} />
    </Group>
  );
}
