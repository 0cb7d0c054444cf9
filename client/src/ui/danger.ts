// The ink of menu items that throw something away: Mantine's red is too pale for small text.
export const DANGER = 'var(--mantine-color-red-light-color)';
