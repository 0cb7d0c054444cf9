// "Move to…": the same as dragging, in a form. Column, place in it, lane, or another project.
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { projectsQuery } from '~/data/projects';
import type { BoardState } from '~/data/board';
import { t } from '~/i18n';
import type { Lane } from './columns';

/** Which cards shall go somewhere. */
export interface Moving {
  ids: number[];
  title: string;
  lane: string;
  state: number;
}

export interface Destination {
  project: number;
  state: number;
  lane: string;
  /** From 0; beyond the end is the end. */
  at: number;
}

interface MoveDialogProps {
  moving: Moving | null;
  project: number;
  company: number;
  states: BoardState[];
  lanes: Lane[];
  nameOf: (lane: Lane) => string;
  onMove: (moving: Moving, to: Destination) => void;
  onClose: () => void;
}

export function MoveDialog({ moving, onClose, ...rest }: MoveDialogProps) {
  return (
    <Modal opened={moving !== null} onClose={onClose} title={t('board.moveTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {moving !== null && <MoveForm moving={moving} onClose={onClose} {...rest} />}
    </Modal>
  );
}

function MoveForm({ moving, project, company, states, lanes, nameOf, onMove, onClose }: MoveDialogProps & { moving: Moving }) {
  const { data: projects } = useQuery(projectsQuery(company));
  const open = projects?.filter((p) => p.archived_at === null && p.trashed_at === null) ?? [];
  const [where, setWhere] = useState(project);
  const [state, setState] = useState(moving.state);
  const [lane, setLane] = useState(moving.lane);
  const [at, setAt] = useState('1');
  const here = where === project;
  const still = (lanes.find((l) => l.key === lane)?.cells.get(state) ?? []).filter((card) => !moving.ids.includes(card.id));
  const last = still.length + 1;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = Number.parseInt(at, 10);
        onMove(moving, { project: where, state, lane, at: (Number.isNaN(wanted) ? last : Math.max(wanted, 1)) - 1 });
        onClose();
      }}
      onKeyDown={(event) => {
        // In a list of choices Enter would do nothing.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLSelectElement)) return;
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
    >
      <Stack>
        <Text size="sm" fw={600} dir="auto" lineClamp={2}>{moving.title}</Text>
        {open.length > 1 && (
          <NativeSelect
            label={t('board.project')} value={String(where)}
            data={open.map((p) => ({ value: String(p.id), label: p.name }))}
            onChange={(event) => setWhere(Number(event.currentTarget.value))}
          />
        )}
        {here && (
          <>
            <NativeSelect
              label={t('board.column')} value={String(state)} data-autofocus
              data={states.map((s) => ({ value: String(s.id), label: s.name }))}
              onChange={(event) => setState(Number(event.currentTarget.value))}
            />
            {lanes.length > 1 && (
              <NativeSelect
                label={t('board.lane')} value={lane}
                data={lanes.map((l) => ({ value: l.key, label: nameOf(l) }))}
                onChange={(event) => setLane(event.currentTarget.value)}
              />
            )}
            <Group align="end" gap="xs">
              <TextInput
                type="number" inputMode="numeric" min={1} max={last} label={t('board.position', { count: last })} flex={1}
                value={at} onChange={(event) => setAt(event.currentTarget.value)}
              />
              <Button variant="default" onClick={() => setAt('1')}>{t('board.top')}</Button>
              <Button variant="default" onClick={() => setAt(String(last))}>{t('board.bottom')}</Button>
            </Group>
          </>
        )}
        {!here && <Text size="sm" c="dimmed">{t('board.otherProject')}</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit">{t('board.moveVerb')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
