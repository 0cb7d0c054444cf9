// The page at /api/docs. It asks this installation for the API's document, and nobody else for anything.
import '@scalar/api-reference/style.css';
import './page.css';
import { createApiReference } from '@scalar/api-reference';

createApiReference('#docs', {
  url: '/api/v1/openapi.json',
  baseServerURL: location.origin,
  theme: 'default',
  // Nothing of other hosts: no fonts, no proxy for trials, no chat, no counting.
  withDefaultFonts: false,
  proxyUrl: '',
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  // Credentials that somebody types in are forgotten with the page.
  persistAuth: false,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
});
