// An item of a checklist: a box, its words, and a menu. Alt with an arrow key moves it.
import { ActionIcon, Checkbox, Menu, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { type Item, keyOf, useChangeItem, useDeleteItem, useRestoreItem } from '~/data/checklists';
import { t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { DANGER } from '~/ui/danger';
import { toastUndoable } from '~/ui/toast';
import { useHere } from './context';
import classes from './Task.module.css';
import { IDS } from './taskCommands';
import { useItemDrag } from './useItemDrag';

interface RowProps {
  item: Item;
  items: Item[];
}

function useItem({ item, items }: RowProps) {
  const { task } = useHere();
  const change = useChangeItem(task.id);
  const remove = useDeleteItem(task.id);
  const restore = useRestoreItem(task.id);
  const at = items.indexOf(item);
  return {
    tick: (done: boolean) => change.mutate({ item, patch: { done } }),
    rename: (title: string) => change.mutateAsync({ item, patch: { title } }),
    move: (step: -1 | 1) => {
      const other = items[at + step];
      if (other === undefined) return;
      const place = step < 0 ? { before: other.id } : { after: other.id };
      const section = other.section === item.section ? {} : { section: other.section };
      change.mutate({ item, patch: { ...place, ...section } });
      announce(t('task.itemMoved', { place: at + step + 1, count: items.length }));
    },
    place: (target: Item, edge: 'top' | 'bottom') => {
      const place = edge === 'top' ? { before: target.id } : { after: target.id };
      const section = target.section === item.section ? {} : { section: target.section };
      change.mutate({ item, patch: { ...place, ...section } });
    },
    remove: () => {
      remove.mutateAsync(item).then(
        () => toastUndoable(t('task.itemDeleted', { title: item.title }), () => restore.mutate(item)),
        () => undefined,
      );
      const next = items[at + 1] ?? items[at - 1];
      setTimeout(() => document.getElementById(next === undefined ? IDS.item : fieldId(next))?.focus(), 0);
    },
  };
}

function fieldId(item: Item): string {
  return `checklist-${keyOf(item)}`;
}

export function ChecklistRow({ item, items }: RowProps) {
  const { may } = useHere();
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const deeds = useItem({ item, items });
  const { dragging, edge } = useItemDrag({ row, handle, item, items, enabled: may.edit, onPlace: deeds.place });
  return (
    <li
      ref={row} className={classes.row} data-done={item.done || undefined} data-dragging={dragging || undefined}
      data-edge={edge ?? undefined}
    >
      {may.edit && <span ref={handle} className={classes.handle} aria-hidden><IconGripVertical size={14} /></span>}
      <Checkbox
        className={classes.box} size="xs" checked={item.done} disabled={!may.edit} aria-label={item.title}
        onChange={(event) => deeds.tick(event.currentTarget.checked)}
      />
      {may.edit ? <Words item={item} deeds={deeds} /> : <span className={classes.words} dir="auto">{item.title}</span>}
      {may.edit && <RowMenu item={item} deeds={deeds} first={items[0] === item} last={items.at(-1) === item} />}
    </li>
  );
}

type Deeds = ReturnType<typeof useItem>;

function Words({ item, deeds }: { item: Item; deeds: Deeds }) {
  const [draft, setDraft] = useState<string | null>(null);
  const dropped = useRef(false);
  const submit = () => {
    const text = draft?.trim() ?? '';
    const keep = draft === null || dropped.current || text === item.title;
    dropped.current = false;
    if (keep) return setDraft(null);
    if (text === '') {
      setDraft(null);
      return deeds.remove();
    }
    deeds.rename(text).then(() => setDraft(null), () => undefined);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const move = { ArrowUp: -1, ArrowDown: 1 } as const;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      deeds.move(move[event.key]);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      deeds.tick(!item.done);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.currentTarget.blur();
      document.getElementById(IDS.item)?.focus();
    } else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      dropped.current = true;
      event.currentTarget.blur();
    }
  };
  return (
    <Textarea
      id={fieldId(item)} flex={1} variant="unstyled" autosize minRows={1} maxRows={10} dir="auto" maxLength={500}
      aria-label={t('task.itemWords')} value={draft ?? item.title}
      onChange={(event) => setDraft(event.currentTarget.value.replaceAll('\n', ' '))} onBlur={submit} onKeyDown={press}
    />
  );
}

function RowMenu({ item, deeds, first, last }: { item: Item; deeds: Deeds; first: boolean; last: boolean }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" mt={3} aria-label={t('task.itemMenu', { title: item.title })}><IconDots size={16} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp size={16} aria-hidden />} disabled={first} onClick={() => deeds.move(-1)}>{t('task.itemUp')}</Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} aria-hidden />} disabled={last} onClick={() => deeds.move(1)}>{t('task.itemDown')}</Menu.Item>
        <Menu.Item color={DANGER} leftSection={<IconTrash size={16} aria-hidden />} onClick={deeds.remove}>{t('common.delete')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
