// Which columns are folded away, remembered in this browser.
import { useCallback, useState } from 'react';

function stored(project: number): number[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`blimp.collapsed.${project}`) ?? '[]');
    return Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];
  } catch {
    return [];
  }
}

export function useCollapsed(project: number): [ReadonlySet<number>, (state: number) => void] {
  const [ids, setIds] = useState(() => new Set(stored(project)));
  const toggle = useCallback((state: number) => {
    setIds((now) => {
      const next = new Set(now);
      if (!next.delete(state)) next.add(state);
      try {
        localStorage.setItem(`blimp.collapsed.${project}`, JSON.stringify([...next]));
      } catch {
        // Storage is switched off: it lasts for this page.
      }
      return next;
    });
  }, [project]);
  return [ids, toggle];
}
