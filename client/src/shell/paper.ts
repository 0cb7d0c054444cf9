// Paper is white: while the page is printed it looks as in the light.

/** Listens for printing, once for the page. */
export function listenForPrinting(): void {
  const root = document.documentElement;
  let look: string | null = null;
  window.addEventListener('beforeprint', () => {
    look = root.getAttribute('data-mantine-color-scheme');
    root.setAttribute('data-mantine-color-scheme', 'light');
  });
  window.addEventListener('afterprint', () => {
    if (look !== null) root.setAttribute('data-mantine-color-scheme', look);
  });
}
