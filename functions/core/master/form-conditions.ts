import type { Bar, Condition } from '../../../schemas/book.ts';
import type { Kind } from '../../../schemas/form.ts';
import { columnLetters } from '../../../schemas/grid.ts';
import type { Area } from '../../../schemas/layout.ts';
import { identityColumns, unreported } from './form-columns.ts';
import type { FormTable } from './form-table.ts';

/** Tints that stay with their rows when somebody sorts: what is not understood first, then rows no total adds in grey. */
export function formConditions({ columns, data }: FormTable): Condition[] {
  const notUnderstood = columns.flatMap(({ field }, column): Condition[] => {
    const area = { ...data, column, columns: 1 };
    const formula = field && strangeWhen(field.kind, topOf(area));
    return formula ? [{ area, when: { formula }, tone: 'bad' }] : [];
  });
  const counted = topOf({ ...data, column: identityColumns - 1 });
  const values = { ...data, column: identityColumns, columns: data.columns - identityColumns };
  return [...notUnderstood, { area: values, when: { formula: `$${counted}="否"` }, tone: 'quiet' }];
}

/** Bars beside counts of cases, so that a column is read at a glance; nothing is ranked by them. */
export function formBars({ columns, data }: FormTable): Bar[] {
  return columns.flatMap(({ field }, column): Bar[] =>
    field?.kind === 'count' && field.unit === '件' ? [{ area: { ...data, column, columns: 1 }, tone: 'warn' }] : [],
  );
}

/** When a cell of a kind shows words that are no answer; undefined where words tell nothing. */
function strangeWhen(kind: Kind, cell: string): string | undefined {
  switch (kind) {
    case 'count':
    case 'month':
    case 'date':
      return `AND(ISTEXT(${cell}),${cell}<>"不适用",${cell}<>"${unreported}")`;
    case 'tick':
      return `AND(${cell}<>"",${cell}<>"有",${cell}<>"无",${cell}<>"${unreported}")`;
    case 'phone':
    case 'ref':
    case 'name':
    case 'text':
      return undefined;
  }
}

function topOf({ row, column }: Area): string {
  return `${columnLetters(column)}${row + 1}`;
}
