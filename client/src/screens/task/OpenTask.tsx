// The panel of the task that the address names, for screens whose route has the search parameter
// `task`.
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useRef } from 'react';

const TaskPanel = lazy(() => import('./TaskPanel').then((module) => ({ default: module.TaskPanel })));

export function OpenTask() {
  const number = useSearch({ strict: false, select: (search) => search.task });
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
