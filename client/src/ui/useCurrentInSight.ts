// A row of links that scrolls sideways on phones shows the one where one is.
import { useLocation } from '@tanstack/react-router';
import { type RefObject, useLayoutEffect, useRef } from 'react';

export function useCurrentInSight(): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  useLayoutEffect(() => {
    const link = row.current?.querySelector('[aria-current="page"]')?.getBoundingClientRect();
    const frame = row.current?.getBoundingClientRect();
    if (link === undefined || frame === undefined) return;
    // By hand: scrollIntoView would move the page too.
    row.current?.scrollBy({ left: link.left + link.width / 2 - frame.left - frame.width / 2, behavior: 'instant' });
  }, [path]);
  return row;
}
