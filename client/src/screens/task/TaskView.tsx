// Everything about a task, for the panel and for its own page.
import { Skeleton, Stack, Title as Heading, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { taskIdQuery, taskQuery } from '~/data/tasks';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Banner } from './Banner';
import { Checklist } from './Checklist';
import { HereProvider, useHere } from './context';
import { Fields } from './Fields';
import { Files } from './Files';
import { Notes } from './Notes';
import { Subtasks } from './Subtasks';
import { Talk } from './Talk';
import classes from './Task.module.css';
import { TaskTitle } from './TaskTitle';

interface TaskViewProps {
  number: number;
  place: 'panel' | 'page';
  leave: () => void;
  /** What stands over it: numbers, buttons. */
  head: ReactNode;
}

export function TaskView({ number, place, leave, head }: TaskViewProps) {
  const { company } = useCompany();
  const id = useQuery(taskIdQuery(company.id, number));
  const task = useQuery({ ...taskQuery(id.data ?? 0), enabled: id.data !== undefined });
  const error = id.error ?? task.error;
  // The panel is there at once; all that is in it is drawn behind that, and a key is heard meanwhile.
  const drawn = useDeferredValue(task.data !== undefined, false);
  if (task.data !== undefined && drawn) {
    return (
      <HereProvider task={task.data.value} etag={task.data.etag} place={place} leave={leave}>
        {head}
        <Body />
      </HereProvider>
    );
  }
  if (error !== null) {
    return <Failure error={error} page={place === 'page'} retry={() => void (id.data === undefined ? id.refetch() : task.refetch())} />;
  }
  return <Waiting />;
}

function Waiting() {
  return (
    <div className={classes.body} aria-busy>
      <VisuallyHidden role="status">{t('common.loading')}</VisuallyHidden>
      <Skeleton height={30} width="70%" my="md" />
      <Rows count={5} height={22} />
      <Skeleton height={90} mt="lg" />
    </div>
  );
}

function Body() {
  const { task, place } = useHere();
  return (
    <div className={classes.body}>
      <VisuallyHidden><Heading order={place === 'page' ? 1 : 2} id="task-title">{`#${task.number} ${task.title}`}</Heading></VisuallyHidden>
      <Banner />
      <TaskTitle key={task.id} />
      <div className={classes.columns}>
        <Fields />
        <Stack gap="lg" className={classes.main}>
          <Notes key={task.id} />
          <Checklist />
          <Subtasks />
          <Files />
          <Talk />
        </Stack>
      </div>
    </div>
  );
}
