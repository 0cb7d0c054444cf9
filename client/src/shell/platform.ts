// Which keyboard it is: ⌘ or Ctrl.
export const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys of a command as people read them: `mod+k` is ⌘ K or Ctrl K. */
export function keysForPeople(keys: string): string[] {
  return keys.split(' ').flatMap((step) =>
    step.split('+').map((key) => {
      if (key === 'mod') return isApple ? '⌘' : 'Ctrl';
      if (key === 'shift') return '⇧';
      if (key === 'Escape') return 'Esc';
      if (key.startsWith('Arrow')) return { Up: '↑', Down: '↓', Left: '←', Right: '→' }[key.slice(5)] ?? key;
      return key.length === 1 ? key.toUpperCase() : key;
    }),
  );
}
