// The first visit: from nothing to a first task in one form, or a sample to play with.
import { Button, Container, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCreateProject } from '~/data/projects';
import { useMe } from '~/data/session';
import { useCreateTask } from '~/data/tasks';
import { useCompany } from '~/hooks';
import { t, today } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { showProblem } from '~/ui/formErrors';
import { ButtonLink } from '~/ui/links';
import { useTitle } from '~/ui/Screen';
import { toast } from '~/ui/toast';
import classes from './Home.module.css';
import { MakeSample } from './Sample';

interface WelcomeProps {
  company: { id: number; slug: string; name: string };
}

export function Welcome({ company }: WelcomeProps) {
  const { user } = useMe();
  const { role } = useCompany();
  useTitle(t('home.welcome'));
  return (
    <Container size={860} py="xl" px={{ base: 'sm', sm: 'lg' }}>
      <Stack gap="lg">
        <div>
          <Title order={1}>{t('home.welcomeName', { name: user.name })}</Title>
          <Text c="dimmed">{t('home.welcomeText', { company: company.name })}</Text>
        </div>
        <Begin company={company} />
        <Paper p="md">
          <Group justify="space-between" gap="sm">
            <div>
              <Text fw={600}>{t('home.sample')}</Text>
              <Text size="sm" c="dimmed">{t('home.sampleText')}</Text>
            </div>
            <MakeSample company={company} />
          </Group>
        </Paper>
        <ol className={classes.steps} aria-label={t('home.steps')}>
          <li className={classes.step}><Text fw={600}>{t('home.stepProject')}</Text><Text size="sm" c="dimmed">{t('home.stepProjectText')}</Text></li>
          <li className={classes.step}><Text fw={600}>{t('home.stepTask')}</Text><Text size="sm" c="dimmed">{t('home.stepTaskText')}</Text></li>
          <li className={classes.step}>
            <Text fw={600}>{t('home.stepPeople')}</Text><Text size="sm" c="dimmed" mb="xs">{t('home.stepPeopleText')}</Text>
            {(role === 'owner' || role === 'admin') && (
              <ButtonLink size="compact-sm" variant="light" to="/c/$company/settings/people" params={{ company: company.slug }}>{t('home.invite')}</ButtonLink>
            )}
          </li>
        </ol>
      </Stack>
    </Container>
  );
}

/** A project and its first task in one go. */
function Begin({ company }: WelcomeProps) {
  const { user } = useMe();
  const navigate = useNavigate();
  const makeProject = useCreateProject(company.id);
  const makeTask = useCreateTask();
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: '', task: '' },
    validate: { name: (name) => (name.trim() === '' ? t('home.nameMissing') : null) },
  });
  useDirty(form.isDirty());
  const begin = async ({ name, task }: { name: string; task: string }) => {
    setFailure(null);
    try {
      const project = await makeProject.mutateAsync({ name: name.trim() });
      const title = task.trim();
      if (title !== '') {
        await makeTask.mutateAsync({ project: project.id, body: { title, assignee_ids: [user.id], due_on: today() } });
      }
      form.reset();
      toast(t('home.begun', { name: project.name }));
      await navigate({ to: '/c/$company/p/$project/board', params: { company: company.slug, project: project.slug } });
    } catch (error) {
      setFailure(showProblem(form, error, { title: 'task' }));
    }
  };
  return (
    <Paper p="md" component="form" onSubmit={form.onSubmit((values) => void begin(values))} noValidate>
      <Stack gap="sm">
        <TextInput label={t('home.projectName')} placeholder={t('home.projectHint')} size="md" autoFocus dir="auto" maxLength={120} {...form.getInputProps('name')} />
        <TextInput label={t('home.firstTask')} placeholder={t('home.firstTaskHint')} size="md" dir="auto" maxLength={500} {...form.getInputProps('task')} />
        {failure !== null && <Text c="red" size="sm" role="alert">{failure}</Text>}
        <Group><Button type="submit" size="md" loading={makeProject.isPending || makeTask.isPending}>{t('home.begin')}</Button></Group>
      </Stack>
    </Paper>
  );
}
