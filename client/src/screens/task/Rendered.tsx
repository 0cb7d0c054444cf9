// Text that the server rendered, whose task-list boxes can be ticked where that is allowed.
import { useEffect, useRef } from 'react';
import { t } from '~/i18n';
import { Markdown } from '~/ui/Markdown';
import classes from './Notes.module.css';

interface RenderedProps {
  html: string;
  /** Ticks the nth box of the text. Without it, boxes only show. */
  onTick?: (nth: number, on: boolean) => void;
}

export function Rendered({ html, onTick }: RenderedProps) {
  const text = useRef<HTMLDivElement>(null);
  const tick = useRef(onTick);
  tick.current = onTick;
  const able = onTick !== undefined;

  useEffect(() => {
    const boxes = [...(text.current?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? [])];
    const stop = new AbortController();
    boxes.forEach((box, nth) => {
      box.disabled = !able;
      box.setAttribute('aria-label', box.closest('li')?.textContent?.trim().slice(0, 200) || t('task.box'));
      box.addEventListener('change', () => tick.current?.(nth, box.checked), { signal: stop.signal });
    });
    for (const link of text.current?.querySelectorAll<HTMLAnchorElement>('a[href^="http"]') ?? []) link.target = '_blank';
    // Wide code and tables can be scrolled by keys, too.
    for (const wide of text.current?.querySelectorAll<HTMLElement>('pre, table') ?? []) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    }
    return () => stop.abort();
  }, [html, able]);

  return <div ref={text} className={classes.text}><Markdown html={html} /></div>;
}
