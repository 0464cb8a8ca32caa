import type { Answer } from '../../schemas/answer.ts';
import { type Field, type Form, fieldsOf } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { readAnswer } from '../../schemas/read-answer.ts';
import type { Reading } from '../../schemas/reading.ts';
import { blankTick } from '../../schemas/ticks.ts';

/** The answers of a report by `<form>_<field>`, each understood by the kind of its blank. A drifted blank has none. */
export type Answers = Readonly<Record<string, Answer>>;

/** Understands each blank's raw value by its kind; judges nothing. */
export function understand(forms: readonly Form[], reading: Reading): Answers {
  return Object.assign({}, ...forms.map((form) => answersOf(form, reading)));
}

// Rules, check code, kept version and letters ask for the same reading in turn: it is understood once.
const understood = new WeakMap<Reading, Map<Form, Answers>>();

function answersOf(form: Form, reading: Reading): Answers {
  const byForm = understood.get(reading) ?? new Map<Form, Answers>();
  const known = byForm.get(form);
  if (known) return known;
  const answers: Record<string, Answer> = {};
  for (const { key, field } of blanksOf(form)) {
    const found = reading.found[key];
    if (found) answers[key] = readAnswer(field, found.raw, reading.date1904);
  }
  understood.set(reading, byForm.set(form, answers));
  return answers;
}

type Blank = { readonly key: string; readonly field: Field };

const blanks = new WeakMap<Form, readonly Blank[]>();

/** The blanks of a form under their defined names, listed once a form. */
function blanksOf(form: Form): readonly Blank[] {
  const known = blanks.get(form);
  if (known) return known;
  const listed = fieldsOf(form).map((field) => ({ key: definedName(form, field), field }));
  blanks.set(form, listed);
  return listed;
}

/** True where at least one input differs from what was handed out, 说明 included (未填 otherwise). */
export function differsFromHandOut(reading: Reading, given: Readonly<Record<string, Cell>>): boolean {
  if (reading.drifts.length > 0 || Object.keys(reading.explanations).length > 0) return true;
  return Object.entries(reading.found).some(([key, { raw }]) => plain(raw) !== plain(given[key] ?? null));
}

function plain(cell: Cell): string {
  return cell === null || cell === blankTick ? '' : String(cell);
}
