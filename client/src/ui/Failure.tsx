// What could not be shown or done, in words: not there, not allowed, no connection, or our fault.
import { Button, Code, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconMapOff, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiProblem, isStatus, NetworkFailure } from '~/api/problem';
import { t } from '~/i18n';

interface FailureProps {
  error?: unknown;
  /** Not an error of a call: there is no such address. */
  notFound?: boolean;
  retry?: () => void;
  action?: ReactNode;
  /** It is the whole page: its title is the h1. */
  page?: boolean;
}

function look(error: unknown, notFound: boolean) {
  if (notFound || isStatus(error, 404)) {
    return { icon: IconMapOff, color: 'gray', title: t('failure.notFound'), text: t('failure.notFoundText') };
  }
  if (isStatus(error, 403)) {
    return { icon: IconLock, color: 'yellow', title: t('failure.forbidden'), text: error.body.detail ? error.words : t('failure.forbiddenText') };
  }
  if (error instanceof NetworkFailure) {
    return { icon: IconPlugConnectedX, color: 'orange', title: t('failure.offline'), text: t('failure.offlineText') };
  }
  if (error instanceof ApiProblem && error.status < 500) {
    return { icon: IconAlertTriangle, color: 'yellow', title: t('failure.refused'), text: error.words };
  }
  return { icon: IconAlertTriangle, color: 'red', title: t('failure.broken'), text: t('failure.brokenText') };
}

export function Failure({ error, notFound = false, retry, action, page = false }: FailureProps) {
  const { icon: IconOf, color, title, text } = look(error, notFound);
  const request = error instanceof ApiProblem && error.status >= 500 ? error.body.request_id : null;
  const mayRetry = retry !== undefined && !notFound && !isStatus(error, 403, 404);
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center" role="alert">
      <ThemeIcon variant="light" color={color} size={56} radius="xl" aria-hidden>
        <IconOf size={28} stroke={1.5} />
      </ThemeIcon>
      <Title order={page ? 1 : 2} size="h3">{title}</Title>
      <Text c="dimmed" maw={440}>{text}</Text>
      {request && (
        <Text size="sm" c="dimmed">{t('failure.request')} <Code>{request}</Code></Text>
      )}
      {mayRetry && <Button variant="default" onClick={retry}>{t('failure.retry')}</Button>}
      {action}
    </Stack>
  );
}

/** What went wrong, as one sentence for a toast or a form. */
export function inWords(error: unknown): string {
  if (error instanceof NetworkFailure) return t('failure.offlineText');
  if (error instanceof ApiProblem && error.status < 500) return error.words;
  return t('failure.brokenText');
}
