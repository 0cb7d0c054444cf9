// One comment: who said it and when; its author may change it, its author and admins may delete it.
import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { IconDots, IconLink, IconPencil, IconQuote, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { isStatus } from '~/api/problem';
import { type Comment, useDeleteComment, useEditComment, useRestoreComment } from '~/data/comments';
import { useMe } from '~/data/session';
import { formatInstant, t } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { Editor, hasDraft, useDraft } from '~/ui/Editor';
import { Face } from '~/ui/Person';
import { Time } from '~/ui/Time';
import { DANGER } from '~/ui/danger';
import { toast, toastFailure, toastUndoable } from '~/ui/toast';
import { copyText } from './clipboard';
import classes from './Comments.module.css';
import { useHere } from './context';
import { addressOf } from './Head';
import { Rendered } from './Rendered';

export function CommentRow({ comment }: { comment: Comment }) {
  const { may } = useHere();
  const me = useMe().user.id;
  const own = comment.author.id === me;
  const [editing, setEditing] = useState(() => own && hasDraft(`edit.${me}.${comment.id}`));
  return (
    <li id={`comment-${comment.id}`} tabIndex={-1} className={classes.comment}>
      <Face person={comment.author} size={30} />
      <div className={classes.said}>
        <Group gap={6} wrap="nowrap" mih={26}>
          <Text size="sm" fw={600} truncate dir="auto">{comment.author.name}</Text>
          <Text size="xs" c="dimmed" className={classes.when}><Time at={comment.created_at} /></Text>
          {comment.edited_at !== null && (
            <Text size="xs" c="dimmed" title={formatInstant(comment.edited_at)}>{t('task.commentEdited')}</Text>
          )}
          <CommentMenu comment={comment} own={own && may.talk} mayDelete={may.talk && (own || may.moderate)} onEdit={() => setEditing(true)} />
        </Group>
        {editing && own ? <Editing comment={comment} onDone={() => setEditing(false)} /> : <Rendered html={comment.html} />}
      </div>
    </li>
  );
}

function Editing({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const { task } = useHere();
  const me = useMe().user.id;
  const edit = useEditComment(task.id);
  const [text, setText, clear] = useDraft(`edit.${me}.${comment.id}`, comment.text);
  useDirty(text !== comment.text);
  const done = () => {
    clear();
    onDone();
  };
  const submit = () => {
    if (text.trim() === '' || text === comment.text) return done();
    edit.mutateAsync({ comment, text: text.trim() }).then(done, (error: unknown) => {
      if (isStatus(error, 412)) toast(t('task.commentClash'));
      else toastFailure(t('task.commentNotSaved'), error);
    });
  };
  return (
    <Editor
      label={t('task.commentEdit')} value={text} onChange={setText} project={task.project_id} task={task.id} autoFocus
      onSubmit={submit} onCancel={text === comment.text ? done : undefined}
      foot={
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={done}>{t('common.cancel')}</Button>
          <Button size="compact-sm" loading={edit.isPending} onClick={submit}>{t('common.save')}</Button>
        </Group>
      }
    />
  );
}

interface CommentMenuProps {
  comment: Comment;
  own: boolean;
  mayDelete: boolean;
  onEdit: () => void;
}

function CommentMenu({ comment, own, mayDelete, onEdit }: CommentMenuProps) {
  const { task, company } = useHere();
  const remove = useDeleteComment(task.id);
  const restore = useRestoreComment(task.id);
  const link = `${addressOf(company.slug, task.number)}#comment-${comment.id}`;
  const drop = () => {
    remove.mutateAsync(comment.id).then(
      () => toastUndoable(t('task.commentDeleted'), () => {
        restore.mutateAsync(comment.id).catch((error: unknown) => toastFailure(t('task.commentNotRestored'), error));
      }),
      (error: unknown) => toastFailure(t('task.commentNotDeleted'), error),
    );
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" ml="auto" aria-label={t('task.commentMenu', { name: comment.author.name })}><IconDots size={16} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => void copyText(link, t('task.linkCopied'))}>{t('task.copyLink')}</Menu.Item>
        <Menu.Item leftSection={<IconQuote size={16} aria-hidden />} onClick={() => void copyText(comment.text, t('common.copied'))}>{t('task.commentCopy')}</Menu.Item>
        {own && <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>{t('common.edit')}</Menu.Item>}
        {mayDelete && <Menu.Item color={DANGER} leftSection={<IconTrash size={16} aria-hidden />} onClick={drop}>{t('common.delete')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
