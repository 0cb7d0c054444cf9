// The types are what the OpenAPI document makes: drift between server and client fails here.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { schema, target } from './schema.mjs';

test('src/api/schema.ts is made from docs/openapi.json (else: npm run schema)', async () => {
  expect(readFileSync(target, 'utf8') === (await schema())).toBe(true);
}, 30_000);
