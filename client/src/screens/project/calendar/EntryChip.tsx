// A task on a day: opened by a press, moved by drag, by keys, or from its menu.
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconAlarm, IconDots, IconPlayerPlay } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { addDays, t } from '~/i18n';
import { PriorityIcon } from '~/ui/Pickers/marks';
import classes from './Calendar.module.css';
import type { Entry } from './days';
import { type CalendarRoom, useCalendarRoom } from './room';

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Under which key an entry is found again after it moved. */
export function entryId({ task, kind }: Entry): string {
  return `entry-${kind}-${task.id}`;
}

function press(event: KeyboardEvent, entry: Entry, day: string | null, room: CalendarRoom): void {
  const step = STEPS[event.key];
  if (!room.editable || step === undefined || !(event.ctrlKey || event.altKey || event.metaKey)) return;
  event.preventDefault();
  room.move(entry, addDays(day ?? room.today, day === null ? 0 : step));
}

export function EntryChip({ entry, day }: { entry: Entry; day: string | null }) {
  const room = useCalendarRoom();
  const element = useRef<HTMLLIElement>(null);
  const [dragging, setDragging] = useState(false);
  const { task, kind } = entry;
  const latest = useRef(entry);
  latest.current = entry;
  useEffect(() => {
    if (element.current === null || !room.editable) return;
    return draggable({
      element: element.current,
      getInitialData: () => ({ kind: 'entry', entry: latest.current, day }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [room.editable, day]);
  const late = task.closed_at === null && task.due_on !== null && task.due_on < room.today && kind === 'due';
  return (
    <li ref={element} className={classes.entry} data-kind={kind} data-late={late || undefined}
      data-closed={task.closed_at !== null || undefined} data-dragging={dragging || undefined}>
      <a
        id={entryId(entry)} href={`/c/${room.company.slug}/tasks/${task.number}`} className={classes.entryLink} dir="auto" draggable={false}
        title={task.title} data-task-number={task.number} onKeyDown={(event) => press(event, entry, day, room)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          room.open(task);
        }}
      >
        {kind === 'start' && <IconPlayerPlay size={11} role="img" aria-label={t('calendar.starts')} className={classes.mark} />}
        {(task.priority === 'urgent' || task.priority === 'high') && <PriorityIcon priority={task.priority} size={12} named />}
        <span className={classes.entryTitle}>{task.title}</span>
        {late && <span className={classes.lateWord}><IconAlarm size={13} aria-hidden /><span>{t('common.late')}</span></span>}
      </a>
      {room.editable && (
        <button type="button" className={classes.entryMenu} aria-label={t('board.cardMenu', { title: task.title })} aria-haspopup="menu"
          onClick={(event) => room.openMenu(entry, day, event.currentTarget)}>
          <IconDots size={14} aria-hidden />
        </button>
      )}
    </li>
  );
}

/** Makes a day, or the tray, something to drop on. Returns whether an entry is over it. */
export function useDayDrop(element: RefObject<HTMLElement | null>, day: string | null, room: CalendarRoom): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (element.current === null || !room.editable) return;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => source.data.kind === 'entry' && source.data.day !== day,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        const { entry } = source.data;
        if (isEntry(entry)) room.move(entry, day);
      },
    });
  }, [element, day, room]);
  return over;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'task' in value && 'kind' in value;
}
