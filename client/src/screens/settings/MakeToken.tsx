// Making a token. Its secret is shown here, once.
import { Alert, Button, Code, CopyButton, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { type Scope, useMakeToken } from '~/data/tokens';
import { t } from '~/i18n';
import { focusFirst, FormProblem, refuse } from '~/screens/auth/parts';

const SCOPES: Scope[] = ['read', 'write', 'admin'];
const DAYS = ['30', '90', '365', 'never'] as const;

export function MakeToken({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    onClose();
    setSecret(null);
  };
  return (
    <Modal
      opened={opened} onClose={close} title={t(secret === null ? 'settings.makeToken' : 'settings.tokenMade')}
      closeOnClickOutside={secret === null} closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {secret === null ? <Form onMade={setSecret} /> : <Made secret={secret} onClose={close} />}
    </Modal>
  );
}

function after(days: string): string | null {
  return days === 'never' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
}

function Form({ onMade }: { onMade: (secret: string) => void }) {
  const make = useMakeToken();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    initialValues: { name: '', scope: 'read', days: '90' },
    validate: { name: (value) => (value.trim() === '' ? t('settings.tokenNameMissing') : null) },
  });
  const send = ({ name, scope, days }: typeof form.values) => {
    setProblem(null);
    const body = { name, scopes: SCOPES.filter((known) => known === scope), expires_at: after(days) };
    make.mutate(body, {
      onSuccess: ({ token }) => onMade(token),
      onError: (error) => setProblem(refuse(form, error, { expires_at: 'days', scopes: 'scope' })),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label={t('settings.tokenName')} placeholder={t('settings.tokenNameHint')} maxLength={100} data-autofocus
          autoComplete="off" dir="auto" {...form.getInputProps('name')}
        />
        <Radio.Group label={t('settings.tokenScope')} {...form.getInputProps('scope')}>
          <Stack gap="xs" mt={6}>
            {SCOPES.map((scope) => (
              <Radio key={scope} value={scope} label={t(`settings.scope.${scope}`)} description={t(`settings.scopeText.${scope}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <NativeSelect
          label={t('settings.tokenExpiry')}
          data={DAYS.map((value) => ({
            value, label: value === 'never' ? t('settings.never') : t('settings.days', { count: Number(value) }),
          }))}
          {...form.getInputProps('days')}
        />
        <Group justify="flex-end"><Button type="submit" loading={make.isPending}>{t('settings.makeToken')}</Button></Group>
      </Stack>
    </form>
  );
}

function Made({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" role="status">{t('settings.shownOnce')}</Alert>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} aria-label={t('settings.tokens')}>{secret}</Code>
      <Text size="sm" c="dimmed">{t('settings.tokenUse')}</Text>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button onClick={copy} data-autofocus>{t(copied ? 'common.copied' : 'common.copy')}</Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onClose}>{t('common.done')}</Button>
      </Group>
    </Stack>
  );
}
