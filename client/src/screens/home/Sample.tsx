// The sample project: made with one press, thrown away with another.
import { Alert, Button, Group } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Project, useRestoreProject, useTrashProject } from '~/data/projects';
import { sampleOf, useMakeSample } from '~/data/samples';
import { t } from '~/i18n';
import { toast, toastFailure, toastUndoable } from '~/ui/toast';

export function MakeSample({ company }: { company: { id: number; slug: string } }) {
  const make = useMakeSample(company.id);
  const navigate = useNavigate();
  const go = () => {
    make.mutateAsync().then(
      (project) => {
        toast(t('home.sampleMade'));
        void navigate({ to: '/c/$company/p/$project/board', params: { company: company.slug, project: project.slug } });
      },
      (error: unknown) => toastFailure(t('home.sampleNotMade'), error),
    );
  };
  return (
    <Button variant="light" leftSection={<IconFlask size={16} aria-hidden />} loading={make.isPending} onClick={go}>
      {t('home.sampleMake')}
    </Button>
  );
}

/** Offers to throw the sample away, to whoever made it. */
export function SampleBar({ company, projects }: { company: number; projects: Project[] }) {
  const [id, setId] = useState(() => sampleOf.get(company));
  const trash = useTrashProject(company);
  const restore = useRestoreProject(company);
  const project = projects.find((each) => each.id === id);
  if (project === undefined) return null;
  const forget = () => {
    sampleOf.set(company, null);
    setId(null);
  };
  const drop = () => {
    trash.mutateAsync({ project: project.id }).then(
      () => toastUndoable(t('home.sampleThrown'), () => {
        restore.mutateAsync({ project: project.id }).catch((error: unknown) => toastFailure(t('home.sampleNotThrown'), error));
      }),
      (error: unknown) => toastFailure(t('home.sampleNotThrown'), error),
    );
  };
  return (
    <Alert mt="sm" p="xs" color="gray" icon={<IconFlask size={18} />}>
      <Group justify="space-between" gap="xs">
        <span>{t('home.sampleThere', { name: project.name })}</span>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" loading={trash.isPending} onClick={drop}>{t('home.sampleThrow')}</Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={forget}>{t('home.sampleKeep')}</Button>
        </Group>
      </Group>
    </Alert>
  );
}
