// The columns of the board, in order.
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { boardQuery } from '~/data/board';
import { statesQuery } from '~/data/projects';
import { useEditState } from '~/data/states';
import { t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { Rows } from '~/ui/PageSkeleton';
import { StateIcon } from '~/ui/Pickers/marks';
import { toastFailure } from '~/ui/toast';
import { type ColumnAsk, ColumnDialogs } from '../board/ColumnDialogs';
import classes from './Settings.module.css';

export function Columns({ project }: { project: number }) {
  const states = useQuery(statesQuery(project)).data;
  const cards = useQuery(boardQuery(project)).data?.cards;
  const edit = useEditState(project);
  const [asked, setAsked] = useState<ColumnAsk | null>(null);
  if (states === undefined) return <Rows count={4} />;
  const move = (at: number, step: -1 | 1) => {
    const state = states[at];
    if (state === undefined) return;
    const others = states.filter((other) => other.id !== state.id);
    edit.mutate({ state: state.id, after: others[at + step - 1]?.id ?? null }, {
      onSuccess: () => announce(t('projectSettings.columnMoved', { name: state.name, at: at + step + 1, count: states.length })),
      onError: (error) => toastFailure(t('board.columnNotMoved'), error),
    });
  };
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">{t('projectSettings.columnsText')}</Text>
      <ol className={classes.list}>
        {states.map((state, at) => (
          <li key={state.id} className={classes.line}>
            <StateIcon kind={state.kind} />
            <div className={classes.grow}>
              <Text size="sm" fw={600} truncate dir="auto">{state.name}</Text>
              <Text size="xs" c="dimmed">{t(`board.kind_of_${state.kind}`)}</Text>
            </div>
            <Group gap={2} wrap="nowrap">
              <ActionIcon className={classes.touch} disabled={at === 0 || edit.isPending} aria-label={t('projectSettings.up', { name: state.name })} onClick={() => move(at, -1)}><IconArrowUp size={16} /></ActionIcon>
              <ActionIcon className={classes.touch} disabled={at === states.length - 1 || edit.isPending} aria-label={t('projectSettings.down', { name: state.name })} onClick={() => move(at, 1)}><IconArrowDown size={16} /></ActionIcon>
              <ActionIcon className={classes.touch} aria-label={t('projectSettings.rename', { name: state.name })} onClick={() => setAsked({ kind: 'rename', state })}><IconPencil size={16} /></ActionIcon>
              <ActionIcon className={classes.touch} aria-label={t('projectSettings.remove', { name: state.name })}
                onClick={() => setAsked({ kind: 'remove', state, tasks: cards?.filter((card) => card.state_id === state.id).length ?? 0 })}>
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      <Button mt="sm" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({ kind: 'add', after: states.at(-1)?.id ?? null })}>{t('board.newColumn')}</Button>
      <ColumnDialogs ask={asked} project={project} states={states} onClose={() => setAsked(null)} />
    </>
  );
}
