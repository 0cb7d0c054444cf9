// Two versions of a text: keep theirs, keep mine, or put them together.
import { Button, Group, Modal, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { t } from '~/i18n';
import { Editor, Preview } from '~/ui/Editor';
import type { Clash } from './textEdit';

interface ClashDialogProps {
  clash: Clash | null;
  saving: boolean;
  onTheirs: () => void;
  onSave: (text: string, clash: Clash) => void;
  onClose: () => void;
}

export function ClashDialog({ clash, saving, onTheirs, onSave, onClose }: ClashDialogProps) {
  return (
    <Modal
      opened={clash !== null} onClose={onClose} size="xl" title={t('task.clash')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {clash !== null && <Versions {...{ clash, saving, onTheirs, onSave }} />}
    </Modal>
  );
}

function Versions({ clash, saving, onTheirs, onSave }: { clash: Clash } & Omit<ClashDialogProps, 'clash' | 'onClose'>) {
  const [text, setText] = useState(clash.mine);
  return (
    <Stack>
      <Text size="sm">{t('task.clashText')}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Version title={t('task.clashTheirs')} text={clash.theirs} />
        <Version title={t('task.clashMine')} text={clash.mine} />
      </SimpleGrid>
      <Title order={3} size="sm">{t('task.clashMerge')}</Title>
      <Editor label={t('task.clashMerge')} value={text} onChange={setText} minRows={clash.field === 'title' ? 1 : 6} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onTheirs}>{t('task.clashKeepTheirs')}</Button>
        <Button variant="default" loading={saving} onClick={() => onSave(clash.mine, clash)}>{t('task.clashKeepMine')}</Button>
        <Button loading={saving} onClick={() => onSave(text, clash)}>{t('task.clashSave')}</Button>
      </Group>
    </Stack>
  );
}

function Version({ title, text }: { title: string; text: string }) {
  return (
    <Paper p="sm">
      <Title order={3} size="sm" mb={4}>{title}</Title>
      {text.trim() === '' ? <Text size="sm" c="dimmed">{t('task.clashEmpty')}</Text> : <Preview text={text} />}
    </Paper>
  );
}
