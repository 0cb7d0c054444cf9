// A board that was read: its columns or lanes, and everything that is done on it.
import { Button, Group, Text, ThemeIcon, Title } from '@mantine/core';
import { IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { memo, type MouseEvent, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Board, BoardState } from '~/data/board';
import type { Project } from '~/data/projects';
import { useMe } from '~/data/session';
import { useEditState } from '~/data/states';
import { useCompany } from '~/hooks';
import { t, today } from '~/i18n';
import { toastFailure } from '~/ui/toast';
import { matcher } from '../tasks/filter';
import { Once } from '../tasks/Lazy';
import classes from './Board.module.css';
import { BoardBar } from './BoardBar';
import { Chosen } from './Chosen';
import { CardMenu, type MenuFor } from './CardMenu';
import type { Adding } from './Cell';
import { type ColumnAsk, ColumnDialogs } from './ColumnDialogs';
import type { ColumnActions } from './ColumnHead';
import { useCollapsed } from './collapsed';
import { arrange, type Lane } from './columns';
import { Columns } from './Columns';
import { useDrops } from './drag';
import { firstSpot } from './keyboard';
import { Lanes } from './Lanes';
import { useBoardLive } from './live';
import { MoveDialog, type Moving } from './MoveDialog';
import { type BoardRoom, RoomProvider } from './room';
import type { BoardSearch } from './search';
import { BoardStore, cardKey, idOfKey } from './store';
import { useBoardCommands } from './useBoardCommands';
import { type Now, useBoardKeys } from './useBoardKeys';
import { togetherWith, useCardActions } from './useCardActions';

const route = getRouteApi('/in/c/$company/p/$project/board');

export interface AddingAt {
  lane: string;
  state: number;
  where: Adding;
}

export const BoardView = memo(function BoardView({ board, project }: { board: Board; project: Project }) {
  const { company, role } = useCompany();
  const me = useMe().user.id;
  // The open task is no matter of the board: opening one must not draw it anew.
  const search = route.useSearch({ select: ({ task: _task, ...rest }): BoardSearch => rest, structuralSharing: true });
  const navigate = route.useNavigate();
  const editable = role !== 'client' && project.archived_at === null && project.trashed_at === null;
  const now = today();
  const { lanes: by } = search;
  // Thousands of cards are narrowed behind what is typed, never before it.
  const narrowed = useDeferredValue(search);
  const fits = useMemo(() => matcher(narrowed, me, now), [narrowed, me, now]);
  const before = useRef<Lane[]>([]);
  const lanes = useMemo(() => arrange(board, fits, by, before.current), [board, fits, by]);
  before.current = lanes;

  const [store] = useState(() => new BoardStore());
  const latest = useRef<Now>({ board, lanes, by, store });
  latest.current = { board, lanes, by, store };
  const here = useCallback(() => latest.current, []);
  const [menu, setMenu] = useState<MenuFor | null>(null);
  const [moving, setMoving] = useState<Moving | null>(null);
  const [asked, setAsked] = useState<ColumnAsk | null>(null);
  const [adding, setAdding] = useState<AddingAt | null>(null);
  const [folded, fold] = useCollapsed(project.id);

  const ask = useCallback((card: { id: number; title: string; state_id: number }, key: string) => {
    const ids = togetherWith(project.id, store, card.id);
    setMoving({
      ids, state: card.state_id, lane: key.slice(0, key.indexOf('/')),
      title: ids.length === 1 ? card.title : t('board.tasks', { count: ids.length }),
    });
  }, [project.id, store]);
  const actions = useCardActions(project.id, company.id, here, ask);
  const onKeyDown = useBoardKeys(here, actions, editable);
  useBoardLive(project.id);
  useBoardCommands(here, actions, ask, editable, useCallback((at: AddingAt) => setAdding(at), []));
  useDrops(({ id, fromLane, state, lane, beside }) => {
    const ids = togetherWith(project.id, store, id);
    if (beside !== null && ids.includes(beside.id)) return;
    const cell = lanes.find((l) => l.key === lane)?.cells.get(state)?.filter((card) => !ids.includes(card.id)) ?? [];
    const end = cell.at(-1);
    const place = beside === null
      ? end === undefined ? {} : { after: end.id }
      : beside.edge === 'top' ? { before: beside.id } : { after: beside.id };
    actions.drop(here(), ids, fromLane, { state, lane }, place);
  });
  const change = useCallback((part: BoardSearch) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true }), [navigate]);
  useEntry(store, here);
  const root = useRef<HTMLDivElement>(null);
  // Ticks are shown on all cards while some are chosen; no card needs to be drawn anew for it.
  useEffect(() => store.subscribe(() => root.current?.toggleAttribute('data-selecting', store.selected.size > 0)), [store]);

  const room = useRoomOf(board, project.id, company, store, by, editable, now, setMenu);
  const columns = useColumnActions(board, project.id, lanes, fold, setAsked, setAdding);
  const add = useCallback((lane: string, state: number, where: Adding) => setAdding({ lane, state, where }), []);
  const click = (event: MouseEvent) => onCardClick(event, store, actions.open);
  const shared = { board, whole: board.truncated && fits === null, lanes, folded, editable, columns, adding, setAdding: add };
  const count = lanes.reduce((sum, lane) => sum + lane.count, 0);
  return (
    <RoomProvider value={room}>
      <div ref={root} className={classes.screen} onKeyDown={onKeyDown} onClick={click} onFocus={(event) => onCardFocus(event.target, store)}>
        <BoardBar
          project={project.id} company={company.id} search={search} onChange={change} truncated={board.truncated ? board.cards.length : null}
        />
        {board.cards.length === 0 && adding === null && (
          <Teach first={editable ? board.states[0] : undefined} onAdd={(state) => add(lanes[0]?.key ?? 'all', state.id, 'bottom')} />
        )}
        {by === undefined
          ? <Columns {...shared} onAddColumn={() => setAsked({ kind: 'add', after: board.states.at(-1)?.id ?? null })} />
          : <Lanes {...shared} by={by} />}
        {count === 0 && board.cards.length > 0 && <p className={classes.none} role="status">{t('board.nothingFits')}</p>}
      </div>
      <Chosen store={store} board={board} company={company.id} />
      <Once when={menu !== null}>
        <CardMenu menu={menu} company={company.slug} editable={editable} actions={actions} onClose={() => setMenu(null)} />
      </Once>
      <Once when={moving !== null}>
        <MoveDialog
        moving={moving} project={project.id} company={company.id} states={board.states} lanes={lanes}
        nameOf={(lane) => laneName(lane, room)} onClose={() => setMoving(null)}
        onMove={(what, to) => actions.move(here(), what, to)}
        />
      </Once>
      <Once when={asked !== null}>
        <ColumnDialogs ask={asked} project={project.id} states={board.states} onClose={() => setAsked(null)} />
      </Once>
    </RoomProvider>
  );
});

