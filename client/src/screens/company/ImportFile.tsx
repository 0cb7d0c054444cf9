// First step: the file, by click or by drop, and what its lists become.
import { Alert, Button, FileButton, Group, NativeSelect, Progress, Radio, Stack, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useState } from 'react';
import { type Import, type ImportWish, LISTS_AS, useRehearse } from '~/data/imports';
import { projectsQuery } from '~/data/projects';
import { useCompany } from '~/hooks';
import { formatBytes, t } from '~/i18n';
import { FormProblem, inWordsOrWait } from '~/screens/auth/parts';
import { announce } from '~/shell/announcer';
import { ApiProblem } from '~/api/problem';
import classes from './ImportFile.module.css';

const MOST_BYTES = 200_000_000;

export function ImportFile({ onHeld }: { onHeld: (one: Import) => void }) {
  const { company } = useCompany();
  const rehearse = useRehearse(company.id);
  const [file, setFile] = useState<File | null>(null);
  const [lists, setLists] = useState<ImportWish['lists']>('auto');
  const [project, setProject] = useState<number | null>(null);
  const [sent, setSent] = useState(0);
  const large = file !== null && file.size > MOST_BYTES;
  const look = () => {
    if (file === null) return;
    setSent(0);
    rehearse.mutate({ file, lists, project, onSent: setSent }, {
      onSuccess: (held) => {
        announce(t('company.rehearsed', { name: held.name }));
        onHeld(held);
      },
    });
  };
  return (
    <Stack>
      <details className={classes.how}>
        <summary>{t('company.howToExport')}</summary>
        <Text size="sm" mt="xs">{t('company.howToExportText')}</Text>
      </details>
      <Drop file={file} onFile={setFile} />
      <FormProblem>{large ? t('company.fileTooLarge') : problemOf(rehearse.error)}</FormProblem>
      <Radio.Group label={t('company.lists')} value={lists} onChange={(value) => setLists(LISTS_AS.find((known) => known === value) ?? 'auto')}>
        <Stack gap="xs" mt={6}>
          {LISTS_AS.map((value) => (
            <Radio key={value} value={value} label={t(`company.listsAs.${value}`)} description={t(`company.listsText.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <IntoProject project={project} onProject={setProject} />
      {rehearse.isPending && (
        <Stack gap={4}>
          <Text size="sm">{t(sent < 1 ? 'company.uploading' : 'company.reading')}</Text>
          <Progress value={sent * 100} animated={sent === 1} aria-label={t('company.uploading')} />
        </Stack>
      )}
      <Group>
        <Button onClick={look} disabled={file === null || large} loading={rehearse.isPending}>{t('company.tryFile')}</Button>
        <Text size="sm" c="dimmed">{t('company.tryText')}</Text>
      </Group>
    </Stack>
  );
}

function problemOf(error: Error | null): ReactNode {
  if (error === null) return null;
  // Of the file, the server says field by field what is wrong.
  if (error instanceof ApiProblem && Object.keys(error.fields).length > 0) return Object.values(error.fields).join(' ');
  return inWordsOrWait(error);
}

function Drop({ file, onFile }: { file: File | null; onFile: (file: File | null) => void }) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0] ?? file);
  };
  return (
    <div
      className={classes.drop} data-over={over || undefined} onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
    >
      <IconFileText size={28} stroke={1.5} aria-hidden />
      <Text size="sm" style={{ overflowWrap: 'anywhere' }} aria-live="polite">
        {file === null ? t('company.dropHere') : `${file.name} (${formatBytes(file.size)})`}
      </Text>
      <FileButton onChange={onFile} accept="application/json,.json" inputProps={{ 'aria-label': t('company.file') }}>
        {(props) => <Button {...props} variant="default">{t(file === null ? 'company.chooseFile' : 'company.otherFile')}</Button>}
      </FileButton>
    </div>
  );
}

function IntoProject({ project, onProject }: { project: number | null; onProject: (project: number | null) => void }) {
  const { company } = useCompany();
  const { data } = useQuery(projectsQuery(company.id));
  const open = (data ?? []).filter((one) => one.archived_at === null && one.trashed_at === null);
  return (
    <>
      <NativeSelect
        label={t('company.intoProject')} maw={420} value={project ?? ''}
        onChange={(event) => onProject(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
        data={[{ value: '', label: t('company.newOrSame') }, ...open.map(({ id, name }) => ({ value: String(id), label: name }))]}
      />
      {project !== null && <Alert color="gray" p="sm">{t('company.intoProjectText')}</Alert>}
    </>
  );
}
