// Projects in the trash, and bringing them back.
import { Button, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trashQuery, useRestoreProject } from '~/data/endings';
import type { Project } from '~/data/projects';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import linesClasses from '~/screens/settings/Lines.module.css';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { Time } from '~/ui/Time';
import { toast, toastFailure } from '~/ui/toast';

export function Trash() {
  const { company } = useCompany();
  const { data, error, refetch } = useQuery(trashQuery(company.id));
  return (
    <Screen title={t('company.trash')}>
      <Text size="sm" c="dimmed" mb="md" maw={640}>{t('company.trashText')}</Text>
      {data === undefined && error === null && <Rows height={56} count={3} />}
      {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <Empty icon={IconTrash} title={t('company.trashEmpty')} text={t('company.trashEmptyText')} />}
      <ul className={linesClasses.lines} aria-label={t('company.trash')}>
        {data?.map((project) => <Line key={project.id} project={project} />)}
      </ul>
    </Screen>
  );
}

function Line({ project }: { project: Project }) {
  const { company } = useCompany();
  const restore = useRestoreProject(company.id);
  const back = () =>
    restore.mutate(project.id, {
      onSuccess: () => toast(t('company.broughtBack', { company: project.name })),
      onError: (error) => toastFailure(t('company.notBroughtBack'), error),
    });
  return (
    <li className={linesClasses.line}>
      <IconTrash size={24} stroke={1.5} aria-hidden />
      <Stack gap={2} className={linesClasses.what}>
        <Text fw={600} dir="auto">{project.name}</Text>
        {project.trashed_at !== null && <Text size="sm" c="dimmed">{t('company.trashedAt')} <Time at={project.trashed_at} /></Text>}
      </Stack>
      <Button variant="default" onClick={back} loading={restore.isPending} aria-label={t('company.bringBackNamed', { company: project.name })}>
        {t('company.bringBack')}
      </Button>
    </li>
  );
}
