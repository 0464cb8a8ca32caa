import type { Answer } from '../../schemas/answer.ts';
import type { Form } from '../../schemas/form.ts';
import type { Cell } from '../../schemas/grid.ts';
import { readAnswer } from '../../schemas/read-answer.ts';
import { readTogether } from '../../schemas/read-together.ts';
import type { Reading } from '../../schemas/reading.ts';
import { blankTick } from '../../schemas/ticks.ts';
import { blanksOf } from './blanks-of.ts';
import { pairedBlanks } from './paired-blanks.ts';

/** The answers of a report by `<form>_<field>`, each understood by the kind of its blank. A drifted blank has none. */
export type Answers = Readonly<Record<string, Answer>>;

// Rules, check code, kept version and letters ask for the same reading in turn: it is understood once.
const understood = new WeakMap<Reading, readonly { readonly forms: readonly Form[]; readonly answers: Answers }[]>();

/** Understands each blank's raw value by its kind; judges nothing. */
export function understand(forms: readonly Form[], reading: Reading): Answers {
  const before = understood.get(reading) ?? [];
  const known = before.find(
    (it) => it.forms.length === forms.length && it.forms.every((form, at) => form === forms[at]),
  );
  if (known) return known.answers;
  const answers: Record<string, Answer> = {};
  for (const form of forms) {
    for (const { key, field } of blanksOf(form)) {
      const found = reading.found[key];
      if (found) answers[key] = readAnswer(field, found.raw, reading);
    }
    for (const pair of pairedBlanks(form)) {
      const [first, second] = pair.map(({ key }) => reading.found[key]);
      if (!first || !second) continue;
      const together = readTogether(pair[0].field, pair[1].field, first.raw, second.raw);
      if (together) for (const [at, { key }] of pair.entries()) answers[key] = together[at] ?? { is: 'empty' };
    }
  }
  understood.set(reading, [...before, { forms, answers }]);
  return answers;
}

/** True where at least one input differs from what was handed out, 说明 included (未填 otherwise). */
export function differsFromHandOut(reading: Reading, given: Readonly<Record<string, Cell>>): boolean {
  if (reading.drifts.length > 0 || Object.keys(reading.explanations).length > 0) return true;
  return Object.entries(reading.found).some(([key, { raw }]) => plain(raw) !== plain(given[key] ?? null));
}

function plain(cell: Cell): string {
  return cell === null || cell === blankTick ? '' : String(cell);
}
