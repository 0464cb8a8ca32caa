import { areaIn, formatRange, placeOf } from '../area.ts';
import { type Input, withValue } from '../cell/change.ts';
import type { Dimension } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { at, Invalid } from '../errors.ts';
import { changeCells, usedArea } from '../grid.ts';
import type { Message } from '../schema/check.ts';
import { append } from './append.ts';
import { type Reading, readRange } from './read.ts';
import { totals, type ValueRange, type Writing, writeRange } from './write.ts';

/** How blocks are read, as a query or a body says it. */
export interface ReadOptions {
  readonly majorDimension?: Dimension;
  readonly valueRenderOption?: Reading['values'];
  readonly dateTimeRenderOption?: Reading['dates'];
}

/** How blocks are written, as a query or a body says it. */
export interface WriteOptions {
  readonly valueInputOption?: Input;
  readonly includeValuesInResponse?: boolean;
  readonly responseValueRenderOption?: Reading['values'];
  readonly responseDateTimeRenderOption?: Reading['dates'];
}

export const readingOf = (options: ReadOptions): Reading => ({
  majorDimension: options.majorDimension,
  values: options.valueRenderOption,
  dates: options.dateTimeRenderOption,
});

export function writingOf(options: WriteOptions): Writing {
  if (!options.valueInputOption) throw new Invalid("'valueInputOption' is required but not specified");
  const answer = { values: options.responseValueRenderOption, dates: options.responseDateTimeRenderOption };
  return { input: options.valueInputOption, ...(options.includeValuesInResponse && { answer }) };
}

export function updateValues(edit: Edit, range: string, body: ValueRange, options: WriteOptions): Message {
  const writing = writingOf(options);
  checkSameRange(edit, range, body);
  return writeRange(edit, range, body, writing).answer;
}

export function appendValues(
  edit: Edit,
  range: string,
  body: ValueRange,
  options: WriteOptions & { insertDataOption?: string },
) {
  const writing = writingOf(options);
  checkSameRange(edit, range, body);
  const { tableRange, written } = append(edit, range, body, writing, options.insertDataOption === 'INSERT_ROWS');
  return { ...(tableRange && { tableRange }), updates: written.answer };
}

/** The body may name its range; it must be that of the address then. */
function checkSameRange({ document }: Edit, range: string, body: ValueRange): void {
  const { sheet, span } = placeOf(document, range);
  if (body.range === undefined) return;
  const given = placeOf(document, body.range);
  const [asked, told] = [formatRange(sheet, span), formatRange(given.sheet, given.span)];
  if (asked !== told) throw new Invalid(`Request range[${asked}] does not match value's range[${told}]`);
}

export const batchGetValues = ({ document }: Edit, ranges: readonly string[], options: ReadOptions): Message => ({
  ...(ranges.length > 0 && { valueRanges: ranges.map((range) => readRange(document, range, readingOf(options))) }),
});

/** All blocks or none; what is wrong is said with the place of its block. */
export function batchUpdateValues(edit: Edit, body: WriteOptions & { readonly data?: readonly ValueRange[] }): Message {
  const writing = writingOf(body);
  const written = (body.data ?? []).map((block, index) => {
    return at(`Invalid data[${index}]`, () => writeRange(edit, block.range ?? '', block, writing));
  });
  return { ...totals(written), ...(written.length > 0 && { responses: written.map(({ answer }) => answer) }) };
}

/** Empties the values of a range; looks, notes and rules stay. Answers the range. */
export function clearRange(edit: Edit, range: string): string {
  const { sheet, span } = placeOf(edit.document, range);
  const area = areaIn(sheet, span, true);
  touch(edit, sheet, area);
  changeCells(sheet, usedArea(sheet, area), (cell) => cell && withValue(cell, undefined));
  return formatRange(sheet, area);
}
