// The checklist: write, tick, put in order, delete; several pasted lines become several items.
import { ActionIcon, Button, Progress, Textarea, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { checklistQuery, type Item, keyOf, notAdded, useAddItems } from '~/data/checklists';
import { formatNumber, t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { ChecklistRow } from './ChecklistRow';
import { useHere } from './context';
import { Section } from './Section';
import classes from './Task.module.css';
import { IDS } from './taskCommands';

/** The items of a pasted text: a line each, without the marks of lists. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+]\s+)?(?:\[[ xX]\]\s+)?(?:\d+[.)]\s+)?/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.slice(0, 500));
}

export function Checklist() {
  const { task, may, place } = useHere();
  const { data: items, error, refetch } = useQuery(checklistQuery(task.id));
  const [begun, setBegun] = useState(false);
  if (error !== null && items === undefined) {
    return <Section title={t('task.checklist')}><Failure error={error} retry={() => void refetch()} /></Section>;
  }
  if (items === undefined) return task.checklist.total > 0 ? <Rows count={Math.min(task.checklist.total, 8)} height={26} /> : null;
  if (items.length === 0 && (!may.edit || !begun)) {
    if (!may.edit) return null;
    return (
      <div>
        <Button
          id={IDS.item} size="compact-sm" variant="subtle" color="gray" fw={500} leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            setBegun(true);
            setTimeout(() => document.getElementById(IDS.item)?.focus(), 0);
          }}
        >
          {t('task.checklistBegin')}
        </Button>
      </div>
    );
  }
  const done = items.filter((item) => item.done).length;
  const share = items.length === 0 ? 0 : (100 * done) / items.length;
  return (
    <Section title={t('task.checklist')} count={`${formatNumber(done)} / ${formatNumber(items.length)}`}>
      <Progress value={share} size={4} mb={6} color={share === 100 ? 'teal' : undefined} aria-label={t('task.checklistDone')} />
      <ul className={classes.rows}>
        {items.map((item, at) => (
          <Fragment key={keyOf(item)}>
            {item.section !== '' && item.section !== items[at - 1]?.section && (
              <li><Title order={place === 'page' ? 3 : 4} size="xs" c="dimmed" mt={6} dir="auto">{item.section}</Title></li>
            )}
            <ChecklistRow item={item} items={items} />
          </Fragment>
        ))}
      </ul>
      {may.edit && <AddItem last={items.at(-1)} />}
    </Section>
  );
}

function AddItem({ last }: { last: Item | undefined }) {
  const { task } = useHere();
  const add = useAddItems(task.id);
  const [text, setText] = useState('');
  const submit = (wanted: string) => {
    const titles = linesOf(wanted);
    if (titles.length === 0) return;
    setText('');
    announce(t('task.itemsAdded', { count: titles.length }));
    const addition = { titles, section: last?.section ?? '' };
    // What could not be added comes back into the field, before what was typed since.
    add.mutateAsync(addition).catch(() => setText((since) => [...notAdded(addition), ...(since === '' ? [] : [since])].join('\n')));
  };
  return (
    <div className={classes.row}>
      <ActionIcon size="sm" mt={4} aria-label={t('task.itemAdd')} onClick={() => submit(text)}><IconPlus size={16} /></ActionIcon>
      <Textarea
        id={IDS.item} flex={1} variant="unstyled" autosize minRows={1} maxRows={8} dir="auto" value={text}
        aria-label={t('task.itemNew')} placeholder={t('task.itemNew')}
        onChange={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain');
          if (text !== '' || linesOf(pasted).length < 2) return;
          event.preventDefault();
          submit(pasted);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit(text);
        }}
      />
    </div>
  );
}
