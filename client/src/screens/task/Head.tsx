// The line over a task: where it is, who looks at it too, and what can be done with all of it.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsDiagonal, IconLink, IconX } from '@tabler/icons-react';
import { t } from '~/i18n';
import { ActionIconLink, AnchorLink } from '~/ui/links';
import { copyText } from './clipboard';
import { useHere } from './context';
import { Presence } from './Presence';
import classes from './Task.module.css';
import { TaskMenu } from './TaskMenu';
import { useTaskCommands } from './taskCommands';

export function addressOf(company: string, number: number): string {
  return `${window.location.origin}/c/${company}/tasks/${number}`;
}

export function Head() {
  const { task, project, company, place, leave } = useHere();
  useTaskCommands();
  const params = { company: company.slug, number: String(task.number) };
  return (
    <div className={classes.head}>
      <div className={classes.crumbs}>
        {project !== undefined && (
          <>
            <span className={classes.dot} style={{ background: project.colour }} aria-hidden />
            <AnchorLink
              to="/c/$company/p/$project" params={{ company: company.slug, project: project.slug }}
              c="inherit" size="sm" className={classes.cut} title={project.name} dir="auto"
            >
              {project.name}
            </AnchorLink>
          </>
        )}
        <span>#{task.number}</span>
      </div>
      <Presence />
      <Tooltip label={t('task.copyLink')}>
        <ActionIcon size="lg" aria-label={t('task.copyLink')} onClick={() => void copyText(addressOf(company.slug, task.number), t('task.linkCopied'))}>
          <IconLink size={18} />
        </ActionIcon>
      </Tooltip>
      {place === 'panel' && (
        <Tooltip label={t('task.openPage')}>
          <ActionIconLink size="lg" to="/c/$company/tasks/$number" params={params} aria-label={t('task.openPage')}>
            <IconArrowsDiagonal size={18} />
          </ActionIconLink>
        </Tooltip>
      )}
      <TaskMenu />
      {place === 'panel' && (
        <Tooltip label={t('task.closePanel')}>
          <ActionIcon size="lg" aria-label={t('task.closePanel')} onClick={leave}><IconX size={18} /></ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