export function laneName(lane: Lane, room: Pick<BoardRoom, 'laneBy' | 'people' | 'goals'>): string {
  if (room.laneBy === undefined) return '';
  if (lane.id === null) return room.laneBy === 'goal' ? t('project.noGoal') : t('common.nobody');
  return (room.laneBy === 'goal' ? room.goals.get(lane.id)?.title : room.people.get(lane.id)?.name) ?? '';
}

/** Until a card has the focus, Tab reaches the first one. */
function useEntry(store: BoardStore, here: () => Now): void {
  useEffect(() => {
    const { lanes, board } = here();
    const current = store.current === null ? null : idOfKey(store.current);
    if (current !== null && board.cards.some((card) => card.id === current)) return;
    const ground = { lanes, states: board.states.map((state) => state.id) };
    const spot = firstSpot(ground);
    const lane = spot === null ? undefined : lanes[spot.lane];
    const state = spot === null ? undefined : ground.states[spot.state];
    const card = state === undefined ? undefined : lane?.cells.get(state)?.[0];
    store.setCurrent(card === undefined || lane === undefined ? null : cardKey(lane.key, card.id));
  });
}

function useRoomOf(
  board: Board, project: number, company: { id: number; slug: string }, store: BoardStore,
  laneBy: BoardRoom['laneBy'], editable: boolean, now: string, setMenu: (menu: MenuFor) => void,
): BoardRoom {
  const { states, labels, people, goals } = board;
  const { id, slug } = company;
  return useMemo(() => ({
    project, company: { id, slug }, store, states, laneBy, editable, today: now,
    labels: new Map(labels.map((label) => [label.id, label])),
    people: new Map(people.flatMap((person) => (person.id === null ? [] : [[person.id, person] as const]))),
    goals: new Map(goals.map((goal) => [goal.id, goal])),
    openMenu: (card, key, button) => setMenu({ card, key, button }),
  }), [project, id, slug, store, states, labels, people, goals, laneBy, editable, now, setMenu]);
}

