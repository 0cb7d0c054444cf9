// Short messages about outcomes. They are said to screen readers too; failures stay longer.
import { Button, Group, Text } from '@mantine/core';
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

/** Says what was done, with a way back. `undo` shows its own failure. Returns how to take the message away. */
export function toastUndoable(message: string, undo: () => void): () => void {
  announce(`${message} ${t('common.undoHint')}`);
  const id = notifications.show({
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
  });
  return () => notifications.hide(id);
}
