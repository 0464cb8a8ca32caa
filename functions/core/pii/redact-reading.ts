import type { Field, Form } from '../../../schemas/form.ts';
import { explainName } from '../../../schemas/forms.ts';
import { type Cell, cellAddress, parseA1 } from '../../../schemas/grid.ts';
import { layoutOf } from '../../../schemas/layout.ts';
import type { Found, Reading, Redaction } from '../../../schemas/reading.ts';
import { countWords } from '../../../schemas/text.ts';
import { blanksOf } from '../blanks-of.ts';
import { isWholeName } from './names.ts';
import { placeholders, type Redacted, redactText } from './redact-text.ts';

/** Shorter numbers are counts, months and serial dates. */
const shortestNumber = 1e10;

/**
 * The gate of invariant 12: a reading as it may leave the school. Free texts, 说明 and whatever was typed where a number,
 * a tick or a date belongs lose their personal details; a person's own contact blanks stay as they are. The same object
 * where nothing was found.
 */
export function redactReading(forms: readonly Form[], typed: Reading): Reading {
  const found: Record<string, Found> = {};
  const explanations: Record<string, string> = {};
  const redactions: Redaction[] = [];
  for (const form of forms)
    for (const { key, field } of blanksOf(form)) {
      const at = { form: form.key, field: field.key };
      const blank = typed.found[key];
      const redacted = blank && redactBlank(field, blank.raw);
      if (blank && redacted) {
        const { text, kinds } = redacted;
        found[key] = { ...blank, raw: text };
        redactions.push({ ...at, in: 'blank', cell: blank.cell, kinds, words: countWords(String(blank.raw)) });
      }
      const explanation = typed.explanations[key];
      if (explanation === undefined) continue;
      const { text, kinds } = redactText(explanation);
      if (kinds.length === 0) continue;
      explanations[key] = text;
      const cell = explanationCell(form, field.key, blank?.cell ?? '');
      redactions.push({ ...at, in: 'explanation', cell, kinds, words: countWords(explanation) });
    }
  if (redactions.length === 0) return typed;
  return {
    ...typed,
    found: { ...typed.found, ...found },
    explanations: { ...typed.explanations, ...explanations },
    redactions,
  };
}

function redactBlank(field: Field, raw: Cell): Redacted | undefined {
  if (typeof raw === 'boolean' || raw === null || !isScanned(field)) return undefined;
  if (typeof raw === 'number' && raw < shortestNumber) return undefined;
  // A number has lost the end of what was typed as 18 digits: no checksum holds, the first digits tell enough.
  const text = typeof raw === 'number' ? raw.toFixed(0) : raw;
  if (field.kind !== 'text' && isWholeName(text)) return { text: placeholders.name, kinds: ['name'] };
  const redacted = redactText(text);
  return redacted.kinds.length === 0 ? undefined : redacted;
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
