// The notes: shown as the server made them, with boxes to tick; written in the editor, and kept as a
// draft until they are saved.
import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { Editor, hasDraft, tickBox, useDraft } from '~/ui/Editor';
import { ClashDialog } from './ClashDialog';
import { useHere } from './context';
import notes from './Notes.module.css';
import { Rendered } from './Rendered';
import { Section } from './Section';
import { IDS } from './taskCommands';
import { useSaveText } from './textEdit';

export function Notes() {
  const { task, etag, may } = useHere();
  const me = useMe().user.id;
  const [writing, setWriting] = useState(() => may.edit && hasDraft(`notes.${me}.${task.id}`));
  const { save, clash, saving, setClash } = useSaveText();
  if (writing && may.edit) return <Writing onDone={() => setWriting(false)} />;
  if (task.notes.trim() === '' && !may.edit) return null;
  const tick = (nth: number, on: boolean) =>
    save({ task, field: 'notes', text: tickBox(task.notes, nth, on), base: task.notes, etag });
  return (
    <Section
      title={t('task.notes')}
      actions={may.edit && task.notes.trim() !== '' && (
        <Button
          id={IDS.notes} size="compact-sm" variant="subtle" color="gray" fw={500} leftSection={<IconPencil size={14} aria-hidden />}
          onClick={() => setWriting(true)}
        >
          {t('common.edit')}
        </Button>
      )}
    >
      {task.notes.trim() === '' ? (
        <UnstyledButton id={IDS.notes} className={notes.empty} onClick={() => setWriting(true)}>
          <Text span size="sm" c="dimmed">{t('task.notesEmpty')}</Text>
        </UnstyledButton>
      ) : (
        <Rendered html={task.notes_html} onTick={may.edit ? tick : undefined} />
      )}
      <ClashDialog
        clash={clash} saving={saving} onClose={() => setClash(null)} onTheirs={() => setClash(null)}
        onSave={(text, { theirs, etag: now }) => save({ task, field: 'notes', text, base: theirs, etag: now })}
      />
    </Section>
  );
}

function Writing({ onDone }: { onDone: () => void }) {
  const { task, etag } = useHere();
  const me = useMe().user.id;
  // What the writing began from: a later change by somebody else is a clash.
  const base = useRef({ text: task.notes, etag });
  const [text, setText, clear] = useDraft(`notes.${me}.${task.id}`, base.current.text);
  const { save, saving, clash, setClash } = useSaveText();
  useDirty(text !== base.current.text);
  const done = () => {
    clear();
    onDone();
    setTimeout(() => document.getElementById(IDS.notes)?.focus(), 0);
  };
  const submit = () => {
    if (text === base.current.text) return done();
    save({ task, field: 'notes', text, base: base.current.text, etag: base.current.etag, onSaved: done });
  };
  return (
    <Section title={t('task.notes')}>
      <Editor
        label={t('task.notes')} value={text} onChange={setText} project={task.project_id} task={task.id}
        placeholder={t('task.notesHint')} minRows={6} maxRows={24} autoFocus onSubmit={submit} onCancel={text === base.current.text ? done : undefined}
        foot={
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={done}>{t('common.cancel')}</Button>
            <Button size="compact-sm" loading={saving} onClick={submit}>{t('common.save')}</Button>
          </Group>
        }
      />
      <ClashDialog
        clash={clash} saving={saving} onClose={() => setClash(null)} onTheirs={done}
        onSave={(merged, { theirs, etag: now }) =>
          save({ task, field: 'notes', text: merged, base: theirs, etag: now, onSaved: done })}
      />
    </Section>
  );
}
