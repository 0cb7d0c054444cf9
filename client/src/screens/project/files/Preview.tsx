// A picture, large; arrows show the next one.
import { ActionIcon, Button, Group, Modal, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { ProjectFile } from '~/data/projectFiles';
import { t } from '~/i18n';
import classes from './Files.module.css';
import { isShown } from './kinds';

interface PreviewProps {
  file: ProjectFile | null;
  files: ProjectFile[];
  onShow: (file: ProjectFile) => void;
  onClose: () => void;
}

export function Preview({ file, files, onShow, onClose }: PreviewProps) {
  const pictures = files.filter(isShown);
  const at = pictures.findIndex((picture) => picture.id === file?.id);
  const go = (step: -1 | 1) => {
    const next = pictures[at + step];
    if (next !== undefined) onShow(next);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') go(-1);
    if (event.key === 'ArrowRight') go(1);
  };
  return (
    <Modal opened={file !== null} onClose={onClose} size="xl" title={<Text fw={600} truncate dir="auto">{file?.name}</Text>}
      closeButtonProps={{ 'aria-label': t('common.close') }} onKeyDown={press}>
      {file !== null && file.file !== null && (
        <>
          <img className={classes.large} src={file.file.content_url} alt={file.name} />
          <Group justify="space-between" mt="sm">
            <Group gap="xs">
              <ActionIcon size={40} variant="default" disabled={at <= 0} aria-label={t('files.before')} onClick={() => go(-1)}><IconChevronLeft size={18} /></ActionIcon>
              <ActionIcon size={40} variant="default" disabled={at >= pictures.length - 1} aria-label={t('files.after')} onClick={() => go(1)}><IconChevronRight size={18} /></ActionIcon>
            </Group>
            <Button component="a" href={file.file.content_url} download={file.name} variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {t('files.save')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
