// Where the client starts: the language first, then the page.
import './mantine.css';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem, NetworkFailure } from './api/problem';
import { queryClient } from './api/queries';
import { startLocale, useLocale } from './i18n';
import { MissingChunk } from './lazy';
import { router } from './router';
import { watchSession } from './shell/sessionLost';
import { Bars } from './shell/Bars';
import { Boundary } from './shell/Boundary';
import { listenForPrinting } from './shell/paper';
import { cssVariables, theme } from './theme';

function App() {
  // Another language draws the whole page anew, since words are read while drawing.
  const locale = useLocale();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Boundary key={locale}>
          <Bars />
          <RouterProvider router={router} />
          <Notifications position="bottom-left" limit={4} autoClose={6_000} />
        </Boundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** What was caught is shown on the screen; only what is our mistake belongs on the console too. */
function onCaughtError(error: unknown, info: { componentStack?: string }): void {
  if (error instanceof NetworkFailure || error instanceof MissingChunk) return;
  if (error instanceof ApiProblem && error.status < 500) return;
  console.error(error, info.componentStack);
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
watchSession();
listenForPrinting();
await startLocale();
createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
