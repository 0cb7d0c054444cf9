// Makes src/api/schema.ts from the OpenAPI document that the server's tests keep.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

export const target = new URL('../src/api/schema.ts', import.meta.url);
const document = new URL('../../docs/openapi.json', import.meta.url);

/**
 * A described field of a listed kind of word comes as `allOf` of the words and of an object that has
 * nothing but the description; taken at its word, no value would fit both.
 */
function described(key, value) {
  const parts = value?.allOf;
  if (!Array.isArray(parts) || parts.length !== 2) return value;
  const [words, about] = parts;
  const bare = about.type === 'object' && Object.keys(about).every((k) => k === 'type' || k === 'description');
  return bare && words.enum ? { ...words, description: about.description } : value;
}

/** The types, as text. */
export async function schema() {
  const ast = await openapiTS(JSON.parse(readFileSync(document, 'utf8'), described), { alphabetize: false });
  return `// The API's types. Made from docs/openapi.json by \`npm run schema\`; not written by hand.\n\n${astToString(ast)}`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(target, await schema());
  console.log('wrote src/api/schema.ts');
}
