// Pictures, videos and documents, large; arrow keys go to the next one.
import { ActionIcon, Anchor, Button, Group, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { useHotkeys } from '@mantine/hooks';
import type { Attachment } from '~/data/attachments';
import { t } from '~/i18n';
import classes from './Files.module.css';

interface LightboxProps {
  files: Attachment[];
  /** The id of the one that is shown. */
  shown: number | null;
  onShow: (id: number | null) => void;
}

export function Lightbox({ files, shown, onShow }: LightboxProps) {
  const at = files.findIndex((file) => file.id === shown);
  const file = files[at];
  const go = (step: number) => onShow(files[(at + step + files.length) % files.length]?.id ?? null);
  useHotkeys(file === undefined ? [] : [['ArrowLeft', () => go(-1)], ['ArrowRight', () => go(1)]]);
  return (
    <Modal
      opened={file !== undefined} onClose={() => onShow(null)} fullScreen title={file?.name ?? ''}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {file !== undefined && (
        <>
          <div className={classes.viewer}><Content file={file} /></div>
          <Group justify="center" gap="xs" mt="xs">
            {files.length > 1 && <ActionIcon size="xl" aria-label={t('task.previous')} onClick={() => go(-1)}><IconChevronLeft /></ActionIcon>}
            <Button
              component="a" variant="default" leftSection={<IconDownload size={16} aria-hidden />}
              href={`${file.file?.content_url ?? ''}?download=true`}
            >
              {t('task.download')}
            </Button>
            {files.length > 1 && <ActionIcon size="xl" aria-label={t('task.next')} onClick={() => go(1)}><IconChevronRight /></ActionIcon>}
          </Group>
        </>
      )}
    </Modal>
  );
}

function Content({ file }: { file: Attachment }) {
  const kind = file.file?.content_type ?? '';
  const address = file.file?.content_url ?? '';
  if (kind.startsWith('image/')) return <img src={address} alt={file.name} />;
  if (kind.startsWith('video/')) return <video src={address} controls aria-label={file.name} />;
  if (kind.startsWith('audio/')) return <audio src={address} controls aria-label={file.name} />;
  // The content policy keeps documents out of frames: they open in a tab of their own.
  return <Anchor href={address} target="_blank" rel="noopener noreferrer">{t('task.openDocument', { name: file.name })}</Anchor>;
}
