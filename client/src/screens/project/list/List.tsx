// The tasks of a project as a table: sort, filter, group, change in place, many at once.
import { Button, Table } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilterOff, IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { projectGoalsQuery, projectPeopleQuery } from '~/data/choices';
import { labelsQuery } from '~/data/companies';
import { statesQuery } from '~/data/projects';
import { type Task, type TaskFilter as Asked, usePatchTask } from '~/data/tasks';
import { useCompany, useProject, useProjectId } from '~/hooks';
import { t, today } from '~/i18n';
import { overlays } from '~/shell/overlays';
import { Empty } from '~/ui/Empty';
import { BulkBar } from '../tasks/BulkBar';
import { countFilters, dueFits, NO_FILTER } from '../tasks/filter';
import { ViewTitle } from '../ViewTitle';
import { columnName } from './Cells';
import { listQueryString } from './csv';
import classes from './List.module.css';
import { ListBar } from './ListBar';
import { type Editing, ListProvider, type ListRoom } from './room';
import { type Run, Section } from './Section';
import { type Column, type ListSearch, nextSort, queryOf, type Sort, SORTS, type SortField, USUAL } from './search';
import { useSelection } from './selection';
import { focusCell, useListKeys } from './useListKeys';
import { useRename } from './useRename';

const route = getRouteApi('/in/c/$company/p/$project/list');

interface Group {
  key: string;
  asked: Asked;
  title?: ReactNode;
  run?: Run;
}

export function List() {
  const { company, role } = useCompany();
  const id = useProjectId();
  const project = useProject();
  const search: ListSearch = route.useSearch();
  const navigate = route.useNavigate();
  const now = today();
  const editable = role !== 'client' && project?.archived_at === null;
  const columns = search.cols ?? USUAL;
  const [editing, setEditing] = useState<Editing | null>(null);
  const selection = useSelection();
  const asked = queryOf(search, now);
  const directory = useDirectory(company.id, id);
  const groups = useGroups(search, asked, directory, now);
  const table = useRef<HTMLTableElement>(null);
  const { order, offsets, onRows } = useOrder(groups);
  const { mutate } = usePatchTask();
  const renaming = useRename(table, setEditing);

  const edit = useCallback((cell: Editing | null) => {
    setEditing((before) => {
      // The focus returns to the cell that was being changed.
      if (cell === null && before !== null) refocus(table.current, before, columns);
      return cell;
    });
  }, [columns]);
  const { toggle, extend } = selection;
  const choose = useCallback((task: number, range: boolean) => {
    if (range) extend(order.current, task);
    else toggle(task);
  }, [extend, toggle, order]);
  const open = useCallback(
    (number: number) => void navigate({ search: (old) => ({ ...old, task: number }) }),
    [navigate],
  );
  const room = useMemo<ListRoom>(() => ({
    company: { id: company.id, slug: company.slug }, project: id, editable, columns, today: now, ...directory, ...renaming,
    patch: (task, patch) => mutate({ task, patch, show: closing(directory, patch.state, task) }),
    edit, open, choose,
  }), [company.id, company.slug, id, editable, columns, now, directory, renaming, mutate, edit, open, choose]);
  const fields = useMemo<readonly Editing['field'][]>(() => ['title', ...columns], [columns]);
  const onKeyDown = useListKeys({
    edit, choose, columns: fields, clear: selection.clear, chooseAll: () => selection.all(order.current),
  });
  useEntry(table);
  const change = (part: ListSearch) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  const single = groups.length === 1;
  return (
    <ListProvider value={room}>
      <ViewTitle view={t('project.list')} />
      <ListBar project={id} company={company.id} search={search} editable={editable} onChange={change}
        csv={`/api/v1/projects/${id}/tasks.csv?${listQueryString(asked)}`} />
      <div className={classes.scroll}>
        <Table ref={table} role="grid" aria-label={t('project.list')} aria-multiselectable={editable || undefined}
          className={classes.table} onKeyDown={onKeyDown} verticalSpacing={0} highlightOnHover>
          <Head columns={columns} sort={search.sort} fixed={search.group === 'due' || search.group === 'priority'} editable={editable}
            all={selection.ids.size > 0 && selection.ids.size >= order.current.length}
            onAll={() => (selection.ids.size > 0 ? selection.clear() : selection.all(order.current))}
            onSort={(field) => change({ sort: nextSort(search.sort, field) })} />
          {groups.map((group) => (
            <Section
              key={group.key} asked={group.asked} title={group.title} run={group.run} from={offsets.get(group.key) ?? 0}
              selected={selection.ids} editing={editing} onRows={onRows(group.key)}
              empty={single ? <Nothing search={search} project={id} editable={editable} onClear={() => change(NO_FILTER)} /> : undefined}
            />
          ))}
        </Table>
      </div>
      <BulkBar ids={[...selection.ids]} company={company.id} project={id} states={[...directory.states.values()]} onClear={selection.clear} />
    </ListProvider>
  );
}

