import type { Field, Form } from '../../../schemas/form.ts';
import { explainName } from '../../../schemas/forms.ts';
import { type Cell, cellAddress, parseA1 } from '../../../schemas/grid.ts';
import { layoutOf } from '../../../schemas/layout.ts';
import type { Found, Reading, Redaction } from '../../../schemas/reading.ts';
import { countWords } from '../../../schemas/text.ts';
import { blanksOf } from '../blanks-of.ts';
import { findPersonal, type People } from './find-personal.ts';
import { isWholeName } from './names.ts';
import { placeholders, type Redacted, redactText } from './redact-text.ts';

/** Shorter numbers are counts, months and serial dates. */
const shortestNumber = 1e10;

/** A text of the report that goes through the gate, and where it stands. */
interface Passing {
  readonly key: string;
  readonly form: Form;
  readonly field: Field;
  readonly in: Redaction['in'];
  readonly cell: string;
  readonly text: string;
}

/**
 * The gate of invariant 12: a reading as it may leave the school. Free texts, 说明 and whatever was typed where a number,
 * a tick or a date belongs lose their personal details; a person's own contact blanks stay as they are. The same object
 * where nothing was found.
 */
export function redactReading(forms: readonly Form[], typed: Reading): Reading {
  const passing = forms.flatMap((form) => passingOf(form, typed));
  const staff = staffOf(forms, typed);
  const children = childrenIn(passing, staff);
  if (!children) return typed;
  const found: Record<string, Found> = {};
  const explanations: Record<string, string> = {};
  const redactions: Redaction[] = [];
  for (const it of passing) {
    const { key, form, field, text } = it;
    const redacted: Redacted = isNameAlone(it)
      ? { text: placeholders.name, kinds: ['name'] }
      : redactText(text, { staff, children });
    if (redacted.kinds.length === 0) continue;
    if (it.in === 'blank') found[key] = { cell: it.cell, raw: redacted.text };
    else explanations[key] = redacted.text;
    const cell = it.in === 'blank' ? it.cell : explanationCell(form, field.key, it.cell);
    const { kinds } = redacted;
    redactions.push({ form: form.key, field: field.key, in: it.in, cell, kinds, words: countWords(text) });
  }
  return {
    ...typed,
    found: { ...typed.found, ...found },
    explanations: { ...typed.explanations, ...explanations },
    redactions,
  };
}

function passingOf(form: Form, typed: Reading): readonly Passing[] {
  return blanksOf(form).flatMap(({ key, field }) => {
    const blank = typed.found[key];
    const cell = blank?.cell ?? '';
    const text = blank && isScanned(field) ? textOf(blank.raw) : undefined;
    const explanation = typed.explanations[key];
    return [
      ...(text === undefined ? [] : [{ key, form, field, in: 'blank' as const, cell, text }]),
      ...(explanation === undefined ? [] : [{ key, form, field, in: 'explanation' as const, cell, text: explanation }]),
    ];
  });
}

/** A number of eighteen digits has lost its last ones to the spreadsheet program; what is left is too much all the same. */
function textOf(raw: Cell): string | undefined {
  if (typeof raw === 'string') return raw;
  return typeof raw === 'number' && raw >= shortestNumber ? raw.toFixed(0) : undefined;
}

/** A text that is carried over from month to month is a standing answer about the school's own people. */
function isScanned(field: Field): boolean {
  switch (field.kind) {
    case 'text':
      return !field.carry;
    case 'count':
    case 'tick':
    case 'date':
    case 'month':
      return true;
    case 'ref':
    case 'phone':
    case 'name':
      return false;
  }
}

/** Who signs, fills in and is called: known by the report's own blanks for a name. */
function staffOf(forms: readonly Form[], typed: Reading): ReadonlySet<string> {
  const names = forms.flatMap((form) =>
    blanksOf(form).flatMap(({ key, field }) =>
      field.kind === 'name' ? String(typed.found[key]?.raw ?? '').split(/[\s、，,（(]+/) : [],
    ),
  );
  return new Set(names.filter((name) => name.length > 1));
}

/** A child named in one blank is known in the others; undefined where no text holds any personal detail: most reports. */
function childrenIn(passing: readonly Passing[], staff: ReadonlySet<string>): People['children'] | undefined {
  const nobodyYet: People = { staff, children: new Set() };
  const details = passing.flatMap((it) =>
    isNameAlone(it)
      ? [{ kind: 'name', words: it.text.trim() }]
      : findPersonal(it.text, nobodyYet).map(({ start, end, kind }) => ({ kind, words: it.text.slice(start, end) })),
  );
  if (details.length === 0) return undefined;
  return new Set(details.flatMap(({ kind, words }) => (kind === 'name' ? [words] : [])));
}

/** Where a number, a tick or a date belongs, somebody typed a name and nothing more. */
function isNameAlone({ field, text, in: place }: Pick<Passing, 'field' | 'text' | 'in'>): boolean {
  return place === 'blank' && field.kind !== 'text' && isWholeName(text);
}

/** `自查表!G17`; the cell of the row's first blank where the columns are not as they were handed out. */
function explanationCell(form: Form, firstKey: string, blankCell: string): string {
  const name = explainName(form, firstKey);
  const bang = blankCell.lastIndexOf('!');
  const place = parseA1(blankCell.slice(bang + 1));
  for (const { explanations, fields } of layoutOf(form)) {
    const area = explanations.find((it) => it.name === name)?.area;
    const input = fields.find(({ field }) => field.key === firstKey)?.input;
    if (area && place && place.column === input?.column)
      return cellAddress({ sheet: blankCell.slice(0, bang), row: place.row, column: area.column });
  }
  return blankCell;
}
