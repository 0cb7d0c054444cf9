// What the project is about: a text that several people write, so that a newer one is never lost.
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isStatus } from '~/api/problem';
import { type Project, taggedProjectQuery, useEditProject } from '~/data/projects';
import { t } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { Editor } from '~/ui/Editor';
import { inWords } from '~/ui/Failure';
import { Markdown } from '~/ui/Markdown';
import { Rows } from '~/ui/PageSkeleton';
import { toast } from '~/ui/toast';

/** The text as somebody else left it, out of a refusal. */
function theirsIn(error: unknown): string | null {
  if (!isStatus(error, 412)) return null;
  const { current } = error.body;
  return typeof current === 'object' && current !== null && 'notes' in current && typeof current.notes === 'string' ? current.notes : null;
}

export function Notes({ project }: { project: Project }) {
  const { data, refetch } = useQuery(taggedProjectQuery(project.id));
  const [editing, setEditing] = useState<{ etag: string | null; text: string } | null>(null);
  if (data === undefined) return <Rows count={2} />;
  if (editing !== null) {
    return (
      <NotesEditor project={project} etag={editing.etag} before={editing.text} onDone={() => {
        setEditing(null);
        void refetch();
      }} />
    );
  }
  return (
    <>
      {data.value.notes_html === '' ? <Text c="dimmed" size="sm">{t('projectSettings.noNotes')}</Text> : <Markdown html={data.value.notes_html} />}
      <Button mt="sm" variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing({ etag: data.etag, text: data.value.notes })}>
        {t('projectSettings.editNotes')}
      </Button>
    </>
  );
}

function NotesEditor({ project, etag, before, onDone }: { project: Project; etag: string | null; before: string; onDone: () => void }) {
  const edit = useEditProject(project.company_id);
  const [text, setText] = useState(before);
  const [tag, setTag] = useState(etag);
  const theirs = theirsIn(edit.error);
  useDirty(text !== before);
  const save = () => edit.mutate({ project: project.id, body: { notes: text }, etag: tag }, {
    onSuccess: () => {
      toast(t('common.saved'));
      onDone();
    },
    // The next save is knowingly over theirs.
    onError: (error) => {
      if (theirsIn(error) !== null) setTag(null);
    },
  });
  return (
    <>
      <Editor label={t('projectSettings.notes')} value={text} onChange={setText} project={project.id} minRows={6} maxRows={24} autoFocus onSubmit={save} />
      {theirs !== null && (
        <Alert mt="sm" color="yellow" title={t('projectSettings.conflict')}>
          <Text size="sm" mb="xs">{t('projectSettings.conflictText')}</Text>
          <Text size="sm" component="pre" style={{ whiteSpace: 'pre-wrap', margin: 0 }} dir="auto">{theirs}</Text>
          <Button mt="xs" size="compact-sm" variant="default" onClick={() => setText(theirs)}>{t('projectSettings.takeTheirs')}</Button>
        </Alert>
      )}
      {edit.error !== null && theirs === null && <Text c="red" size="sm" role="alert" mt="xs">{inWords(edit.error)}</Text>}
      <Group gap="xs" mt="sm">
        <Button onClick={save} loading={edit.isPending}>{t(theirs === null ? 'common.save' : 'projectSettings.saveMine')}</Button>
        <Button variant="default" onClick={onDone}>{t('common.cancel')}</Button>
      </Group>
    </>
  );
}
