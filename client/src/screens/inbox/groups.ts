// Notices of the same task stand together, where the newest of them is.
import type { Notice } from '~/data/inbox';

export interface NoticeGroup {
  key: string;
  /** The newest first. */
  notices: Notice[];
  first: Notice;
  unread: boolean;
}

export function groupNotices(notices: Notice[]): NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>();
  for (const notice of notices) {
    const key = notice.task === null ? `notice${notice.id}` : `task${notice.task.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, notices: [notice], first: notice, unread: notice.read_at === null });
    else {
      group.notices.push(notice);
      group.unread ||= notice.read_at === null;
    }
  }
  return [...groups.values()];
}

export function idsOf(groups: NoticeGroup[]): number[] {
  return groups.flatMap((group) => group.notices.map((notice) => notice.id));
}
