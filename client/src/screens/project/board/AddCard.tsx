// Adding a card where it shall stand: one title after the other, Enter adds and goes on.
import { Button, CloseButton, Group, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { settle } from '~/data/cards';
import { newTasks, useCreateTask } from '~/data/newTask';
import { useLetters } from '~/data/outbox';
import { t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { useDirty } from '~/shell/dirty';
import { toastFailure } from '~/ui/toast';
import classes from './Board.module.css';

export interface NewPlace {
  project: number;
  state: number;
  goal: number | null;
  assignee: number | null;
  after?: number;
  before?: number;
}

interface AddCardProps {
  place: NewPlace;
  stateName: string;
  onClose: () => void;
}

export function AddCard({ place, stateName, onClose }: AddCardProps) {
  const create = useCreateTask();
  const [title, setTitle] = useState('');
  const onTheWay = useLetters(newTasks).filter(({ input, state }) =>
    input.project === place.project && input.body.state === place.state && state !== 'refused');
  const input = useRef<HTMLTextAreaElement>(null);
  useDirty(title.trim() !== '');

  const add = () => {
    const wanted = title.replace(/\s+/g, ' ').trim();
    if (wanted === '') return;
    setTitle('');
    const { project, state, goal, assignee, before } = place;
    // Behind what is still on its way, which has no name yet: at the end, where that goes.
    const after = onTheWay.length > 0 ? undefined : place.after;
    const body = {
      title: wanted, state, after, before, goal_id: goal, assignee_ids: assignee === null ? [] : [assignee],
    };
    create.mutateAsync({ project, body }).then(
      (task) => {
        settle(task);
        announce(t('board.added', { title: wanted, state: stateName }));
      },
      (error: unknown) => {
        toastFailure(t('board.notAdded', { title: wanted }), error);
        // What was typed stays, unless the next title is being typed.
        setTitle((now) => (now === '' ? wanted : now));
      },
    );
    input.current?.focus();
  };
  return (
    <form
      className={classes.adding}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      {onTheWay.map(({ key, input }) => <div key={key} className={classes.waiting} aria-hidden dir="auto">{input.body.title}</div>)}
      <Textarea
        ref={input} autosize minRows={2} maxRows={6} maxLength={200} autoFocus dir="auto" value={title}
        aria-label={t('board.newTitle', { state: stateName })} placeholder={t('board.newTitleHint')}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            add();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            onClose();
          }
        }}
      />
      <Group gap="xs" mt={6}>
        <Button type="submit" size="compact-md" disabled={title.trim() === ''}>{t('board.addCard')}</Button>
        <CloseButton aria-label={t('common.close')} onClick={onClose} />
      </Group>
    </form>
  );
}

/** The button at the foot of a column that opens it. */
export function AddButton({ stateName, onClick }: { stateName: string; onClick: () => void }) {
  return (
    <button type="button" className={classes.add} data-add onClick={onClick} aria-label={t('board.addTo', { state: stateName })}>
      <IconPlus size={16} aria-hidden />
      {t('board.addCard')}
    </button>
  );
}
