import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Area } from '../../../../schemas/layout.ts';
import { areaOf } from './grid-range.ts';

/** What has to be asked of a spreadsheet before it is drawn anew: the `fields` of `spreadsheets.get`. */
export const nowFields =
  'namedRanges,sheets(properties,protectedRanges(protectedRangeId),conditionalFormats(ranges),merges,basicFilter(range),bandedRanges(bandedRangeId))';

/** A spreadsheet as it stands, without its cells. A sheet that is not in the list is not touched by any drawing. */
export interface SpreadsheetNow {
  /** In their order on the screen. */
  readonly sheets: readonly SheetNow[];
  readonly names: readonly NameNow[];
}

export interface SheetNow {
  readonly sheetId: number;
  readonly title: string;
  readonly hidden: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly merges: readonly Area[];
  readonly protections: readonly number[];
  /** How many conditional formats there are. */
  readonly conditions: number;
  readonly filtered: boolean;
  readonly bands: readonly number[];
}

export interface NameNow {
  readonly id: string;
  readonly name: string;
  readonly sheetId: number;
  /** Undefined where it spans whole rows or columns. */
  readonly area: Area | undefined;
}

/** The answer to `nowFields` as plain values: what Google leaves out (0, false, empty lists) is there again. */
export function spreadsheetNow({ sheets, namedRanges }: sheets_v4.Schema$Spreadsheet): SpreadsheetNow {
  const inOrder = [...(sheets ?? [])].sort((a, b) => (a.properties?.index ?? 0) - (b.properties?.index ?? 0));
  return { sheets: inOrder.map(sheetNow), names: (namedRanges ?? []).map(nameNow) };
}

function sheetNow(sheet: sheets_v4.Schema$Sheet): SheetNow {
  const { sheetId, title, hidden, gridProperties } = sheet.properties ?? {};
  return {
    sheetId: sheetId ?? 0,
    title: title ?? '',
    hidden: hidden ?? false,
    rows: gridProperties?.rowCount ?? 0,
    columns: gridProperties?.columnCount ?? 0,
    merges: (sheet.merges ?? []).flatMap((range) => areaOf(range) ?? []),
    protections: (sheet.protectedRanges ?? []).flatMap(({ protectedRangeId }) => protectedRangeId ?? []),
    conditions: sheet.conditionalFormats?.length ?? 0,
    filtered: Boolean(sheet.basicFilter),
    bands: (sheet.bandedRanges ?? []).flatMap(({ bandedRangeId }) => bandedRangeId ?? []),
  };
}

function nameNow({ namedRangeId, name, range }: sheets_v4.Schema$NamedRange): NameNow {
  return { id: namedRangeId ?? '', name: name ?? '', sheetId: range?.sheetId ?? 0, area: range && areaOf(range) };
}
