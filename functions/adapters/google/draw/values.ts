import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { BookValue } from '../../../../schemas/book.ts';
import { sheetsFormula } from './formulas.ts';

/** What a cell holds; undefined where it is empty. Text is a string value whatever it looks like; only our own formulas are formulas. */
export function cellValue(value: BookValue): sheets_v4.Schema$ExtendedValue | undefined {
  if (value === null || value === '') return undefined;
  switch (typeof value) {
    case 'string':
      return { stringValue: plainText(value) };
    case 'number':
      return { numberValue: value };
    case 'boolean':
      return { boolValue: value };
    default:
      return 'formula' in value
        ? { formulaValue: sheetsFormula(value.formula) }
        : { numberValue: serialOfDate(value.date) };
  }
}

/** The longest text a cell of Google's takes, in UTF-16 units. */
const longest = 50_000;
const cutMark = '…（太长，余下略）';

/** A text as a cell or a note can hold it: line ends are LF, halves of characters and what ends a text in C are gone. */
export function plainText(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').toWellFormed().replaceAll('\0', '');
  return plain.length > longest ? plain.slice(0, longest - cutMark.length).toWellFormed() + cutMark : plain;
}

const day = 86_400_000;

/** `2018-09-25` → days since 30 December 1899, also before March 1900, where Excel counts one day too many. */
function serialOfDate(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
    throw new RangeError(`not a date: ${date}`);
  return (time - Date.UTC(1899, 11, 30)) / day;
}
