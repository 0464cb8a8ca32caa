import { cellAt, type Sheet } from './grid.ts';

/** Whose report a workbook is: written into its hidden sheet at hand-out and read back wherever the file has been. */
export interface Identity {
  readonly school: string;
  readonly period: string;
  /** Edition of each form, `selfCheck=1;monthlyReport=1`. */
  readonly edition: string;
}

const keys = ['school', 'period', 'edition'] as const;

/** Rows of the hidden sheet: name and value side by side. */
export function identityRows(identity: Identity): [string, string][] {
  return [['anxiao', 'report'], ...keys.map((key): [string, string] => [key, identity[key]])];
}

/** The identity a hidden sheet states; undefined where it is not one of ours or incomplete. */
export function readIdentity(sheet: Sheet | undefined): Identity | undefined {
  if (!sheet || cellAt(sheet, 0, 0) !== 'anxiao') return undefined;
  const found = new Map(sheet.cells.map((row) => [String(row[0] ?? ''), String(row[1] ?? '')]));
  const [school = '', period = '', edition = ''] = keys.map((key) => found.get(key) ?? '');
  return school && period ? { school, period, edition } : undefined;
}