function useColumnActions(
  board: Board, project: number, lanes: Lane[], fold: (state: number) => void,
  setAsked: (ask: ColumnAsk) => void, setAdding: (at: AddingAt) => void,
): ColumnActions {
  const { mutate: edit } = useEditState(project);
  const latest = useRef({ board, lanes });
  latest.current = { board, lanes };
  return useMemo<ColumnActions>(() => ({
    fold,
    add: (state) => setAdding({ lane: latest.current.lanes[0]?.key ?? 'all', state: state.id, where: 'top' }),
    rename: (state) => setAsked({ kind: 'rename', state }),
    addBehind: (state) => setAsked({ kind: 'add', after: state.id }),
    move: (state, step) => {
      const others: (BoardState | undefined)[] = latest.current.board.states.filter((other) => other.id !== state.id);
      const at = latest.current.board.states.findIndex((other) => other.id === state.id) + step;
      edit({ state: state.id, after: others[at - 1]?.id ?? null }, {
        onError: (error) => toastFailure(t('board.columnNotMoved'), error),
      });
    },
    remove: (state) => setAsked({
      kind: 'remove', state, tasks: latest.current.board.cards.filter((card) => card.state_id === state.id).length,
    }),
  }), [edit, fold, setAsked, setAdding]);
}

/** A plain click opens the task here; with Ctrl it chooses the card, with Shift a range is not guessed. */
function onCardClick(event: MouseEvent, store: BoardStore, open: (number: number) => void): void {
  if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof Element)) return;
  const link = event.target.closest<HTMLElement>('[data-open]');
  const key = link?.closest<HTMLElement>('[data-key]')?.dataset.key;
  if (link === null || key === undefined || event.shiftKey) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    store.toggle(idOfKey(key));
    return;
  }
  event.preventDefault();
  open(Number(link.dataset.open));
}

function onCardFocus(target: EventTarget, store: BoardStore): void {
  const key = target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset.key : undefined;
  if (key === undefined) return;
  if (store.wanted?.key !== key) store.wanted = null;
  store.setCurrent(key);
}

/** What a board is for, over its empty columns. `first` is where one may begin. */
function Teach({ first, onAdd }: { first: BoardState | undefined; onAdd: (state: BoardState) => void }) {
  return (
    <Group className={classes.teach} gap="sm">
      <ThemeIcon variant="light" size={40} radius="xl" aria-hidden><IconLayoutKanban size={22} stroke={1.5} /></ThemeIcon>
      <div className={classes.grow}>
        <Title order={2} size="sm">{t('board.emptyTitle')}</Title>
        <Text c="dimmed" size="sm">{t(first !== undefined ? 'board.emptyText' : 'board.emptyForClients')}</Text>
      </div>
      {first !== undefined && (
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onAdd(first)}>{t('board.emptyAction', { state: first.name })}</Button>
      )}
    </Group>
  );
}