type Directory = Pick<ListRoom, 'states' | 'people' | 'colours' | 'goals'>;

function useDirectory(company: number, project: number): Directory {
  const states = useQuery(statesQuery(project)).data;
  const people = useQuery(projectPeopleQuery(project)).data;
  const labels = useQuery(labelsQuery(company)).data;
  const goals = useQuery(projectGoalsQuery(project)).data;
  return useMemo(() => ({
    states: new Map(states?.map((state) => [state.id, state])),
    people: new Map(people?.flatMap(({ person }) => (person.id === null ? [] : [[person.id, person] as const]))),
    colours: new Map(labels?.map((label) => [label.name, label.colour])),
    goals: new Map(goals?.map((goal) => [goal.id, goal.title])),
  }), [states, people, labels, goals]);
}

/** What a state does to a task, to be shown at once. */
function closing({ states }: Directory, state: number | undefined, task: Task): { closed_at?: string | null } {
  if (state === undefined) return {};
  const done = states.get(state)?.kind === 'done';
  return { closed_at: done ? task.closed_at ?? new Date().toISOString() : null };
}

function useGroups(search: ListSearch, asked: Asked, { states, people, goals }: Directory, now: string): Group[] {
  const key = JSON.stringify(asked);
  return useMemo(() => {
    const { group } = search;
    const one = (part: string, more: Asked, title: ReactNode): Group => ({ key: `${group}-${part}`, asked: { ...asked, ...more }, title });
    const wanted = (list: string[] | undefined, part: string) => list === undefined || list.includes(part);
    if (group === 'state') return [...states.values()].map((state) => one(String(state.id), { state: String(state.id), closed: undefined }, state.name))
      .filter((part) => stateShown(search, states.get(Number(part.asked.state))?.kind));
    if (group === 'assignee') return [...[...people].map(([id, person]) => one(String(id), { assignee: String(id) }, person.name)), one('none', { assignee: 'none' }, t('common.nobody'))]
      .filter((part) => search.mine === undefined && wanted(search.assignee, part.asked.assignee ?? ''));
    if (group === 'goal') return [...[...goals].map(([id, title]) => one(String(id), { goal: String(id) }, title)), one('none', { goal: 'none' }, t('project.noGoal'))]
      .filter((part) => wanted(search.goal, part.asked.goal ?? ''));
    if (group === 'due') return [{ key: 'due', asked, run: dueRun(now) }];
    if (group === 'priority') return [{ key: 'priority', asked, run: { key: (task) => task.priority, name: (value) => t(`editor.priority_of_${asPriority(value)}`) } }];
    return [{ key: 'all', asked }];
    // `asked` is made anew for each drawing; its text says whether it changed.
  }, [key, search.group, search.show, search.mine, search.assignee, search.goal, states, people, goals, now]);
}

function stateShown({ show }: ListSearch, kind: string | undefined): boolean {
  return show === 'all' || (kind === 'done') === (show === 'closed');
}

function asPriority(value: string) {
  return (['urgent', 'high', 'normal', 'low'] as const).find((known) => known === value) ?? 'none';
}

