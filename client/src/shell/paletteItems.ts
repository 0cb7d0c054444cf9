// What the palette lists: commands and projects that fit at once, tasks from the server's search.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconCircleCheck, IconLayoutKanban } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { api, take } from '~/api/client';
import { projectsQuery } from '~/data/projects';
import { currentLocale, t } from '~/i18n';
import { type Command, useCurrentCommands } from './commands';
import type { Where } from './where';

const MOST_PROJECTS = 6;
const MOST_TASKS = 8;

/** How well a text answers a query; 0 is not at all. Every word has to begin a word of the text. */
export function fit(text: string, query: string): number {
  const words = fold(text).split(/[^\p{L}\p{N}#]+/u);
  let score = 1;
  for (const asked of fold(query).split(/\s+/)) {
    if (asked === '') continue;
    const at = words.findIndex((word) => word.startsWith(asked));
    if (at < 0) return 0;
    score += 1 / (at + 1);
  }
  return score;
}

/** Without case and accents. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(currentLocale());
}

function best<T>(items: T[], textOf: (item: T) => string, query: string): T[] {
  return items
    .map((item) => ({ item, score: fit(textOf(item), query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function useFound(where: Where | null, query: string) {
  const company = where?.company.id ?? 0;
  const number = /^#?(\d+)$/.exec(query)?.[1];
  return useQuery({
    queryKey: ['search', company, 'palette', query],
    enabled: where !== null && query.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    queryFn: async ({ signal }) => {
      if (number !== undefined) {
        const path = { company, number: Number(number) };
        const task = await take(
          api.GET('/api/v1/companies/{company}/tasks/{number}', { params: { path }, signal }),
        ).catch(() => null);
        return task === null ? [] : [{ number: task.number, title: task.title }];
      }
      const page = await take(
        api.GET('/api/v1/companies/{company}/search', {
          params: { path: { company }, query: { q: query, kind: 'task', limit: MOST_TASKS } },
          signal,
        }),
      );
      return page.items.map(({ task }) => ({ number: task.number, title: task.title }));
    },
  });
}

/** `query` is what stands in the input, `settled` what has stood there for a moment. */
export function usePaletteItems(where: Where | null, query: string, settled: string) {
  const navigate = useNavigate();
  const commands = useCurrentCommands();
  const projects = useQuery({ ...projectsQuery(where?.company.id ?? 0), enabled: where !== null }).data;
  const found = useFound(where, settled);

  const items = useMemo(() => {
    const slug = where?.company.slug ?? '';
    const actions = best(
      commands.filter((command) => !command.hidden),
      (command) => `${command.label} ${command.words ?? ''} ${command.group}`,
      query,
    );
    const places = best(projects ?? [], (project) => project.name, query)
      .slice(0, MOST_PROJECTS)
      .map((project): Command => ({
        id: `project-${project.id}`, group: t('shell.projects'), icon: IconLayoutKanban, label: project.name,
        run: () => void navigate({ to: '/c/$company/p/$project', params: { company: slug, project: project.slug } }),
      }));
    const tasks = query === '' ? [] : (found.data ?? []).map((task): Command => ({
      id: `task-${task.number}`, group: t('shell.tasks'), icon: IconCircleCheck, label: `#${task.number} ${task.title}`,
      run: () => void navigate({ to: '/c/$company/tasks/$number', params: { company: slug, number: String(task.number) } }),
    }));
    const more: Command[] = query === '' || where === null ? [] : [{
      id: 'search-all', group: t('search.search'), label: t('shell.searchAll', { query }),
      run: () => void navigate({ to: '/c/$company/search', params: { company: slug }, search: { q: query } }),
    }];
    return query === '' ? [...actions, ...places] : [...places, ...tasks, ...actions, ...more];
  }, [commands, projects, found.data, query, where, navigate]);
  return { items, searching: found.isFetching };
}
