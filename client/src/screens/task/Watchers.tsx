// Who is told of changes; watch it oneself, or stop.
import { Button, Group, Popover, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '~/data/session';
import { useWatch, watchersQuery } from '~/data/watchers';
import { t } from '~/i18n';
import { Face, Person } from '~/ui/Person';
import { PersonPicker } from '~/ui/Pickers';
import { useHere } from './context';
import classes from './Task.module.css';
import { IDS } from './taskCommands';

/** More faces than this are a number. */
const FACES = 4;

export function Watchers() {
  const { task, may } = useHere();
  const me = useMe().user.id;
  const { data } = useQuery(watchersQuery(task.id));
  const watch = useWatch(task.id);
  const people = data?.items ?? [];
  const watching = data?.watching ?? false;
  const ids = people.flatMap(({ id }) => (id === null ? [] : [id]));
  return (
    <Group gap={4} pl={8} wrap="wrap" mih={30}>
      {people.length > 0 && (
        <Popover shadow="md" position="bottom-start" withRoles trapFocus returnFocus>
          <Popover.Target>
            <UnstyledButton className={classes.value}>
              <VisuallyHidden>{t('task.watchersSee', { count: people.length })}</VisuallyHidden>
              {people.slice(0, FACES).map((person) => <Face key={person.id ?? person.name} person={person} size={22} />)}
              {people.length > FACES && <Text span size="xs" aria-hidden>+{people.length - FACES}</Text>}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('task.watchers')}>
            <Stack gap={6} maw={260} tabIndex={-1} data-autofocus>
              {people.map((person) => <Text size="sm" component="div" key={person.id ?? person.name}><Person person={person} size={22} /></Text>)}
              {may.staff && (
                <PersonPicker
                  label={t('task.watchersAdd')} project={task.project_id} value={ids} clients
                  onChange={(_ids, { id, on }) => watch.mutate({ user: id === me ? 'me' : id, watching: on })}
                >
                  <Text span size="sm" c="dimmed">{t('task.watchersAdd')}</Text>
                </PersonPicker>
              )}
            </Stack>
          </Popover.Dropdown>
        </Popover>
      )}
      <Button
        id={IDS.watch} size="compact-xs" variant="subtle" color="gray" fw={500} aria-pressed={watching} loading={data === undefined}
        leftSection={watching ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
        onClick={() => watch.mutate({ user: 'me', watching: !watching })}
      >
        {t(watching ? 'task.unwatch' : 'task.watch')}
      </Button>
    </Group>
  );
}
