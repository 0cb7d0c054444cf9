// Who sees the project: its people, clients marked, adding and taking off.
import { ActionIcon, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconUserMinus, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ProjectPerson, projectPeopleQuery } from '~/data/choices';
import { membersQuery } from '~/data/companies';
import { useAddPerson, useRemovePerson } from '~/data/projectPeople';
import { useMe } from '~/data/session';
import { useCompany, useProject, useProjectId } from '~/hooks';
import { formatDay, dayOf, t } from '~/i18n';
import { ConfirmDialog } from '~/ui/Confirm';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Picker } from '~/ui/Pickers';
import { Face, Person } from '~/ui/Person';
import { toast, toastFailure, toastUndoable } from '~/ui/toast';
import { View } from '../View';
import classes from './People.module.css';

export function People() {
  const { role } = useCompany();
  const id = useProjectId();
  const project = useProject();
  const { data, error, refetch } = useQuery(projectPeopleQuery(id));
  const [removing, setRemoving] = useState<ProjectPerson | null>(null);
  const manages = role !== 'client';
  return (
    <View title={t('project.people')} width={720} actions={manages && data !== undefined && <Add project={id} people={data} />}>
      <Text c="dimmed" size="sm" mb="md">{t(project?.private ? 'people.private' : 'people.open')}</Text>
      {data === undefined && error === null && <Rows count={5} height={52} />}
      {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <Empty icon={IconUsers} title={t('people.emptyTitle')} text={t('people.emptyText')} />}
      {data !== undefined && data.length > 0 && (
        <Stack component="ul" gap={0} className={classes.list}>
          {data.map((entry, at) => <Line key={entry.person.id ?? `someone-${at}`} entry={entry} manages={manages} onRemove={() => setRemoving(entry)} />)}
        </Stack>
      )}
      <Removal entry={removing} project={id} onClose={() => setRemoving(null)} />
    </View>
  );
}

function Line({ entry, manages, onRemove }: { entry: ProjectPerson; manages: boolean; onRemove: () => void }) {
  const me = useMe().user.id;
  const { person, role, added_at } = entry;
  return (
    <Paper component="li" withBorder={false} className={classes.line}>
      <Group wrap="nowrap" justify="space-between">
        <div className={classes.who}>
          <Person person={person} size={34} />
          <Text size="xs" c="dimmed" className={classes.since}>
            {added_at === null ? t('people.byRole') : t('people.since', { day: formatDay(dayOf(added_at)) })}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap" flex="none">
          {person.id === me && <Badge variant="light" color="gray" tt="none" className={classes.badge}>{t('common.you')}</Badge>}
          <Badge variant="light" color={role === 'client' ? 'orange' : 'gray'} tt="none" className={classes.badge}>{t(`common.role.${role}`)}</Badge>
          {manages && added_at !== null && person.id !== null && (
            <ActionIcon className={classes.touch} aria-label={t('people.remove', { name: person.name })} title={t('people.remove', { name: person.name })} onClick={onRemove}>
              <IconUserMinus size={18} />
            </ActionIcon>
          )}
        </Group>
      </Group>
    </Paper>
  );
}

function Add({ project, people }: { project: number; people: ProjectPerson[] }) {
  const { company, role } = useCompany();
  const [opened, setOpened] = useState(false);
  const { data: members } = useQuery({ ...membersQuery(company.id), enabled: opened });
  const add = useAddPerson(project);
  const navigate = useNavigate();
  const there = new Set(people.filter((entry) => entry.added_at !== null).map((entry) => entry.person.id));
  const options = members?.filter((member) => !there.has(member.user.id)).map((member) => ({
    value: String(member.user.id), label: member.user.name, left: <Face person={member.user} size={22} />,
    hint: member.role === 'client' ? t('common.role.client') : undefined, words: member.user.email ?? undefined,
  }));
  return (
    <Group gap="xs">
      {(role === 'owner' || role === 'admin') && (
        <Button variant="default" onClick={() => void navigate({ to: '/c/$company/settings/people', params: { company: company.slug }, search: { invite: true } })}>{t('people.invite')}</Button>
      )}
      <Picker
        label={t('people.add')} className={classes.add} options={options} chosen={[]} onOpen={() => setOpened(true)} empty={t('people.allHere')}
        disabled={add.isPending}
        onToggle={(value) => {
          const name = options?.find((option) => option.value === value)?.label ?? '';
          add.mutate({ user: Number(value) }, {
            onSuccess: () => toast(t('people.added', { name })),
            onError: (error) => toastFailure(t('people.notAdded', { name }), error),
          });
        }}
      >
        <IconUserPlus size={16} aria-hidden />
        {t('people.add')}
      </Picker>
    </Group>
  );
}

function Removal({ entry, project, onClose }: { entry: ProjectPerson | null; project: number; onClose: () => void }) {
  const remove = useRemovePerson(project);
  const add = useAddPerson(project);
  const name = entry?.person.name ?? '';
  return (
    <ConfirmDialog
      opened={entry !== null} onClose={onClose} danger busy={remove.isPending} title={t('people.removeTitle')} verb={t('people.removeVerb')}
      text={t(entry?.role === 'client' ? 'people.removeClient' : 'people.removeMember', { name })}
      onConfirm={() => {
        const user = entry?.person.id;
        if (user == null) return;
        remove.mutate({ user }, {
          onSuccess: () => toastUndoable(t('people.removed', { name }), () =>
            add.mutate({ user }, { onError: (error) => toastFailure(t('people.notAdded', { name }), error) })),
          onError: (error) => toastFailure(t('people.notRemoved', { name }), error),
          onSettled: onClose,
        });
      }}
    />
  );
}
