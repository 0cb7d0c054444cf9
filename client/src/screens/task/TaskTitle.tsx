// The title, written where it is read: Enter saves, Escape takes back.
import { Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { t } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { ClashDialog } from './ClashDialog';
import { useHere } from './context';
import classes from './Task.module.css';
import { IDS } from './taskCommands';
import { useSaveText } from './textEdit';

export function TaskTitle() {
  const { task, etag, may } = useHere();
  const { save, saving, clash, setClash } = useSaveText();
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  useDirty(draft !== null);
  // The version that the writing began from.
  const base = useRef({ text: task.title, etag });
  const dropped = useRef(false);

  const done = () => {
    setDraft(null);
    setRefused(false);
  };
  // What was typed while that was on its way stays, and began from what was saved.
  const saved = (sent: string, text: string) => () => {
    base.current = { ...base.current, text };
    setDraft((now) => (now === sent ? null : now));
    setRefused(false);
  };
  const submit = () => {
    const text = (draft ?? '').replaceAll(/\s*\n\s*/g, ' ').trim();
    if (draft === null || dropped.current || text === '' || text === base.current.text) {
      dropped.current = false;
      return done();
    }
    setRefused(false);
    save({
      task, field: 'title', text, base: base.current.text, etag: base.current.etag,
      onSaved: saved(draft, text), onRefused: () => setRefused(true),
    });
  };
  return (
    <>
      <Textarea
        id={IDS.title} className={classes.title} data-closed={task.closed_at !== null || undefined} variant="unstyled"
        aria-label={t('task.title')} dir="auto" autosize minRows={1} maxRows={8} maxLength={500} readOnly={!may.edit}
        value={draft ?? task.title} error={refused && !saving ? t('task.titleNotSaved') : undefined}
        onFocus={() => {
          if (draft === null) base.current = { text: task.title, etag };
        }}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={submit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            event.currentTarget.blur();
          } else if (event.key === 'Escape' && draft !== null) {
            event.stopPropagation();
            dropped.current = true;
            event.currentTarget.blur();
          }
        }}
      />
      <ClashDialog
        clash={clash} saving={saving} onClose={() => setClash(null)}
        onTheirs={() => {
          setClash(null);
          done();
        }}
        onSave={(text, { theirs, etag: now }) =>
          save({ task, field: 'title', text: text.trim() || theirs, base: theirs, etag: now, onSaved: done })}
      />
    </>
  );
}
