import { DEFAULT_FORMAT } from '../default-format.ts';
import type { Cell, ExtendedValue } from '../document.ts';
import type { Message } from '../schema/check.ts';
import { calculate, hyperlink } from './formula.ts';
import { formatNumber, isDatePattern } from './number-format.ts';

export type Scalar = string | number | boolean;

/** How values are answered: valueRenderOption and dateTimeRenderOption. */
export interface Rendering {
  readonly values?: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA' | undefined;
  readonly dates?: 'SERIAL_NUMBER' | 'FORMATTED_STRING' | undefined;
}

/** The value of a cell: a constant is its own, a formula has one where the emulator calculates it. */
export function effectiveValue(cell: Cell | undefined): ExtendedValue | undefined {
  const entered = cell?.userEnteredValue;
  return entered?.formulaValue === undefined ? entered : calculate(entered.formulaValue);
}

/** What a person sees in the cell; undefined for an empty one. */
export function formattedValue(cell: Cell | undefined): string | undefined {
  const value = effectiveValue(cell);
  if (value?.numberValue !== undefined) {
    const { pattern, type } = numberFormat(cell);
    return formatNumber(value.numberValue, pattern, type);
  }
  if (value?.boolValue !== undefined) return value.boolValue ? 'TRUE' : 'FALSE';
  return value?.stringValue;
}

/** The cell as `values` answers it; an empty one is the empty text. */
export function rendered(cell: Cell | undefined, { values, dates }: Rendering): Scalar {
  const entered = cell?.userEnteredValue;
  if (!entered) return '';
  if (values === 'FORMULA' && entered.formulaValue !== undefined) return entered.formulaValue;
  const value = effectiveValue(cell);
  const { pattern, type } = numberFormat(cell);
  const asText = dates === 'FORMATTED_STRING' && isDatePattern(pattern, type);
  const formatted = values === undefined || values === 'FORMATTED_VALUE' || (asText && values === 'UNFORMATTED_VALUE');
  if (formatted) return formattedValue(cell) ?? '';
  return value?.numberValue ?? value?.boolValue ?? value?.stringValue ?? '';
}

/** What spreadsheets.get tells of a cell as far as it is wanted; looks are told of what holds a value or has looks. */
export function cellData(cell: Cell | undefined, wants: (field: string) => boolean): Message {
  if (!cell) return {};
  const value = effectiveValue(cell);
  const formatted = wants('formattedValue') ? formattedValue(cell) : undefined;
  const link = linkOf(cell);
  const looks = wants('effectiveFormat') && (cell.userEnteredValue || cell.userEnteredFormat);
  return {
    ...cell,
    ...(value && { effectiveValue: value }),
    ...(formatted && { formattedValue: formatted }),
    ...(looks && { effectiveFormat: effectiveFormat(cell.userEnteredFormat) }),
    ...(link && { hyperlink: link }),
  };
}

export function numberFormat(cell: Cell | undefined): { readonly type?: string; readonly pattern?: string } {
  return (cell?.userEnteredFormat?.numberFormat ?? {}) as { type?: string; pattern?: string };
}

function linkOf(cell: Cell): string | undefined {
  const formula = cell.userEnteredValue?.formulaValue;
  if (formula !== undefined) return hyperlink(formula)?.uri;
  const textFormat = cell.userEnteredFormat?.textFormat as Message | undefined;
  return cell.textFormatRuns ? undefined : (textFormat?.link as { uri?: string } | undefined)?.uri;
}

function effectiveFormat(entered: Message = {}): Message {
  const text = { ...DEFAULT_FORMAT.textFormat, ...(entered.textFormat as Message | undefined) };
  return {
    ...DEFAULT_FORMAT,
    ...entered,
    textFormat: text,
    hyperlinkDisplayType: entered.hyperlinkDisplayType ?? 'PLAIN_TEXT',
  };
}
