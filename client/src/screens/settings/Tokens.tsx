// API tokens: making one, which is shown once, and revoking.
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Token, tokensQuery, useRevokeToken } from '~/data/tokens';
import { dayOf, formatDay, t } from '~/i18n';
import { ConfirmDialog } from '~/ui/Confirm';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { Time } from '~/ui/Time';
import { toast, toastFailure } from '~/ui/toast';
import classes from './Lines.module.css';
import { MakeToken } from './MakeToken';

export function Tokens() {
  const { data, error, refetch } = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  const make = <Button onClick={() => setMaking(true)}>{t('settings.makeToken')}</Button>;
  const none = data !== undefined && data.length === 0;
  return (
    <Screen title={t('settings.tokens')} actions={data !== undefined && !none && make}>
      <Text c="dimmed" size="sm" mb="md" maw={640}>
        {t('settings.tokensText')} <Anchor href="/api/docs" inherit display="block">{t('help.apiDocs')}</Anchor>
      </Text>
      {data === undefined && error === null && <Rows height={56} count={3} />}
      {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      {none && <Empty icon={IconKey} title={t('settings.noTokens')} text={t('settings.noTokensText')} action={make} />}
      <ul className={classes.lines}>
        {data?.map((token) => <Line key={token.id} token={token} />)}
      </ul>
      <MakeToken opened={making} onClose={() => setMaking(false)} />
    </Screen>
  );
}

/** The widest of the scopes: each includes those before it. */
function widest(token: Token) {
  if (token.scopes.includes('admin')) return 'admin';
  return token.scopes.includes('write') ? 'write' : 'read';
}

function Line({ token }: { token: Token }) {
  const revoke = useRevokeToken();
  const [asking, setAsking] = useState(false);
  const over = token.expires_at !== null && new Date(token.expires_at) <= new Date();
  const confirm = () =>
    // A promise, for the line is gone when the token is.
    void revoke.mutateAsync(token.id).then(
      () => toast(t('settings.revoked', { name: token.name })),
      (error: unknown) => toastFailure(t('settings.notRevoked'), error),
    ).finally(() => setAsking(false));
  return (
    <li className={classes.line}>
      <IconKey size={24} stroke={1.5} aria-hidden />
      <Stack gap={2} className={classes.what}>
        <Group gap="xs">
          <Text fw={600} dir="auto">{token.name}</Text>
          <Badge variant="light">{t(`settings.scope.${widest(token)}`)}</Badge>
          {over && <Badge color="red" variant="dot">{t('settings.expired')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {token.expires_at === null ? t('settings.neverExpires') : t(over ? 'settings.expiredOn' : 'settings.expiresOn', { day: formatDay(dayOf(token.expires_at)) })}
          {' · '}
          {token.last_used_at === null ? t('settings.neverUsed') : <>{t('settings.lastUsed')} <Time at={token.last_used_at} /></>}
        </Text>
      </Stack>
      <Button variant="default" onClick={() => setAsking(true)} aria-label={t('settings.revokeNamed', { name: token.name })}>
        {t('settings.revoke')}
      </Button>
      <ConfirmDialog
        opened={asking} onClose={() => setAsking(false)} onConfirm={confirm} busy={revoke.isPending} danger
        title={t('settings.revokeNamed', { name: token.name })} text={t('settings.revokeText')} verb={t('settings.revoke')}
      />
    </li>
  );
}
