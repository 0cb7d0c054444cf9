// A Markdown editor: a textarea with a toolbar, mentions, pasted and dropped files, and a preview.
import { Text, Textarea } from '@mantine/core';
import {
  type ClipboardEvent, type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState,
} from 'react';
import { t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { nameOf } from '~/shell/keys';
import { uploads } from '~/data/uploads';
import { caretPlace, type Place } from './caret';
import classes from './Editor.module.css';
import { type Edit, fileMark, mention, mentionAt, newLine, type Selected } from './format';
import { Mentions, type Mentionable, optionId, useMentionable } from './Mentions';
import { Preview } from './preview';
import { Toolbar, tools } from './Toolbar';

export interface EditorProps {
  /** What is written here, for screen readers. */
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** Whose people can be mentioned. */
  project?: number;
  /** Where pasted and dropped files are hung; without it, files cannot be added. */
  task?: number;
  placeholder?: string;
  minRows?: number;
  maxRows?: number;
  autoFocus?: boolean;
  /** Ctrl or Cmd and Enter. */
  onSubmit?: () => void;
  /** Escape. */
  onCancel?: () => void;
  /** Each key press, for presence. */
  onTyping?: () => void;
  /** Buttons below the text. */
  foot?: ReactNode;
  error?: string | null;
}

/** Puts text in without taking the focus from where somebody is writing now. */
function put(area: HTMLTextAreaElement, edit: Edit): void {
  area.setRangeText(edit.text, edit.from, edit.to, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Types into the textarea, so that the browser's own undo knows of it. */
function type(area: HTMLTextAreaElement, edit: Edit): void {
  area.focus();
  area.setSelectionRange(edit.from, edit.to);
  const done = edit.text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, edit.text);
  if (!done) put(area, edit);
  area.setSelectionRange(...edit.select);
}

function selectedIn(area: HTMLTextAreaElement): Selected {
  return { text: area.value, from: area.selectionStart, to: area.selectionEnd };
}

interface Mentioning {
  from: number;
  search: string;
  place: Place;
}

export function Editor({
  label, value, onChange, project, task, placeholder, minRows = 3, maxRows = 18, autoFocus = false,
  onSubmit, onCancel, onTyping, foot, error = null,
}: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const list = useId();
  const [previewing, setPreviewing] = useState(false);
  const [over, setOver] = useState(false);
  const [mentioning, setMentioning] = useState<Mentioning | null>(null);
  const [active, setActive] = useState(0);
  const people = useMentionable(project, mentioning?.search ?? null);
  const open = mentioning !== null && people.length > 0;

  useEffect(() => {
    if (open) announce(t('editor.peopleFound', { count: people.length }));
  }, [open, people.length]);

  const edit = (make: (selected: Selected) => Edit | null, write = type): boolean => {
    const done = area.current === null ? null : make(selectedIn(area.current));
    if (area.current !== null && done !== null) write(area.current, done);
    return done !== null;
  };
  const look = () => {
    const here = area.current;
    const found = here === null || project === undefined ? null : mentionAt(here.value, here.selectionEnd);
    setActive(0);
    setMentioning(found === null || here === null ? null : { ...found, place: caretPlace(here, found.from) });
  };
  const choose = (person: Mentionable) => {
    if (mentioning === null) return;
    const text = mention(person.name, person.id);
    const at = mentioning.from + text.length;
    edit(({ to }) => ({ from: mentioning.from, to, text, select: [at, at] }));
    setMentioning(null);
  };
  const addFiles = (files: File[]) => {
    if (task === undefined || files.length === 0) return;
    uploads.add(task, files, (attachment, file) => {
      const address = attachment.file?.content_url;
      if (address === undefined || area.current === null) return;
      edit(({ text, to }) => {
        const mark = fileMark(attachment.name, address, file.type.startsWith('image/'));
        const line = `${to > 0 && !/\s$/.test(text.slice(0, to)) ? '\n' : ''}${mark}\n`;
        return { from: to, to, text: line, select: [to + line.length, to + line.length] };
      }, document.activeElement === area.current ? type : put);
      announce(t('editor.fileAdded', { name: attachment.name }));
    });
  };
  const walkPeople = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + people.length) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') {
      const person = people[active];
      if (person !== undefined) choose(person);
    } else if (event.key === 'Escape') setMentioning(null);
    else return false;
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    onTyping?.();
    const name = nameOf(event);
    const tool = tools().find(({ keys }) => keys !== undefined && keys === name);
    let used = true;
    if (walkPeople(event)) used = true;
    else if (name === 'mod+Enter' && onSubmit !== undefined) onSubmit();
    else if (event.key === 'Escape' && onCancel !== undefined) onCancel();
    else if (tool !== undefined) edit(tool.edit);
    else used = event.key === 'Enter' && !event.shiftKey && edit(newLine);
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const files = {
    onPaste: (event: ClipboardEvent) => {
      const pasted = [...event.clipboardData.files];
      if (pasted.length === 0 || task === undefined) return;
      event.preventDefault();
      addFiles(pasted);
    },
    onDragOver: (event: DragEvent) => {
      if (task === undefined || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (task === undefined || event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      addFiles([...event.dataTransfer.files]);
    },
  };
  return (
    <div className={classes.frame} data-over={over || undefined} {...files}>
      <Toolbar
        previewing={previewing} onPreview={setPreviewing} mentions={project !== undefined}
        onEdit={(make) => {
          edit(make);
          look();
        }}
        onFiles={task === undefined ? undefined : () => picker.current?.click()}
      />
      <input
        ref={picker} type="file" multiple hidden
        onChange={(event) => {
          addFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {previewing ? (
        <section className={classes.preview} aria-label={t('editor.preview')} tabIndex={0}>
          {value.trim() === '' ? <Text size="sm" c="dimmed">{t('editor.nothing')}</Text> : <Preview text={value} />}
        </section>
      ) : (
        <div className={classes.writing}>
          <Textarea
            ref={area} aria-label={label} value={value} placeholder={placeholder} autosize minRows={minRows} maxRows={maxRows}
            autoFocus={autoFocus} data-autofocus={autoFocus || undefined} dir="auto" variant="unstyled" error={error}
            classNames={{ input: classes.area }} styles={{ input: { padding: '8px 12px' }, error: { padding: '0 12px 8px' } }}
            aria-autocomplete={project === undefined ? undefined : 'list'} aria-controls={open ? list : undefined}
            aria-activedescendant={open ? optionId(list, active) : undefined}
            onChange={(event) => {
              onChange(event.currentTarget.value);
              look();
            }}
            onKeyDown={press} onClick={look} onBlur={() => setMentioning(null)}
          />
          {open && <Mentions id={list} people={people} active={active} place={mentioning.place} onChoose={choose} />}
        </div>
      )}
      {foot !== undefined && <div className={classes.foot}>{foot}</div>}
    </div>
  );
}
