// Files and links of a task: send several, see them, take them off.
import { ActionIcon, Button, Group, Menu, Popover, Stack, TextInput } from '@mantine/core';
import { IconDots, IconDownload, IconFile, IconLink, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import {
  type Attachment, attachmentsQuery, isPicture, isShowable, useAddLink, useDeleteAttachment, useRestoreAttachment,
} from '~/data/attachments';
import { useMe } from '~/data/session';
import { uploads, useUploads } from '~/data/uploads';
import { formatBytes, t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { inWords } from '~/ui/Failure';
import { Time } from '~/ui/Time';
import { DANGER } from '~/ui/danger';
import { toastFailure, toastUndoable } from '~/ui/toast';
import { useHere } from './context';
import classes from './Files.module.css';
import { Lightbox } from './Lightbox';
import { Section } from './Section';
import { IDS } from './taskCommands';
import { Uploading } from './Uploading';

export function Files() {
  const { task, may } = useHere();
  const { data: files, error, refetch } = useQuery(attachmentsQuery(task.id));
  const onTheWay = useUploads(task.id);
  const [shown, setShown] = useState<number | null>(null);
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const empty = (files ?? []).length === 0 && onTheWay.length === 0;
  if (empty && !may.talk) return null;
  const add = (list: FileList | null) => uploads.add(task.id, [...(list ?? [])]);
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!may.talk || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!may.talk || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      add(event.dataTransfer.files);
    },
  };
  return (
    <div className={classes.drop} data-over={over || undefined} {...drop}>
      <Section
        title={t('task.files')}
        actions={may.talk && (
          <>
            <input
              ref={picker} type="file" multiple hidden
              onChange={(event) => {
                add(event.currentTarget.files);
                event.currentTarget.value = '';
              }}
            />
            <Button
              id={IDS.files} size="compact-sm" variant="subtle" color="gray" fw={500} leftSection={<IconPaperclip size={14} aria-hidden />}
              onClick={() => picker.current?.click()}
            >
              {t('task.filesAdd')}
            </Button>
            <AddLink />
          </>
        )}
      >
        {error !== null && files === undefined && <Failure error={error} retry={() => void refetch()} />}
        <ul className={classes.files}>
          {(files ?? []).map((file) => <FileRow key={file.id} file={file} onShow={() => setShown(file.id)} />)}
          {onTheWay.map((upload) => <Uploading key={upload.key} upload={upload} />)}
        </ul>
      </Section>
      <Lightbox files={(files ?? []).filter(isShowable)} shown={shown} onShow={setShown} />
    </div>
  );
}

function FileRow({ file, onShow }: { file: Attachment; onShow: () => void }) {
  const { may } = useHere();
  const me = useMe().user.id;
  const thumbnail = file.file?.thumbnail_url ?? null;
  const address = file.url ?? file.file?.content_url ?? '';
  const picture = thumbnail !== null && isPicture(file);
  const face = picture ? <img src={thumbnail} alt="" className={classes.thumb} loading="lazy" /> : (
    <span className={classes.thumb}>{file.url === null ? <IconFile size={20} aria-hidden /> : <IconLink size={20} aria-hidden />}</span>
  );
  const name = (
    <>
      {face}
      <span className={classes.name} title={file.name} dir="auto">{file.name}</span>
    </>
  );
  return (
    <li className={classes.file}>
      {file.url === null && isShowable(file)
        ? <button type="button" className={classes.open} onClick={onShow}>{name}</button>
        : <a className={classes.open} href={address} target="_blank" rel="noopener noreferrer">{name}</a>}
      <span className={classes.about}>
        {file.file !== null && `${formatBytes(file.file.bytes)} · `}<bdi>{file.created_by.name}</bdi> · <Time at={file.created_at} />
      </span>
      <FileMenu file={file} mayDelete={may.talk && (may.edit || file.created_by.id === me)} />
    </li>
  );
}

function FileMenu({ file, mayDelete }: { file: Attachment; mayDelete: boolean }) {
  const { task } = useHere();
  const remove = useDeleteAttachment(task.id);
  const restore = useRestoreAttachment(task.id);
  const drop = () => {
    remove.mutateAsync(file).then(
      () => toastUndoable(t('task.fileDeleted', { name: file.name }), () => {
        restore.mutateAsync(file.id).catch((error: unknown) => toastFailure(t('task.fileNotRestored'), error));
      }),
      (error: unknown) => toastFailure(t('task.fileNotDeleted'), error),
    );
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="md" aria-label={t('task.fileMenu', { name: file.name })}><IconDots size={16} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {file.file !== null && (
          <Menu.Item component="a" href={`${file.file.content_url}?download=true`} leftSection={<IconDownload size={16} aria-hidden />}>
            {t('task.download')}
          </Menu.Item>
        )}
        {file.url !== null && (
          <Menu.Item component="a" href={file.url} target="_blank" rel="noopener noreferrer" leftSection={<IconLink size={16} aria-hidden />}>
            {t('task.linkOpen')}
          </Menu.Item>
        )}
        {mayDelete && (
          <Menu.Item color={DANGER} leftSection={<IconTrash size={16} aria-hidden />} onClick={drop}>{t('common.delete')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function AddLink() {
  const { task } = useHere();
  const add = useAddLink(task.id);
  const [opened, setOpened] = useState(false);
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const submit = () => {
    const address = /^https?:\/\//.test(url.trim()) ? url.trim() : `https://${url.trim()}`;
    add.mutate({ url: address, name: name.trim() }, {
      onSuccess: () => {
        setOpened(false);
        setUrl('');
        setName('');
      },
    });
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus shadow="md" position="bottom-end" width={280}>
      <Popover.Target>
        <Button
          size="compact-sm" variant="subtle" color="gray" fw={500} leftSection={<IconLink size={14} aria-hidden />}
          onClick={() => setOpened((open) => !open)} aria-expanded={opened}
        >
          {t('task.linkAdd')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('task.linkAdd')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (url.trim() !== '') submit();
          }}
        >
          <Stack gap="xs">
            <TextInput
              label={t('task.linkUrl')} type="text" inputMode="url" required value={url} data-autofocus
              error={add.error === null ? null : inWords(add.error)} onChange={(event) => setUrl(event.currentTarget.value)}
            />
            <TextInput label={t('task.linkName')} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
            <Group justify="flex-end"><Button type="submit" size="compact-sm" loading={add.isPending}>{t('common.add')}</Button></Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
