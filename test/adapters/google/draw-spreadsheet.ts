import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { NotedCell } from '../../../functions/adapters/google/draw/mark-cells.ts';
import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import {
  nowFields,
  type SpreadsheetNow,
  spreadsheetNow,
} from '../../../functions/adapters/google/draw/spreadsheet-now.ts';

/** A spreadsheet over HTTP, as a drawing needs it. */
export interface Spreadsheet {
  apply(requests: readonly Request[]): Promise<void>;
  now(): Promise<SpreadsheetNow>;
  /** All that is in it but numbers given at random. */
  shown(): Promise<Shown>;
}

type CellData = sheets_v4.Schema$CellData;

export interface Shown {
  readonly names: readonly { readonly name: string; readonly range: unknown }[];
  readonly noted: readonly NotedCell[];
  readonly sheets: readonly ShownSheet[];
}

interface ShownSheet {
  readonly sheetId: number;
  readonly title: string;
  readonly hidden: boolean;
  readonly grid: unknown;
  readonly merges: readonly unknown[];
  readonly protections: readonly sheets_v4.Schema$ProtectedRange[];
  readonly conditions: readonly unknown[];
  readonly filter: unknown;
  readonly sizes: readonly unknown[];
  readonly cells: readonly { readonly row: number; readonly column: number; readonly cell: CellData }[];
}

const shownFields = [
  'namedRanges(name,range)',
  'sheets(properties,merges,basicFilter(range),conditionalFormats',
  'protectedRanges(range,unprotectedRanges,editors,description)',
  'data(rowData(values(userEnteredValue,userEnteredFormat,note,dataValidation))',
  'rowMetadata(pixelSize,hiddenByUser),columnMetadata(pixelSize,hiddenByUser)))',
].join(',');

/** Makes a spreadsheet on a server of Google's Sheets, in the name of `caller`. */
export async function newSpreadsheet(origin: string, caller: string): Promise<Spreadsheet> {
  const ask = async (path: string, body?: object): Promise<sheets_v4.Schema$Spreadsheet> => {
    const answer = await fetch(`${origin}/v4/spreadsheets${path}`, {
      headers: { authorization: `Bearer ${caller}`, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return JSON.parse(text) as sheets_v4.Schema$Spreadsheet;
  };
  const { spreadsheetId } = await ask('', { properties: { title: '样表' } });
  const get = (fields: string) => ask(`/${spreadsheetId}?fields=${encodeURIComponent(fields)}`);
  return {
    apply: async (requests) => {
      await ask(`/${spreadsheetId}:batchUpdate`, { requests });
    },
    now: async () => spreadsheetNow(await get(nowFields)),
    shown: async () => shownOf(await get(shownFields)),
  };
}

function shownOf({ namedRanges = [], sheets = [] }: sheets_v4.Schema$Spreadsheet): Shown {
  const shown = sheets.map(shownSheet);
  return {
    names: namedRanges
      .map(({ name, range }) => ({ name: name ?? '', range }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    noted: shown.flatMap(({ title, cells }) =>
      cells.flatMap(({ row, column, cell: { note } }) => (note ? [{ sheet: title, row, column, note }] : [])),
    ),
    sheets: shown,
  };
}

function shownSheet(sheet: sheets_v4.Schema$Sheet): ShownSheet {
  const { properties, merges = [], protectedRanges = [], conditionalFormats = [], basicFilter, data = [] } = sheet;
  const rows = data[0]?.rowData ?? [];
  const cells = rows.flatMap(({ values = [] }, row) =>
    values.flatMap((cell, column) => (Object.keys(cell).length > 0 ? [{ row, column, cell }] : [])),
  );
  return {
    sheetId: properties?.sheetId ?? 0,
    title: properties?.title ?? '',
    hidden: properties?.hidden ?? false,
    grid: properties?.gridProperties,
    merges: merges.map((it) => JSON.stringify(it)).sort(),
    protections: protectedRanges,
    conditions: conditionalFormats,
    filter: basicFilter,
    sizes: [data[0]?.rowMetadata, data[0]?.columnMetadata],
    cells,
  };
}

/** A cell of a sheet; empty where nothing is in it. */
export function cellAt({ cells }: ShownSheet, row: number, column: number): CellData {
  return cells.find((it) => it.row === row && it.column === column)?.cell ?? {};
}