function dueRun(now: string): Run {
  const dues = ['overdue', 'today', 'week', 'later'] as const;
  return {
    key: (task) => dues.find((due) => dueFits(task.due_on, task.closed_at !== null, due, now)) ?? (task.due_on === null ? 'none' : 'past'),
    name: (value) => {
      const due = [...dues, 'none' as const].find((known) => known === value);
      return due === undefined ? t('list.past') : t(`project.due_of_${due}`);
    },
  };
}

/** The ids of all rows that were read, in order, over all sections. */
function useOrder(groups: Group[]) {
  const rows = useRef(new Map<string, number[]>());
  const order = useRef<number[]>([]);
  const [counts, setCounts] = useState('');
  const onRows = useMemo(() => {
    const known = new Map<string, (tasks: Task[]) => void>();
    return (key: string) => {
      const tell = known.get(key) ?? ((tasks: Task[]) => {
        rows.current.set(key, tasks.map((task) => task.id));
        setCounts([...rows.current].map(([name, ids]) => `${name}:${ids.length}`).join());
      });
      known.set(key, tell);
      return tell;
    };
  }, []);
  const offsets = useMemo(() => {
    const found = new Map<string, number>();
    let at = 0;
    const ids: number[] = [];
    for (const { key } of groups) {
      found.set(key, at);
      const own = rows.current.get(key) ?? [];
      at += own.length;
      ids.push(...own);
    }
    order.current = ids;
    return found;
  }, [groups, counts]);
  return { order, offsets, onRows };
}

function refocus(table: HTMLElement | null, { id, field }: Editing, columns: readonly Column[]): void {
  const col = field === 'title' ? 1 : columns.indexOf(field) + 2;
  setTimeout(() => {
    const row = table?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.dataset.row;
    if (table !== null && row !== undefined && document.activeElement === document.body) focusCell(table, Number(row), col);
  }, 0);
}

/** Tab reaches one cell: the one that had the focus last, else the first title. */
function useEntry(table: RefObject<HTMLTableElement | null>): void {
  useEffect(() => {
    if (table.current?.querySelector('[data-col][tabindex="0"]') != null) return;
    const first = table.current?.querySelector<HTMLElement>('[data-row] [data-col="1"]');
    if (first != null) first.tabIndex = 0;
  });
}

interface HeadProps {
  columns: readonly Column[];
  sort: Sort | undefined;
  /** The order is set by the groups. */
  fixed: boolean;
  editable: boolean;
  all: boolean;
  onAll: () => void;
  onSort: (field: SortField) => void;
}

function Head({ columns, sort, fixed, editable, all, onAll, onSort }: HeadProps) {
  const head = (column: Column | 'title', name: string) => {
    const field = SORTS.find((known) => known === column);
    const direction = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none';
    return (
      <Table.Th key={column} className={column === 'title' ? classes.titleHead : classes.wide} aria-sort={field !== undefined && !fixed ? direction : undefined}>
        {field === undefined || fixed ? name : (
          <button type="button" className={classes.sort} onClick={() => onSort(field)}>
            {name}
            {direction === 'ascending' && <IconArrowUp size={14} aria-hidden />}
            {direction === 'descending' && <IconArrowDown size={14} aria-hidden />}
          </button>
        )}
      </Table.Th>
    );
  };
  return (
    <Table.Thead className={classes.thead}>
      <Table.Tr>
        {editable && <Table.Th className={classes.check}><input type="checkbox" checked={all} onChange={onAll} aria-label={t('list.chooseAll')} /></Table.Th>}
        {head('title', t('list.title'))}
        {columns.map((column) => head(column, columnName(column)))}
      </Table.Tr>
    </Table.Thead>
  );
}

function Nothing({ search, project, editable, onClear }: { search: ListSearch; project: number; editable: boolean; onClear: () => void }) {
  if (countFilters(search) > 0 || search.show === 'closed') {
    return (
      <Empty icon={IconFilterOff} title={t('list.nothingFits')} text={t('list.nothingFitsText')}
        action={<Button variant="default" onClick={onClear}>{t('project.clear')}</Button>} />
    );
  }
  return (
    <Empty icon={IconListCheck} title={t('list.emptyTitle')} text={t('list.emptyText')}
      action={editable && <Button onClick={() => overlays.open({ name: 'newTask', project })}>{t('board.addCard')}</Button>} />
  );
}
