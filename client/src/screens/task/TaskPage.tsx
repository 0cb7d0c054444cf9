// A task at an address of its own.
import { useNavigate, useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { taskIdQuery, taskQuery } from '~/data/tasks';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { useTitle } from '~/ui/Screen';
import { Head } from './Head';
import { taskRoute } from './routes';
import classes from './Task.module.css';
import { TaskView } from './TaskView';

export function TaskPage() {
  const { company } = useCompany();
  const navigate = useNavigate();
  const number = Number(useParams({ from: taskRoute.id }).number);
  const valid = Number.isSafeInteger(number) && number > 0;
  const id = useQuery({ ...taskIdQuery(company.id, number), enabled: valid });
  const task = useQuery({ ...taskQuery(id.data ?? 0), enabled: id.data !== undefined });
  useTitle(task.data === undefined ? t('task.task') : `#${number} ${task.data.value.title}`);
  if (!valid) return <Failure notFound page />;
  const leave = () => void navigate({ to: '/c/$company', params: { company: company.slug } });
  return (
    <div className={classes.page}>
      <TaskView key={number} number={number} place="page" leave={leave} head={<Head />} />
    </div>
  );
}
