// What a notice says, and why I was told, in words.
import type { Notice } from '~/data/inbox';
import { formatDayNear, t } from '~/i18n';
import { withoutMarks } from '~/ui/plainText';

export function sayNotice(notice: Notice): string {
  const name = notice.actor?.name ?? 'Blimp';
  if (notice.kind === 'closed' && notice.event.name.startsWith('task.reopened')) return t('inbox.kind_reopened', { name });
  if (notice.kind === 'review') {
    if (notice.event.name.startsWith('task.approved')) return t('inbox.kind_approved', { name });
    if (notice.event.name.startsWith('task.returned')) return t('inbox.kind_returned', { name });
  }
  return t(`inbox.kind_${notice.kind}`, { name });
}

export function sayReason(reason: Notice['reason']): string {
  return t(`inbox.reason_${reason}`);
}

/** The words of a notice without the marks of Markdown; a date as people write it. */
export function sayExcerpt({ kind, excerpt }: Pick<Notice, 'kind' | 'excerpt'>): string {
  const day = kind === 'due_soon' ? /\d{4}-\d{2}-\d{2}/.exec(excerpt)?.[0] : undefined;
  if (day !== undefined) return formatDayNear(day);
  return withoutMarks(excerpt);
}
