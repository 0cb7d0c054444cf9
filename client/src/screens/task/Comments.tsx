// What was said, oldest first, and the place to say more. What is typed is kept until it is sent.
import { Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { commentsQuery, newComments, useAddComment } from '~/data/comments';
import { useLetters } from '~/data/outbox';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { tellTyping } from '~/live/presence';
import { announce } from '~/shell/announcer';
import { useDirty } from '~/shell/dirty';
import { isApple } from '~/shell/platform';
import { Editor, Preview, useDraft } from '~/ui/Editor';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Face } from '~/ui/Person';
import { toastFailure } from '~/ui/toast';
import { CommentRow } from './CommentRow';
import classes from './Comments.module.css';
import { useHere } from './context';
import { IDS } from './taskCommands';

export function Comments() {
  const { task, may } = useHere();
  const list = useInfiniteQuery(commentsQuery(task.id));
  const onTheWay = useLetters(newComments).filter(({ input, state }) => input.task === task.id && state !== 'refused');
  useLinked(list.data !== undefined);
  if (list.data === undefined) {
    return list.error === null ? <Rows count={2} height={56} /> : <Failure error={list.error} retry={() => void list.refetch()} />;
  }
  const comments = list.data.pages.flatMap((page) => page.items).reverse();
  return (
    <Stack gap="md">
      {list.hasNextPage && (
        <Button size="compact-sm" variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('task.commentsEarlier')}
        </Button>
      )}
      {comments.length === 0 && onTheWay.length === 0 && <Text size="sm" c="dimmed">{t(may.talk ? 'task.commentsEmpty' : 'task.commentsNone')}</Text>}
      <ol className={classes.comments}>
        {comments.map((comment) => <CommentRow key={comment.id} comment={comment} />)}
        {onTheWay.map(({ key, input, state }) => <Pending key={key} text={input.text} kept={state === 'waiting'} />)}
      </ol>
      {may.talk && <AddComment />}
    </Stack>
  );
}

/** Goes to the comment that the address names. */
function useLinked(read: boolean): void {
  const done = useRef(false);
  useEffect(() => {
    if (!read || done.current) return;
    done.current = true;
    const id = /^#comment-\d+$/.exec(window.location.hash)?.[0].slice(1);
    const element = id === undefined ? null : document.getElementById(id);
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  }, [read]);
}

/** What is on its way. */
function Pending({ text, kept }: { text: string; kept: boolean }) {
  const { user } = useMe();
  return (
    <li className={classes.comment} data-pending>
      <Face person={user} size={30} />
      <div className={classes.said}>
        <Text size="xs" c="dimmed">{t(kept ? 'task.commentKept' : 'task.commentSending')}</Text>
        <Preview text={text} />
      </div>
    </li>
  );
}

function AddComment() {
  const { task } = useHere();
  const { mutateAsync: send } = useAddComment();
  const { user } = useMe();
  const [text, setText, clear] = useDraft(`comment.${user.id}.${task.id}`);
  const latest = useRef(text);
  latest.current = text;
  useDirty(text.trim() !== '');
  const submit = () => {
    const wanted = text.trim();
    if (wanted === '') return;
    clear();
    tellTyping(task.id, false);
    send({ task: task.id, text: wanted }).then(
      () => announce(t('task.commentSent')),
      (error: unknown) => {
        // Before what has been typed since.
        setText([wanted, latest.current].filter((part) => part.trim() !== '').join('\n\n'));
        toastFailure(t('task.commentNotSent'), error);
      },
    );
  };
  return (
    <div id={IDS.comment} tabIndex={-1} onFocus={(event) => {
      // The key that leads here means the text, not the frame around it.
      if (event.target === event.currentTarget) event.currentTarget.querySelector('textarea')?.focus();
    }}>
      <Editor
        label={t('task.commentNew')} placeholder={t('task.commentHint')} value={text} onChange={setText}
        project={task.project_id} task={task.id} minRows={2} onSubmit={submit} onTyping={() => tellTyping(task.id, true)}
        foot={
          <>
            <Text size="xs" c="dimmed" className={classes.hint} visibleFrom="sm">
              <Kbd size="xs">{isApple ? '⌘' : 'Ctrl'}</Kbd> <Kbd size="xs">{t('task.enter')}</Kbd> {t('task.commentKeys')}
            </Text>
            <Group gap="xs">
              {text.trim() !== '' && <Button size="compact-sm" variant="subtle" color="gray" fw={500} onClick={clear}>{t('task.discard')}</Button>}
              <Button size="compact-sm" disabled={text.trim() === ''} onClick={submit}>{t('task.commentSend')}</Button>
            </Group>
          </>
        }
      />
    </div>
  );
}
