// A question before something that cannot be undone from the screen.
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t, unmarked } from '~/i18n';

export interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  text: ReactNode;
  /** The verb on the button: "Delete", not "OK". */
  verb: string;
  danger?: boolean;
  busy?: boolean;
  /** What has to be typed first, for what cannot be brought back. */
  typed?: string;
}

export function ConfirmDialog({
  opened, onClose, onConfirm, title, text, verb, danger = false, busy = false, typed,
}: ConfirmProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {opened && <Question {...{ onClose, onConfirm, text, verb, danger, busy, typed }} />}
    </Modal>
  );
}

type QuestionProps = Omit<ConfirmProps, 'opened' | 'title'>;

function Question({ onClose, onConfirm, text, verb, danger, busy, typed }: QuestionProps) {
  const [said, say] = useState('');
  const sure = typed === undefined || unmarked(said) === typed;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (sure) onConfirm();
      }}
    >
      <Stack>
        <Text component="div" size="sm">{text}</Text>
        {typed !== undefined && (
          <TextInput
            label={t('common.typeToConfirm', { word: typed })}
            value={said}
            onChange={(event) => say(event.currentTarget.value)}
            autoComplete="off"
            dir="auto"
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus={typed === undefined ? true : undefined}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color={danger ? 'red' : undefined} loading={busy} disabled={!sure}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
