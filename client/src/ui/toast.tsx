// Short messages about outcomes. They are said to screen readers too; failures stay longer.
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { inWords } from './Failure';

export function toast(message: string): void {
  announce(message);
  notifications.show({ message, withBorder: true, role: 'presentation' });
}

/** Says what failed and why; what was typed stays with whoever calls this. */
export function toastFailure(what: string, error: unknown): void {
  const message = inWords(error);
  announce(`${what} ${message}`, 'assertive');
  notifications.show({
    title: what, message, color: 'red', withBorder: true, autoClose: 12_000, role: 'presentation',
  });
}

let unpainted: (() => void)[] = [];

/** What was done is to be seen first: a message costs more time than a card that moves. */
function afterPaint(tell: () => void): void {
  unpainted.push(tell);
  if (unpainted.length > 1) return;
  requestAnimationFrame(() => setTimeout(() => {
    const all = unpainted;
    unpainted = [];
    for (const one of all) one();
  }));
}

let undoable = 0;

/** Says what was done, with a way back. `undo` shows its own failure. Returns how to take the message away. */
export function toastUndoable(message: string, undo: () => void): () => void {
  announce(`${message} ${t('common.undoHint')}`);
  undoable += 1;
  const id = `undoable-${undoable}`;
  let away = false;
  afterPaint(() => away || notifications.show({
    id,
    withBorder: true,
    role: 'presentation',
    autoClose: 10_000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" lineClamp={2} dir="auto">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {t('common.undo')}
        </Button>
      </Group>
    ),
  }));
  return () => {
    away = true;
    afterPaint(() => notifications.hide(id));
  };
}

/** What was typed and cannot be sent: it stays on the screen until somebody decides. */
export function toastKept(what: string, why: string, words: string, { again, drop }: { again: () => void; drop: () => void }): void {
  announce(`${what} ${why}`, 'assertive');
  const id: string = notifications.show({
    title: what,
    color: 'red',
    withBorder: true,
    autoClose: false,
    role: 'presentation',
    message: (
      <Stack gap={6}>
        <Text size="sm">{why}</Text>
        <Text component="blockquote" size="sm" m={0} dir="auto" style={{ whiteSpace: 'pre-wrap', maxHeight: 160, overflow: 'auto' }}>{words}</Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => (notifications.hide(id), again())}>{t('failure.retry')}</Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => (notifications.hide(id), drop())}>{t('common.throwAway')}</Button>
        </Group>
      </Stack>
    ),
  });
}
