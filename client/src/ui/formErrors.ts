// Puts a refusal on the form it is about: each field's message at the field, the rest above.
import { ApiProblem } from '~/api/problem';
import { inWords } from './Failure';

interface FormLike {
  getValues: () => object;
  setErrors: (errors: Record<string, string>) => void;
}

/** Sets field errors. Returns what concerns the whole form, or null where fields say it all. */
export function showProblem(form: FormLike, error: unknown, names: Record<string, string> = {}): string | null {
  if (!(error instanceof ApiProblem)) return inWords(error);
  const { known, rest } = sortFields(error.fields, Object.keys(form.getValues()), names);
  if (Object.keys(known).length > 0) form.setErrors(known);
  if (Object.keys(known).length > 0 && rest.length === 0) return null;
  return [inWords(error), ...rest].join(' ');
}

/** Which messages belong to fields of the form; `names` maps the API's name to the form's. */
export function sortFields(
  fields: Record<string, string>,
  inForm: string[],
  names: Record<string, string> = {},
): { known: Record<string, string>; rest: string[] } {
  const known: Record<string, string> = {};
  const rest: string[] = [];
  for (const [field, message] of Object.entries(fields)) {
    const name = names[field] ?? field;
    // `labels.2` is about the field `labels` where the form has it as one.
    const own = inForm.includes(name) ? name : inForm.find((known) => name.startsWith(`${known}.`));
    if (own === undefined) rest.push(message);
    else known[own] ??= message;
  }
  return { known, rest };
}
