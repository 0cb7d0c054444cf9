// What a project is: its name and colour, what it is about, its columns and labels, and its end.
import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCompany, useProject } from '~/hooks';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { View } from '../View';
import { About } from './About';
import { Columns } from './Columns';
import { End } from './End';
import { Labels } from './Labels';
import { Notes } from './Notes';
import { Trash } from './Trash';

export function Settings() {
  const { company, role } = useCompany();
  const project = useProject();
  if (role === 'client') return <View title={t('project.settings')}><Failure notFound /></View>;
  if (project === undefined) return <View title={t('project.settings')}><Rows /></View>;
  const mayWork = project.archived_at === null;
  return (
    <View title={t('project.settings')} width={720}>
      <Stack gap={40}>
        {mayWork && <Part title={t('projectSettings.about')}><About key={project.id} project={project} /></Part>}
        {mayWork && <Part title={t('projectSettings.notes')}><Notes key={project.id} project={project} /></Part>}
        {mayWork && <Part title={t('projectSettings.columns')}><Columns project={project.id} /></Part>}
        {mayWork && <Part title={t('projectSettings.labels')}><Labels company={company.id} /></Part>}
        <Part title={t('projectSettings.trash')}><Trash project={project.id} company={company.id} mayWork={mayWork} /></Part>
        <Part title={t('projectSettings.end')}><End project={project} /></Part>
      </Stack>
    </View>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={2} mb="sm">{title}</Title>
      {children}
    </section>
  );
}
