// Inviting people: several addresses at once, what they will be, and for clients, their projects.
import { Alert, Button, Group, Modal, MultiSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useInvite } from '~/data/invitations';
import { GIVEN_ROLES } from '~/data/members';
import { projectsQuery } from '~/data/projects';
import { useCompany } from '~/hooks';
import { t } from '~/i18n';
import { focusFirst } from '~/screens/auth/parts';
import { announce } from '~/shell/announcer';
import { useDirty } from '~/shell/dirty';
import { inWords } from '~/ui/Failure';
import { toast } from '~/ui/toast';
import { readAddresses } from './addresses';

export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('company.inviteTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <InviteForm onClose={onClose} />
    </Modal>
  );
}

interface Refused {
  email: string;
  why: string;
}

/** Invites one after the other: each stands for itself, and those that are refused stay in the form. */
function useInviteAll() {
  const { company } = useCompany();
  const invite = useInvite(company.id);
  const [busy, setBusy] = useState(false);
  const all = async (emails: string[], rest: Pick<Parameters<typeof invite.mutate>[0], 'role' | 'project_ids'>) => {
    setBusy(true);
    const refused: Refused[] = [];
    for (const email of emails) {
      await invite.mutateAsync({ email, ...rest }).catch((error: unknown) => refused.push({ email, why: inWords(error) }));
    }
    setBusy(false);
    return refused;
  };
  return { all, busy };
}

function InviteForm({ onClose }: { onClose: () => void }) {
  const { all, busy } = useInviteAll();
  const [refused, setRefused] = useState<Refused[]>([]);
  const form = useForm({
    initialValues: { emails: '', role: 'member', projects: [] as string[] },
    validate: {
      emails: (value) => {
        const { good, bad } = readAddresses(value);
        if (bad.length > 0) return t('company.badAddresses', { count: bad.length, words: bad.join(', ') });
        return good.length === 0 ? t('auth.emailMissing') : null;
      },
      projects: (value, { role }) => (role === 'client' && value.length === 0 ? t('company.clientNeedsProject') : null),
    },
  });
  useDirty(form.values.emails !== '' && !busy);
  const { good } = readAddresses(form.values.emails);
  const send = async ({ role, projects, emails }: typeof form.values) => {
    const given = GIVEN_ROLES.find((known) => known === role) ?? 'member';
    const wanted = readAddresses(emails).good;
    const project_ids = given === 'admin' ? [] : projects.map(Number);
    const left = await all(wanted, { role: given, project_ids });
    const count = wanted.length - left.length;
    setRefused(left);
    if (count > 0) toast(t('company.invited', { count }));
    if (left.length === 0) return onClose();
    announce(t('company.refused', { count: left.length }), 'assertive');
    form.setFieldValue('emails', left.map(({ email }) => email).join('\n'));
  };
  return (
    <form onSubmit={form.onSubmit((values) => void send(values), (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        {refused.length > 0 && (
          <Alert color="red" title={t('company.refused', { count: refused.length })}>
            {refused.map(({ email, why }) => <Text key={email} size="sm"><b>{email}</b>: {why}</Text>)}
          </Alert>
        )}
        <Textarea
          label={t('company.addresses')} description={t('company.addressesText')} autosize minRows={3} maxRows={8}
          data-autofocus inputMode="email" autoComplete="off" spellCheck={false} {...form.getInputProps('emails')}
        />
        <Radio.Group label={t('company.as')} {...form.getInputProps('role')}>
          <Stack gap="xs" mt={6}>
            {GIVEN_ROLES.map((role) => (
              <Radio key={role} value={role} label={t(`common.role.${role}`)} description={t(`company.roleText.${role}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {form.values.role !== 'admin' && <Projects client={form.values.role === 'client'} props={form.getInputProps('projects')} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" loading={busy}>{t('company.sendInvitations', { count: Math.max(good.length, 1) })}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function Projects({ client, props }: { client: boolean; props: object }) {
  const { company } = useCompany();
  const { data } = useQuery(projectsQuery(company.id));
  const open = (data ?? []).filter((project) => project.archived_at === null && project.trashed_at === null);
  return (
    <MultiSelect
      label={t('company.projects')}
      description={t(client ? 'company.projectsOfClient' : 'company.projectsOfMember')}
      data={open.map(({ id, name }) => ({ value: String(id), label: name }))}
      searchable clearable hidePickedOptions nothingFoundMessage={t('shell.noProjects')} {...props}
    />
  );
}
