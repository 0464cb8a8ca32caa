import type { Cell, ExtendedValue } from '../document.ts';
import { type Mask, overlay } from '../schema/mask.ts';
import { readTyped } from './typed.ts';
import { numberFormat, type Scalar } from './view.ts';

export type Input = 'RAW' | 'USER_ENTERED';

/** The cell with a value as the values methods write it; the empty text empties it, formats stay. */
export function withInput(cell: Cell | undefined, given: Scalar, input: Input): Cell | undefined {
  if (typeof given === 'number') return withValue(cell, { numberValue: given });
  if (typeof given === 'boolean') return withValue(cell, { boolValue: given });
  if (given === '') return withValue(cell, undefined);
  const plain = input === 'RAW' || (numberFormat(cell).type === 'TEXT' && !given.startsWith('='));
  if (plain) return withValue(cell, { stringValue: given });
  const typed = readTyped(given);
  const valued = withValue(cell, typed.value);
  if (!typed.numberFormat) return valued;
  return { ...valued, userEnteredFormat: { ...cell?.userEnteredFormat, numberFormat: typed.numberFormat } };
}

/** The cell with another value; what was typed into parts of the old text goes with it. */
export function withValue(cell: Cell | undefined, value: ExtendedValue | undefined): Cell | undefined {
  const { userEnteredValue: _value, textFormatRuns: _runs, ...rest } = cell ?? {};
  return orNone(value ? { ...rest, userEnteredValue: value } : rest);
}

/** The cell with the masked fields of a CellData; what only Google computes is ignored. */
export function withFields(cell: Cell | undefined, given: Cell, mask: Mask): Cell | undefined {
  const writes = (field: string) => mask === 'all' || mask.has(field);
  const keepsRuns = writes('textFormatRuns') || !writes('userEnteredValue');
  const { textFormatRuns: _runs, ...withoutRuns } = cell ?? {};
  const changed = overlay({ ...(keepsRuns ? cell : withoutRuns) }, { ...given }, mask, 'CellData') as Cell;
  const {
    userEnteredValue: value,
    userEnteredFormat: format,
    note,
    dataValidation: rule,
    textFormatRuns: runs,
  } = changed;
  return orNone({
    ...(filled(value) && value.stringValue !== '' && { userEnteredValue: value }),
    ...(filled(format) && { userEnteredFormat: format }),
    ...(note && { note }),
    ...(rule?.condition !== undefined && { dataValidation: rule }),
    ...(runs && runs.length > 0 && { textFormatRuns: runs }),
  });
}

/** The same change for many cells; those that were empty share one object, so that a formatted column costs little. */
export function withFieldsAlike(given: Cell, mask: Mask): (cell: Cell | undefined) => Cell | undefined {
  const blank = withFields(undefined, given, mask);
  return (cell) => (cell ? withFields(cell, given, mask) : blank);
}

const filled = <T extends object>(value: T | undefined): value is T =>
  value !== undefined && Object.keys(value).length > 0;

const orNone = (cell: Cell): Cell | undefined => (Object.keys(cell).length > 0 ? cell : undefined);
