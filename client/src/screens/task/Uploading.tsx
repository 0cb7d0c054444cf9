// A file on its way: how far it is; stop it, or try again.
import { ActionIcon, Button, Group, Progress, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type Upload, uploads } from '~/data/uploads';
import { formatBytes, t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { inWords } from '~/ui/Failure';
import classes from './Files.module.css';
import { IDS } from './taskCommands';

export function Uploading({ upload }: { upload: Upload }) {
  const failed = upload.state === 'failed';
  const percent = Math.round(100 * upload.progress);
  const cancel = () => {
    uploads.cancel(upload.key);
    // Its button is gone; the focus is not.
    document.getElementById(IDS.files)?.focus();
    announce(t('task.uploadCancelled', { name: upload.file.name }));
  };
  return (
    <li className={classes.file}>
      <div>
        <Text size="sm" truncate title={upload.file.name} dir="auto">{upload.file.name}</Text>
        <Text size="xs" c={failed ? 'red' : 'dimmed'} role={failed ? 'alert' : undefined}>
          {failed ? `${t('task.uploadFailed')} ${inWords(upload.error)}` : `${formatBytes(upload.file.size)} · ${upload.state === 'waiting' ? t('task.uploadWaiting') : `${percent} %`}`}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        {failed && <Button size="compact-sm" variant="default" onClick={() => uploads.retry(upload.key)}>{t('failure.retry')}</Button>}
        <ActionIcon aria-label={t('task.uploadCancel', { name: upload.file.name })} onClick={cancel}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      {!failed && <Progress className={classes.progress} value={percent} size={4} mt={4} aria-label={t('task.uploading', { name: upload.file.name })} />}
    </li>
  );
}
