// How Blimp looks: one accent, the system's fonts, a calm density. Defaults of components are
// plain objects: `Component.extend` would pull every component into the first load.
import { createTheme, type CSSVariablesResolver, defaultVariantColorsResolver } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  // Where white text falls below 4.5:1, text is black.
  luminanceThreshold: 0.183,
  // Light variants (badges, faces, alerts) have too little contrast for small text in some colours.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    if (input.variant !== 'light') return colors;
    return { ...colors, color: `color-mix(in srgb, ${colors.color} 70%, light-dark(black, white))` };
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Anchor: { defaultProps: { underline: 'hover' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { size: 'sm' } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    // The placeholder is a focusable thing in a menu that is no item; the first item takes the focus.
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    Paper: { defaultProps: { withBorder: true } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
});

/** Mantine's quiet text is too pale to read; these keep 4.5:1 on every ground that we use. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b636b',
    '--mantine-color-placeholder': '#6b737b',
    '--mantine-color-error': '#c92a2a',
  },
  dark: {
    // Deeper than Mantine's, so that a board's columns and the navigation stand out from the page.
    '--mantine-color-dark-8': '#1a1a1a',
    '--mantine-color-text': '#dcdde0',
    // One look of what is chosen, in the navigation, in menus and on buttons.
    '--mantine-color-indigo-light': '#2b3358',
    '--mantine-color-indigo-light-hover': '#353e69',
    '--mantine-color-dimmed': '#b3b4b8',
    '--mantine-color-placeholder': '#909296',
    '--mantine-color-error': '#ff8787',
  },
});
