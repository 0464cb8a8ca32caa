import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Cell, CellRef, Sheet, Workbook } from '../../../schemas/grid.ts';
import { feedbackName, guideName, versionsTab } from '../../../schemas/tree.ts';
import { contentHash } from '../../core/event-id.ts';
import { lineName } from './draw/lock.ts';
import { nowFields } from './draw/spreadsheet-now.ts';

/**
 * What a reading asks of a spreadsheet: values as they are (dates as serial numbers), names by place, our notes; and what
 * an annotation has to know of its sheets.
 */
export const contentFields = `${nowFields.slice(0, -1)},data(startRow,startColumn,rowData(values(effectiveValue,note))))`;

/** A spreadsheet's content without meaning, and a hash of what people may have typed in it. */
export interface SpreadsheetContent {
  readonly workbook: Workbook;
  readonly hash: string;
  /** The same as bytes: what the hash is of. */
  readonly bytes: Uint8Array;
}

/** Our own tabs say nothing that a school typed: they are left out, so that writing to them changes no content. */
function isOurs(title: string): boolean {
  return title === feedbackName || title === guideName || title.startsWith(versionsTab);
}

/** An answer to `contentFields` as a workbook. */
export function contentOf(answer: sheets_v4.Schema$Spreadsheet): SpreadsheetContent {
  const inOrder = [...(answer.sheets ?? [])].sort((a, b) => (a.properties?.index ?? 0) - (b.properties?.index ?? 0));
  const sheets = inOrder
    .filter(({ properties }) => !isOurs(properties?.title ?? ''))
    .map(
      (sheet): Sheet => ({
        name: sheet.properties?.title ?? '',
        hidden: sheet.properties?.hidden ?? false,
        cells: cellsOf(sheet.data ?? []),
      }),
    );
  const titles = new Map(inOrder.map(({ properties }) => [properties?.sheetId ?? 0, properties?.title ?? '']));
  const names = new Map((answer.namedRanges ?? []).flatMap((range) => namedCell(range, titles)).sort(byName));
  const bytes = new TextEncoder().encode(JSON.stringify({ sheets, names: [...names] }));
  return { workbook: { sheets, names, date1904: false }, hash: contentHash(bytes), bytes };
}

function byName([a]: readonly [string, CellRef], [b]: readonly [string, CellRef]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A name that points at one cell, or at a merged one: its first. Names of whole rows or columns point at no cell. */
function namedCell(
  { name, range }: sheets_v4.Schema$NamedRange,
  titles: ReadonlyMap<number, string>,
): readonly (readonly [string, CellRef])[] {
  const sheet = titles.get(range?.sheetId ?? 0);
  // The line on top of a closed report is ours, as the tab that it stands on is.
  if (!name || name === lineName || sheet === undefined || range?.endRowIndex == null || range.endColumnIndex == null)
    return [];
  return [[name, { sheet, row: range.startRowIndex ?? 0, column: range.startColumnIndex ?? 0 }]];
}

function cellsOf(blocks: readonly sheets_v4.Schema$GridData[]): readonly (readonly Cell[])[] {
  const cells: Cell[][] = [];
  for (const { startRow, startColumn, rowData } of blocks)
    for (const [index, { values }] of (rowData ?? []).entries()) {
      const row = (startRow ?? 0) + index;
      for (const [offset, { effectiveValue }] of (values ?? []).entries()) {
        const value = cellValue(effectiveValue);
        if (value === null) continue;
        while (cells.length <= row) cells.push([]);
        const line = cells[row] ?? [];
        const column = (startColumn ?? 0) + offset;
        while (line.length < column) line.push(null);
        line[column] = value;
      }
    }
  return cells;
}

/** Signs that spreadsheets show for errors, by the names Google has for them. */
const errorSigns: Readonly<Record<string, string>> = {
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
};

function cellValue(value: sheets_v4.Schema$ExtendedValue | undefined): Cell {
  if (!value) return null;
  const { stringValue, numberValue, boolValue, errorValue } = value;
  if (stringValue != null) return stringValue === '' ? null : stringValue;
  if (numberValue != null) return numberValue;
  if (boolValue != null) return boolValue;
  return errorValue ? (errorSigns[errorValue.type ?? ''] ?? '#ERROR!') : null;
}
