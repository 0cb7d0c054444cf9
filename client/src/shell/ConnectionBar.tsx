// Says that the server cannot be reached, keeps trying, and says when it is back.
import { Button, Group, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { connection } from '~/api/connection';
import { pause, queryClient } from '~/api/queries';
import { useWaiting } from '~/data/outbox';
import { t } from '~/i18n';
import { announce } from './announcer';
import classes from './Bars.module.css';

export function ConnectionBar() {
  const state = useSyncExternalStore(connection.subscribe, () => connection.state);
  const [asking, setAsking] = useState(false);
  const away = state === 'offline' || state === 'unreachable';
  const waiting = useWaiting();
  const kept = waiting.length === 0 ? null : t('shell.kept', { count: waiting.length, words: waiting[0] ?? '' });

  useEffect(() => {
    if (!away) return;
    announce(t('shell.offline'), 'assertive');
    let attempt = 0;
    let timer = 0;
    const again = () => {
      timer = window.setTimeout(() => {
        attempt += 1;
        void connection.ask().then((back) => {
          if (!back) again();
        });
      }, 1_000 + pause(attempt));
    };
    again();
    return () => {
      window.clearTimeout(timer);
      announce(t('shell.back'));
      // What failed meanwhile, and what may have changed, is read again.
      void queryClient.invalidateQueries();
    };
  }, [away]);

  if (state === 'slow') {
    return (
      <Group className={classes.bar} role="status">
        <Text size="sm">{t('shell.slowBar')}</Text>
      </Group>
    );
  }
  if (!away) {
    return kept && (
      <Group className={classes.bar} role="status">
        <Text size="sm" lineClamp={2} dir="auto">{kept}</Text>
      </Group>
    );
  }
  const retry = () => {
    setAsking(true);
    void connection.ask().finally(() => setAsking(false));
  };
  return (
    <Group className={classes.bar} data-kind="warning" gap="sm" wrap="nowrap">
      <IconPlugConnectedX size={18} aria-hidden />
      <Text size="sm" flex={1}>
        {t(state === 'offline' ? 'shell.offlineBar' : 'shell.unreachableBar')}
        {kept && <Text span size="sm" fw={600} lineClamp={2} dir="auto" role="status">{kept}</Text>}
      </Text>
      <Button size="compact-sm" variant="default" loading={asking} onClick={retry}>
        {t('shell.tryNow')}
      </Button>
    </Group>
  );
}
