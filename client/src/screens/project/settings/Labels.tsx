// The labels of the company, which all its projects use.
import { ActionIcon, Button, Group, Input, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Schemas } from '~/api/client';
import { labelsQuery } from '~/data/companies';
import { useCreateLabel, useEditLabel, useRemoveLabel } from '~/data/labels';
import { t } from '~/i18n';
import { ConfirmDialog } from '~/ui/Confirm';
import { inWords } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { LabelChip } from '~/ui/Pickers/marks';
import { toast, toastFailure } from '~/ui/toast';
import { Colours } from './colours';
import classes from './Settings.module.css';

type Label = Schemas['LabelBody'];

export function Labels({ company }: { company: number }) {
  const labels = useQuery(labelsQuery(company)).data;
  const [asked, setAsked] = useState<Label | 'new' | null>(null);
  const [removing, setRemoving] = useState<Label | null>(null);
  const remove = useRemoveLabel(company);
  if (labels === undefined) return <Rows count={3} />;
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">{t('projectSettings.labelsText')}</Text>
      <ul className={classes.list}>
        {labels.map((label) => (
          <li key={label.id} className={classes.line}>
            <div className={classes.grow}><LabelChip name={label.name} colour={label.colour} /></div>
            <Group gap={2} wrap="nowrap">
              <ActionIcon className={classes.touch} aria-label={t('projectSettings.editLabel', { name: label.name })} onClick={() => setAsked(label)}><IconPencil size={16} /></ActionIcon>
              <ActionIcon className={classes.touch} aria-label={t('projectSettings.remove', { name: label.name })} onClick={() => setRemoving(label)}><IconTrash size={16} /></ActionIcon>
            </Group>
          </li>
        ))}
      </ul>
      <Button mt="sm" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked('new')}>{t('projectSettings.newLabel')}</Button>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} closeButtonProps={{ 'aria-label': t('common.close') }}
        title={asked === 'new' || asked === null ? t('projectSettings.newLabel') : t('projectSettings.editLabel', { name: asked.name })}>
        {asked !== null && <LabelForm label={asked === 'new' ? null : asked} company={company} onClose={() => setAsked(null)} />}
      </Modal>
      <ConfirmDialog
        opened={removing !== null} onClose={() => setRemoving(null)} danger busy={remove.isPending} verb={t('common.delete')}
        title={t('projectSettings.removeLabel')} text={t('projectSettings.removeLabelText', { name: removing?.name ?? '' })}
        onConfirm={() => {
          if (removing === null) return;
          remove.mutate({ label: removing.id }, {
            onSuccess: () => toast(t('projectSettings.labelRemoved', { name: removing.name })),
            onError: (error) => toastFailure(t('projectSettings.labelNotRemoved'), error),
            onSettled: () => setRemoving(null),
          });
        }}
      />
    </>
  );
}

function LabelForm({ label, company, onClose }: { label: Label | null; company: number; onClose: () => void }) {
  const create = useCreateLabel(company);
  const edit = useEditLabel(company);
  const [name, setName] = useState(label?.name ?? '');
  const [colour, setColour] = useState(label?.colour ?? '#1c7ed6');
  const { error, isPending } = label === null ? create : edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (label === null) create.mutate({ name: name.trim(), colour }, { onSuccess: onClose });
    else edit.mutate({ label: label.id, name: name.trim(), colour }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t('projectSettings.name')} value={name} required maxLength={60} data-autofocus dir="auto" onChange={(event) => setName(event.currentTarget.value)} />
        <Input.Wrapper label={t('projectSettings.colour')} labelElement="div">
          <Colours label={t('projectSettings.colour')} value={colour} onChange={setColour} />
        </Input.Wrapper>
        {error !== null && <Text c="red" size="sm" role="alert">{inWords(error)}</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" loading={isPending} disabled={name.trim() === ''}>{t('common.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
