// One thing that was found. The server marks the matches; its HTML is escaped but for <mark>.
import { Text } from '@mantine/core';
import { IconCheckbox, IconFile, IconMessage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Project } from '~/data/projects';
import type { Hit } from '~/data/search';
import type { Task } from '~/data/tasks';
import { t } from '~/i18n';
import { withoutMarks } from '~/ui/plainText';
import classes from './Search.module.css';

const ICONS = { task: IconCheckbox, comment: IconMessage, file: IconFile } as const;

/** Arrow keys go from hit to hit, and from the first one back to the field. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLElement>('[data-hit]')];
  const next = all[all.indexOf(event.currentTarget) + step];
  if (next !== undefined) next.focus();
  else if (step < 0) document.querySelector<HTMLElement>('input[type="search"]')?.focus();
}

interface RowProps {
  number: number;
  hash?: string;
  icon: keyof typeof ICONS;
  project: Project | undefined;
  title: ReactNode;
  about?: ReactNode;
}

function Row({ number, hash, icon, project, title, about }: RowProps) {
  const IconOf = ICONS[icon];
  return (
    <li>
      <Link to="." search={(before) => ({ ...before, task: number })} hash={hash} className={classes.hit} data-hit data-task-number={number} onKeyDown={walk}>
        <IconOf size={18} stroke={1.6} role="img" aria-label={t(`search.kind_one_${icon}`)} className={classes.icon} />
        <span className={classes.words}>
          {title}
          {about}
          <Text span size="xs" c="dimmed" className={classes.where}>
            #{number}
            {project !== undefined && <><span className={classes.dot} style={{ background: project.colour }} aria-hidden /><bdi>{project.name}</bdi></>}
          </Text>
        </span>
      </Link>
    </li>
  );
}

export function HitRow({ hit, project }: { hit: Hit; project: Project | undefined }) {
  const own = hit.kind === 'task';
  const title = own || hit.kind === 'file'
    ? <span className={classes.title} dir="auto" dangerouslySetInnerHTML={{ __html: hit.title_html }} />
    : <span className={classes.title} dir="auto">{hit.task.title}</span>;
  return (
    <Row
      number={hit.task.number} icon={hit.kind} project={project} title={title}
      hash={hit.comment_id === null ? undefined : `comment-${hit.comment_id}`}
      about={
        <>
          {hit.kind === 'file' && <Text span size="sm" c="dimmed" dir="auto">{hit.task.title}</Text>}
          {hit.snippet !== '' && <span className={classes.snippet} dir="auto" dangerouslySetInnerHTML={{ __html: withoutMarks(hit.snippet) }} />}
        </>
      }
    />
  );
}

/** The task that `#42` asked for. */
export function NumberRow({ task, project }: { task: Task; project: Project | undefined }) {
  return <Row number={task.number} icon="task" project={project} title={<span className={classes.title} dir="auto">{task.title}</span>} />;
}
