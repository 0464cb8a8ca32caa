/**
 * A formula of ours as Google's: there a range ends where its sheet ends, so the numbers from 1 to 5,000 that count the
 * 字 of a cell come from SEQUENCE, not from the numbers of rows that a sheet of ours does not have. All other functions
 * mean the same in both.
 */
export function sheetsFormula(formula: string): string {
  return `=${formula.replaceAll(countingPlaces, 'SEQUENCE(1000,5)')}`;
}

const countingPlaces = '(ROW($1:$1000)+1000*(COLUMN($A:$E)-1))';

/** A text as a formula writes it. */
export function literal(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
