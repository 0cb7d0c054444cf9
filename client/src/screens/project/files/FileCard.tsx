// A file or link: its picture or sign, name, size, who added it and to which task.
import { Paper, Text, UnstyledButton } from '@mantine/core';
import { IconExternalLink, IconFile, IconFileText, IconFileTypePdf, IconFileZip, IconMovie, IconMusic, IconPhoto, IconTable } from '@tabler/icons-react';
import type { ProjectFile } from '~/data/projectFiles';
import { formatBytes, t } from '~/i18n';
import { Time } from '~/ui/Time';
import classes from './Files.module.css';
import { isShown } from './kinds';

const SIGNS: [RegExp, typeof IconFile][] = [
  [/^image\//, IconPhoto], [/^video\//, IconMovie], [/^audio\//, IconMusic], [/pdf/, IconFileTypePdf],
  [/zip|compressed|tar/, IconFileZip], [/csv|sheet|excel/, IconTable], [/^text\/|word|document/, IconFileText],
];

interface FileCardProps {
  file: ProjectFile;
  onPreview: () => void;
  onTask: (number: number) => void;
}

export function FileCard({ file, onPreview, onTask }: FileCardProps) {
  const address = file.url ?? file.file?.content_url;
  const face = <Face file={file} />;
  return (
    <Paper component="li" className={classes.card}>
      {isShown(file)
        ? <UnstyledButton className={classes.face} onClick={onPreview} aria-label={t('files.preview', { name: file.name })}>{face}</UnstyledButton>
        : (
          <a className={classes.face} href={address} target="_blank" rel="noopener noreferrer" aria-label={t(file.url === null ? 'files.download' : 'files.follow', { name: file.name })}>
            {face}
          </a>
        )}
      <div className={classes.about}>
        <Text size="sm" fw={600} truncate title={file.name} dir="auto">{file.name}</Text>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {file.file === null ? host(file.url) : formatBytes(file.file.bytes)} · <bdi>{file.created_by.name}</bdi> · <Time at={file.created_at} />
        </Text>
        <UnstyledButton className={classes.task} onClick={() => onTask(file.task.number)} title={file.task.title} data-task-number={file.task.number}>
          <span dir="auto">#{file.task.number} {file.task.title}</span>
        </UnstyledButton>
      </div>
    </Paper>
  );
}

function host(url: string | null): string {
  try {
    return new URL(url ?? '').host;
  } catch {
    return '';
  }
}

function Face({ file }: { file: ProjectFile }) {
  const picture = file.file?.thumbnail_url ?? (isShown(file) ? file.file?.content_url : null);
  if (picture != null) return <img src={picture} alt="" loading="lazy" className={classes.picture} />;
  const IconOf = file.url !== null ? IconExternalLink : SIGNS.find(([type]) => type.test(file.file?.content_type ?? ''))?.[1] ?? IconFile;
  return <IconOf size={40} stroke={1.2} aria-hidden />;
}
