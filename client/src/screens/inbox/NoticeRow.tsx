// What I was told about one task: the newest first, and what I can do with it.
import { ActionIcon, Checkbox, Text, Tooltip } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconBell, IconClock, IconMail, IconMailOpened } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Notice, type Shelf, useNoticeDeeds } from '~/data/inbox';
import { projectsQuery } from '~/data/projects';
import { useCompany } from '~/hooks';
import { formatInstant, t } from '~/i18n';
import { Face } from '~/ui/Person';
import { Time } from '~/ui/Time';
import { idsOf, type NoticeGroup } from './groups';
import classes from './Inbox.module.css';
import { SnoozeMenu } from './SnoozeMenu';
import { sayExcerpt, sayNotice, sayReason } from './words';
import { WhyTold } from './WhyTold';

/** Whether somebody wrote the words, rather than Blimp. */
function isSaid({ kind }: Notice): boolean {
  return kind !== 'due_soon' && kind !== 'state_changed' && kind !== 'attached';
}

/** So many are said; the rest is a number. */
const SAID = 3;

interface NoticeRowProps {
  group: NoticeGroup;
  shelf: Shelf;
  company: number;
  selected: boolean;
  onSelect: (on: boolean) => void;
}

export function NoticeRow({ group, shelf, company, selected, onSelect }: NoticeRowProps) {
  const change = useNoticeDeeds(company);
  const ids = idsOf([group]);
  const { first, notices, unread } = group;
  return (
    <li className={classes.row} data-unread={unread || undefined} data-selected={selected || undefined}>
      <Checkbox className={classes.mark} checked={selected} aria-label={t('inbox.select', { subject: first.subject })} onChange={(event) => onSelect(event.currentTarget.checked)} />
      <Face person={first.actor ?? { name: 'Blimp' }} size={30} />
      <div className={classes.words}>
        <Open notice={first} group={group.key} onOpen={() => unread && change({ act: 'read', ids }, true)}>
          {unread && <span className={classes.unread}>{t('inbox.isUnread')}</span>}
          {first.task !== null && <span className={classes.number}>#{first.task.number} </span>}
          {first.subject}
        </Open>
        {notices.slice(0, SAID).map((notice) => (
          <Text key={notice.id} size="sm" className={classes.said} dir="auto">
            {sayNotice(notice)}{notice.excerpt !== '' && <span className={classes.excerpt}>: {isSaid(notice) ? `“${sayExcerpt(notice)}”` : sayExcerpt(notice)}</span>}
            {' '}<span className={classes.when}>· <Time at={notice.at} /></span>
          </Text>
        ))}
        <Text size="xs" c="dimmed">
          {sayReason(first.reason)}
          {notices.length > SAID && ` · ${t('inbox.more', { count: notices.length - SAID })}`}
          {first.project !== null && <> · <bdi>{first.project.name}</bdi></>}
          {first.snoozed_until !== null && <> · <IconClock size={12} aria-hidden /> {t('inbox.until', { at: formatInstant(first.snoozed_until) })}</>}
          {first.returned_at !== null && <> · <IconBell size={12} aria-hidden /> {t('inbox.cameBack')}</>}
        </Text>
      </div>
      <div className={classes.acts}>
        <WhyTold notice={first} />
        <Act label={t(unread ? 'inbox.act_read' : 'inbox.act_unread')} onClick={() => change({ act: unread ? 'read' : 'unread', ids }, true)}>
          {unread ? <IconMailOpened size={18} /> : <IconMail size={18} />}
        </Act>
        {shelf === 'snoozed'
          ? <Act label={t('inbox.act_unsnooze')} onClick={() => change({ act: 'unsnooze', ids })}><IconBell size={18} /></Act>
          : shelf !== 'done' && (
            <SnoozeMenu onSnooze={(until) => change({ act: 'snooze', ids, until })}>
              <ActionIcon size="lg" aria-label={t('inbox.act_snooze')} title={t('inbox.act_snooze')} data-snooze><IconClock size={18} /></ActionIcon>
            </SnoozeMenu>
          )}
        {shelf === 'done'
          ? <Act label={t('inbox.act_unarchive')} onClick={() => change({ act: 'unarchive', ids })}><IconArchiveOff size={18} /></Act>
          : <Act label={t('inbox.act_archive')} onClick={() => change({ act: 'archive', ids })}><IconArchive size={18} /></Act>}
      </div>
    </li>
  );
}

function Act({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} onClick={onClick}>{children}</ActionIcon>
    </Tooltip>
  );
}

interface OpenProps {
  notice: Notice;
  group: string;
  onOpen: () => void;
  children: ReactNode;
}

/** To the task, or to the project that it is about. */
function Open({ notice, group, onOpen, children }: OpenProps) {
  const { company } = useCompany();
  const { data: projects } = useQuery(projectsQuery(company.id));
  const look = { className: classes.subject, 'data-row': group, onClick: onOpen, dir: 'auto' } as const;
  if (notice.task !== null) {
    const { number } = notice.task;
    return <Link to="." search={(before) => ({ ...before, task: number })} data-task-number={number} {...look}>{children}</Link>;
  }
  const project = projects?.find((each) => each.id === notice.project_id);
  if (project === undefined) return <Link to="/c/$company" params={{ company: company.slug }} {...look}>{children}</Link>;
  return <Link to="/c/$company/p/$project" params={{ company: company.slug, project: project.slug }} {...look}>{children}</Link>;
}
