// The buttons over the editor's text. One stop of the Tab key; arrows go from button to button.
import { ActionIcon, Button } from '@mantine/core';
import {
  IconAt, IconBold, IconCode, IconItalic, IconLink, IconList, IconListCheck, IconListNumbers, IconPaperclip,
  IconQuote, type Icon,
} from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { t } from '~/i18n';
import { keysForPeople } from '~/shell/platform';
import classes from './Editor.module.css';
import { type Edit, link, prefixLines, put, type Selected, wrap } from './format';

export interface Tool {
  id: string;
  icon: Icon;
  label: string;
  keys?: string;
  edit: (selected: Selected) => Edit;
}

export function tools(): Tool[] {
  return [
    { id: 'bold', icon: IconBold, label: t('editor.bold'), keys: 'mod+b', edit: (s) => wrap(s, '**', t('editor.boldWord')) },
    { id: 'italic', icon: IconItalic, label: t('editor.italic'), keys: 'mod+i', edit: (s) => wrap(s, '*', t('editor.italicWord')) },
    { id: 'code', icon: IconCode, label: t('editor.code'), keys: 'mod+e', edit: (s) => wrap(s, '`', t('editor.codeWord')) },
    { id: 'link', icon: IconLink, label: t('editor.link'), keys: 'mod+shift+l', edit: (s) => link(s, t('editor.linkWord')) },
    { id: 'list', icon: IconList, label: t('editor.list'), edit: (s) => prefixLines(s, '- ') },
    { id: 'numbers', icon: IconListNumbers, label: t('editor.numbers'), edit: (s) => prefixLines(s, '1. ') },
    { id: 'boxes', icon: IconListCheck, label: t('editor.boxes'), edit: (s) => prefixLines(s, '- [ ] ') },
    { id: 'quote', icon: IconQuote, label: t('editor.quote'), edit: (s) => prefixLines(s, '> ') },
  ];
}

const mentionTool = (): Tool => ({ id: 'mention', icon: IconAt, label: t('editor.mention'), edit: (s) => put(s, '@') });

interface ToolbarProps {
  previewing: boolean;
  onPreview: (on: boolean) => void;
  onEdit: (edit: (selected: Selected) => Edit) => void;
  mentions: boolean;
  /** Opens the choice of files; none where files cannot be added. */
  onFiles?: () => void;
}

export function Toolbar({ previewing, onPreview, onEdit, mentions, onFiles }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const all = mentions ? [...tools(), mentionTool()] : tools();
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || bar.current === null) return;
    const buttons = [...bar.current.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    event.preventDefault();
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next?.focus();
  };
  return (
    <div ref={bar} role="toolbar" aria-label={t('editor.toolbar')} className={classes.toolbar} onKeyDown={walk}>
      {all.map(({ id, icon: IconOf, label, keys, edit }, at) => (
        <ActionIcon
          key={id} size="md" aria-label={label} tabIndex={at === 0 && !previewing ? 0 : -1} disabled={previewing}
          title={keys === undefined ? label : `${label} (${keysForPeople(keys).join(' ')})`}
          onMouseDown={(event) => event.preventDefault()} onClick={() => onEdit(edit)}
        >
          <IconOf size={17} stroke={1.7} />
        </ActionIcon>
      ))}
      {onFiles !== undefined && (
        <ActionIcon size="md" aria-label={t('editor.files')} title={t('editor.files')} tabIndex={-1} disabled={previewing} onClick={onFiles}>
          <IconPaperclip size={17} stroke={1.7} />
        </ActionIcon>
      )}
      <span className={classes.spring} />
      <Button
        size="compact-xs" variant={previewing ? 'light' : 'subtle'} color="gray" aria-pressed={previewing}
        tabIndex={previewing ? 0 : -1} onClick={() => onPreview(!previewing)}
      >
        {previewing ? t('editor.write') : t('editor.preview')}
      </Button>
    </div>
  );
}
