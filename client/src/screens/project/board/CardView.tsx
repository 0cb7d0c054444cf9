// A card: what a task is at a glance. Plain elements, since a board shows hundreds.
import { IconListCheck, IconMessage, IconPaperclip, IconSubtask } from '@tabler/icons-react';
import { memo, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Card } from '~/data/board';
import { formatDayLong, formatDayNear, formatNumber, t } from '~/i18n';
import { dueState } from '~/ui/DueDate';
import due from '~/ui/DueDate.module.css';
import { PriorityIcon } from '~/ui/Pickers/marks';
import { MiniFace } from '../tasks/MiniFace';
import classes from './Card.module.css';
import { useCardDrag } from './drag';
import { type BoardRoom, useRoom } from './room';
import { listKey, useCardState } from './store';

interface CardViewProps {
  card: Card;
  lane: string;
  keyOf: string;
}

/** The place in the list is the list's: a move gives every card below another place and the same looks. */
export const CardView = memo(function CardView({ card, lane, keyOf }: CardViewProps) {
  const room = useRoom();
  const article = useRef<HTMLElement>(null);
  const edge = useCardDrag(article, card, lane, room);
  const link = useRef<HTMLAnchorElement>(null);
  const { current, selected, dragging } = useCardState(room.store, keyOf, card.id);
  useWantedFocus(link, listKey(lane, card.state_id), keyOf, room);
  const reach = current ? 0 : -1;
  return (
    <article
      ref={article} className={classes.card} data-selected={selected || undefined} data-dragging={dragging || undefined}
      data-edge={edge ?? undefined} data-closed={card.closed_at !== null || undefined}
    >
      <div className={classes.head}>
        <span className={classes.number}>#{card.number}</span>
        {card.priority !== 'none' && <PriorityIcon priority={card.priority} named />}
        <span className={classes.grow} />
        {room.editable && (
          <input
            type="checkbox" className={classes.tick} checked={selected} tabIndex={reach} data-select
            aria-label={t('board.select', { title: card.title })} onChange={() => room.store.toggle(card.id)}
          />
        )}
        <button
          type="button" className={classes.dots} tabIndex={reach} data-menu aria-haspopup="menu"
          aria-label={t('board.cardMenu', { title: card.title })}
          onClick={(event) => room.openMenu(card, keyOf, event.currentTarget)}
        />
      </div>
      <a
        ref={link} className={classes.title} href={`/c/${room.company.slug}/tasks/${card.number}`} dir="auto"
        draggable={false} tabIndex={reach} data-open={card.number} data-task-number={card.number}
        title={card.title.length > 90 ? card.title : undefined}
        aria-keyshortcuts={room.editable ? 'Enter Space M Control+ArrowUp Control+ArrowDown Control+ArrowLeft Control+ArrowRight' : undefined}
      >
        {card.title}
      </a>
      <Labels card={card} room={room} />
      <Foot card={card} room={room} />
    </article>
  );
});

/** Takes the browser's focus when the board wants it here, unless somebody is elsewhere by now. */
function useWantedFocus(link: RefObject<HTMLAnchorElement | null>, list: string, key: string, { store }: BoardRoom): void {
  const take = useCallback(() => {
    const { wanted } = store;
    const element = link.current;
    if (wanted?.key !== key || wanted.list !== list || element === null || Date.now() > wanted.until) return;
    const active = document.activeElement;
    if (active === element) return;
    if (active !== null && active !== document.body && active.closest('[data-key]') === null) return;
    element.focus({ preventScroll: true });
    element.closest('li')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [link, list, key, store]);
  useLayoutEffect(take);
  useEffect(() => store.subscribe(() => queueMicrotask(take)), [store, take]);
}

function Labels({ card, room }: { card: Card; room: BoardRoom }) {
  const labels = card.label_ids.map((id) => room.labels.get(id)).filter((label) => label !== undefined);
  if (labels.length === 0) return null;
  return (
    <ul className={classes.labels} aria-label={t('board.labels')}>
      {labels.slice(0, 4).map((label) => (
        <li key={label.id} className={classes.label} title={label.name}>
          <span className={classes.dot} style={{ background: label.colour }} aria-hidden />
          <span dir="auto">{label.name}</span>
        </li>
      ))}
      {labels.length > 4 && <li className={classes.label}>+{labels.length - 4}</li>}
    </ul>
  );
}

function Foot({ card, room }: { card: Card; room: BoardRoom }) {
  const people = card.assignee_ids.map((id) => room.people.get(id)).filter((person) => person !== undefined);
  const { checklist, subtasks } = card;
  const goal = card.goal_id === null || room.laneBy === 'goal' ? undefined : room.goals.get(card.goal_id);
  const bare = card.due_on === null && card.comment_count === 0 &&
    card.attachment_count === 0 && checklist.total === 0 && subtasks.total === 0;
  // Beside the faces there is room where nothing else stands.
  const beside = bare && people.length > 0;
  const named = goal !== undefined && <div className={classes.goal} title={goal.title} dir="auto">{goal.title}</div>;
  return (
    <>
      {!beside && named}
      {(!bare || beside) && (
        <div className={classes.foot}>
          {beside && named}
          {card.due_on !== null && <Due on={card.due_on} closed={card.closed_at !== null} today={room.today} />}
          <Count icon={IconListCheck} shown={checklist.total > 0} text={`${checklist.done}/${checklist.total}`}
            label={t('board.checklist', { done: checklist.done, total: checklist.total })} />
          <Count icon={IconSubtask} shown={subtasks.total > 0} text={`${subtasks.done}/${subtasks.total}`}
            label={t('board.subtasks', { done: subtasks.done, total: subtasks.total })} />
          <Count icon={IconMessage} shown={card.comment_count > 0} text={formatNumber(card.comment_count)}
            label={t('board.comments', { count: card.comment_count })} />
          <Count icon={IconPaperclip} shown={card.attachment_count > 0} text={formatNumber(card.attachment_count)}
            label={t('board.files', { count: card.attachment_count })} />
          {people.length > 0 && (
            <span className={classes.people} role="img" aria-label={t('board.assignees', { names: people.map((p) => p.name).join(', ') })}>
              {people.slice(0, 3).map((person) => (
                <MiniFace key={person.id} name={person.name} picture={person.avatar_url} />
              ))}
              {people.length > 3 && <span className={classes.more}>+{people.length - 3}</span>}
            </span>
          )}
        </div>
      )}
    </>
  );
}

function Due({ on, closed, today }: { on: string; closed: boolean; today: string }) {
  const state = dueState(on, closed, today);
  return (
    <span className={due.due} data-state={state} title={formatDayLong(on)}>
      <time dateTime={on}>{formatDayNear(on, today)}</time>
      {state === 'late' && <span className={due.late}>{t('common.late')}</span>}
    </span>
  );
}

interface CountProps {
  icon: typeof IconMessage;
  shown: boolean;
  text: string;
  label: string;
}

function Count({ icon: IconOf, shown, text, label }: CountProps) {
  if (!shown) return null;
  return (
    <span className={classes.count} role="img" aria-label={label} title={label}>
      <IconOf size={14} aria-hidden />
      {text}
    </span>
  );
}
