// The task beside the view it was opened from. On wide screens one can go on working behind it; on
// narrow ones it covers the page and keeps the focus.
import { useFocusTrap, useMediaQuery, useMergedRef } from '@mantine/hooks';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { t } from '~/i18n';
import { sweepDrafts } from '~/ui/Editor';
import { Head } from './Head';
import classes from './Task.module.css';
import { TaskView } from './TaskView';

interface TaskPanelProps {
  number: number;
  /** The page was loaded with the panel open: there is nothing to go back to. */
  cameOpen: boolean;
}

/** What had the focus before the panel came, so that it goes back there. */
let opener: Element | null = null;

function returnFocus(number: number): void {
  const card = opener?.isConnected === true ? opener : document.querySelector(`[data-task-number="${number}"]`);
  const target = card instanceof HTMLElement ? card : document.getElementById('main');
  target?.focus({ preventScroll: target.id === 'main' });
}

export function TaskPanel({ number, cameOpen }: TaskPanelProps) {
  const navigate = useNavigate();
  const router = useRouter();
  const panel = useRef<HTMLDivElement>(null);
  const covers = useMediaQuery('(max-width: 61.99em)') ?? false;
  const ref = useMergedRef(panel, useFocusTrap(covers));

  // From the second task on, going back would lead to the one before.
  const first = useRef(number);
  const leave = useCallback(() => {
    if (!cameOpen && first.current === number && router.history.canGoBack()) router.history.back();
    else void navigate({ to: '.', search: (before) => ({ ...before, task: undefined }), replace: true });
  }, [cameOpen, navigate, number, router]);

  useEffect(() => {
    sweepDrafts();
    const focused = document.activeElement;
    if (focused !== null && focused !== document.body && !panel.current?.contains(focused)) opener = focused;
    panel.current?.focus({ preventScroll: true });
    return () => {
      // After another task's panel has taken this one's place, the focus is there already.
      setTimeout(() => {
        if (document.querySelector('[data-task-panel]') === null) returnFocus(number);
      }, 0);
    };
  }, [number]);

  // Escape closes a list or calendar that is open over the panel first; whether one was open is
  // seen before it hears of the key.
  const busy = useRef(false);
  useLayoutEffect(() => {
    const note = () => {
      busy.current = panel.current?.querySelector('[aria-expanded="true"]') != null;
    };
    window.addEventListener('keydown', note, { capture: true });
    return () => window.removeEventListener('keydown', note, { capture: true });
  }, []);

  const press = (event: KeyboardEvent) => {
    const inside = event.target instanceof Node && panel.current?.contains(event.target) === true;
    if (event.key !== 'Escape' || event.defaultPrevented || !inside || busy.current) return;
    event.stopPropagation();
    // The first Escape leaves a field, the next one the panel.
    const typing = event.target instanceof HTMLElement && ['INPUT', 'TEXTAREA'].includes(event.target.tagName);
    if (typing) panel.current?.focus();
    else leave();
  };
  return (
    <div
      ref={ref} className={classes.panel} role="dialog" aria-modal={covers || undefined} aria-label={t('task.panel', { number: String(number) })}
      tabIndex={-1} data-task-panel data-commands data-autofocus onKeyDown={press}
    >
      <div className={classes.scroll}>
        <TaskView key={number} number={number} place="panel" leave={leave} head={<Head />} />
      </div>
    </div>
  );
}
