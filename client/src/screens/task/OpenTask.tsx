// The panel of the task that the address names, for screens whose route has the search parameter
// `task`.
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { patient } from '~/lazy';

const load = () => import('./TaskPanel').then((module) => ({ default: module.TaskPanel }));
const TaskPanel = lazy(patient(load));

/** Where tasks are shown, one will be opened: its panel is fetched once the screen has come to rest. */
const REST_MS = 2_000;

function useFetchedEarly(): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), REST_MS);
    return () => clearTimeout(timer);
  }, []);
}

export function OpenTask() {
  const number = useSearch({ strict: false, select: (search) => search.task });
  useFetchedEarly();
  // Whoever comes by a link has nothing to go back to.
  const cameOpen = useRef(number !== undefined);
  if (number === undefined) {
    cameOpen.current = false;
    return null;
  }
  return (
    <Suspense fallback={null}>
      <TaskPanel number={number} cameOpen={cameOpen.current} />
    </Suspense>
  );
}
