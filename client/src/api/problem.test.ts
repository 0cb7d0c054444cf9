// Refusals become messages at fields and words for people.
import { afterEach, describe, expect, test } from 'vitest';
import { problems } from '~/i18n/es';
import { setCatalogue } from '~/i18n/locale';
import { sortFields } from '~/ui/formErrors';
import { ApiProblem, fieldOf, isStatus, mayPass, NetworkFailure, readProblem } from './problem';

const invalid = {
  type: '/api/docs#invalid', code: 'invalid', title: 'Some fields will not do.', status: 422,
  errors: [
    { pointer: '/name', code: 'empty', message: 'Say at least one character.' },
    { pointer: '/name', code: 'other', message: 'Second word.' },
    { pointer: '/labels/2', code: 'too_long', message: 'At most 40 characters.' },
    { pointer: '', code: 'whole', message: 'Not together.' },
  ],
};

test('a pointer names a field', () => {
  expect(['/name', '/a/b', '/a~1b/c~0d', '?limit', ''].map(fieldOf)).toEqual(['name', 'a.b', 'a/b.c~d', 'limit', '']);
});

test('the first message of each field counts', async () => {
  const problem = await readProblem(new Response(JSON.stringify(invalid), { status: 422 }));
  expect(problem.fields).toEqual({ name: 'Say at least one character.', 'labels.2': 'At most 40 characters.' });
});

test('what is not a problem becomes one', async () => {
  const response = new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway', headers: { 'retry-after': '7' } });
  const problem = await readProblem(response);
  expect([problem.status, problem.code, problem.message, problem.retryAfter]).toEqual([502, 'internal', 'Bad Gateway', 7]);
});

describe('asking again', () => {
  const of = (status: number) => new ApiProblem({ type: '', code: '', title: '', status });
  test.each([[400, false], [404, false], [409, false], [429, true], [500, false], [503, true]])('%d: %s', (status, again) => {
    expect(mayPass(of(status))).toBe(again);
  });
  test('helps where there was no answer', () => {
    expect(mayPass(new NetworkFailure(new TypeError('x')))).toBe(true);
    expect(isStatus(of(404), 403, 404)).toBe(true);
  });
});

test('messages go to the fields of the form, and the rest is not lost', () => {
  const { known, rest } = sortFields(
    { name: 'Short.', 'labels.2': 'Long.', due_on: 'Late.', odd: 'Odd.' }, ['name', 'labels', 'due'], { due_on: 'due' },
  );
  expect(known).toEqual({ name: 'Short.', labels: 'Long.', due: 'Late.' });
  expect(rest).toEqual(['Odd.']);
});

describe('in Spanish', () => {
  afterEach(() => setCatalogue('en', {}));

  test('known codes are said in it, numbers kept, and others in the server\'s words', async () => {
    setCatalogue('es', {}, problems);
    const problem = await readProblem(new Response(JSON.stringify(invalid), { status: 422 }));
    expect(problem.fields).toEqual({ name: 'Escribe al menos un carácter.', 'labels.2': 'Como máximo 40 caracteres.' });
    expect(problem.words).toBe('Hay campos que no valen.');
    const other = new ApiProblem({ type: '', code: 'no.such.code', title: 'No.', detail: 'Not now.', status: 409 });
    expect(other.words).toBe('No. Not now.');
  });
});
