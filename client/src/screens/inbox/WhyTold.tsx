// Why am I told: the reason, and what became of inbox and mail.
import { ActionIcon, Popover, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Notice, traceQuery } from '~/data/inbox';
import { formatInstant, t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { AnchorLink } from '~/ui/links';
import { Rows } from '~/ui/PageSkeleton';
import { sayReason } from './words';

export function WhyTold({ notice }: { notice: Notice }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={300} shadow="md" position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size="lg" aria-label={t('inbox.why')} title={t('inbox.why')} aria-expanded={opened} onClick={() => setOpened((open) => !open)}>
          <IconInfoCircle size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('inbox.why')}>
        <Trace notice={notice} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Trace({ notice }: { notice: Notice }) {
  const { data: trace, error, refetch } = useQuery(traceQuery(notice.id));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (trace === undefined) return <Rows count={3} height={18} />;
  return (
    <Stack gap={6} tabIndex={-1} data-autofocus>
      <Text size="sm" fw={600}>{t('inbox.why')}</Text>
      <Text size="sm">{sayReason(trace.reason)}</Text>
      <Text size="sm">{t(trace.inbox.used ? 'inbox.traceInbox' : 'inbox.traceNoInbox', { why: t(`inbox.why_${trace.inbox.why}`) })}</Text>
      <Text size="sm">{t(trace.mail.used ? 'inbox.traceMail' : 'inbox.traceNoMail', { why: t(`inbox.why_${trace.mail.why}`) })}</Text>
      {trace.mail.sent_at !== null && <Text size="xs" c="dimmed">{t('inbox.traceSent', { at: formatInstant(trace.mail.sent_at) })}</Text>}
      {trace.mail.error !== null && <Text size="xs" c="red">{trace.mail.error}</Text>}
      <AnchorLink size="sm" to="/settings/notifications">{t('inbox.choose')}</AnchorLink>
    </Stack>
  );
}
