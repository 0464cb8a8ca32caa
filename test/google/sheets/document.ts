import { DEFAULT_FORMAT, THEME } from './default-format.ts';
import type { Message } from './schema/check.ts';

/** A cell as people made it; never changed in place, so that copies may share it. */
export interface Cell {
  readonly userEnteredValue?: ExtendedValue;
  readonly userEnteredFormat?: Message;
  readonly note?: string;
  readonly dataValidation?: Message;
  readonly textFormatRuns?: readonly Message[];
}

export interface ExtendedValue {
  readonly stringValue?: string;
  readonly numberValue?: number;
  readonly boolValue?: boolean;
  readonly formulaValue?: string;
}

/** Cells of one row, with holes; never changed in place. */
export type Row = readonly (Cell | undefined)[];

export type Dimension = 'ROWS' | 'COLUMNS';

export interface GridRange {
  readonly sheetId?: number;
  readonly startRowIndex?: number;
  readonly endRowIndex?: number;
  readonly startColumnIndex?: number;
  readonly endColumnIndex?: number;
}

export interface DimensionRange {
  readonly sheetId?: number;
  readonly dimension?: Dimension;
  readonly startIndex?: number;
  readonly endIndex?: number;
}

export interface GridProperties {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRowCount?: number;
  readonly frozenColumnCount?: number;
  readonly rowGroupControlAfter?: boolean;
  readonly columnGroupControlAfter?: boolean;
}

export interface SheetProperties {
  readonly sheetId: number;
  readonly title: string;
  readonly index: number;
  readonly sheetType: 'GRID';
  readonly gridProperties: GridProperties;
  readonly hidden?: boolean;
}

export interface Sheet {
  /** Its index is the place in the document's list, filled in when it is answered. */
  properties: SheetProperties;
  rows: (Row | undefined)[];
  readonly dimensions: Record<Dimension, (Message | undefined)[]>;
  readonly groups: Record<Dimension, DimensionRange[]>;
  merges: GridRange[];
  protectedRanges: ProtectedRange[];
  conditionalFormats: ConditionalFormatRule[];
  basicFilter: BasicFilter | undefined;
  tables: Table[];
}

export interface ProtectedRange {
  readonly protectedRangeId: number;
  readonly range?: GridRange;
  readonly namedRangeId?: string;
  readonly unprotectedRanges?: readonly GridRange[];
  readonly warningOnly?: boolean;
  readonly requestingUserCanEdit?: boolean;
  readonly editors?: { readonly users?: readonly string[]; readonly groups?: readonly string[] };
}

export interface ConditionalFormatRule {
  readonly ranges?: readonly GridRange[];
  readonly booleanRule?: Message;
  readonly gradientRule?: Message;
}

export interface BasicFilter extends Message {
  readonly range: GridRange;
}

export interface NamedRange {
  readonly namedRangeId: string;
  readonly name: string;
  readonly range: GridRange;
}

export interface Table {
  readonly tableId: string;
  readonly name: string;
  readonly range: GridRange;
  readonly columnProperties: readonly Message[];
}

export interface DeveloperMetadata {
  readonly metadataId: number;
  readonly metadataKey?: string;
  readonly metadataValue?: string;
  readonly visibility?: string;
  readonly location: {
    readonly locationType?: string;
    readonly spreadsheet?: boolean;
    readonly sheetId?: number;
    readonly dimensionRange?: DimensionRange;
  };
}

export interface Document {
  properties: Message;
  sheets: Sheet[];
  namedRanges: NamedRange[];
  metadata: DeveloperMetadata[];
  /** How many ids were given out. */
  ids: number;
}

/** A spreadsheet as Google makes it for a service account: one empty sheet of 1000 × 26. */
export function newDocument(title: string, properties: Message = {}): Document {
  const defaults = { locale: 'en_US', autoRecalc: 'ON_CHANGE', timeZone: 'Etc/GMT' };
  return {
    properties: { title, ...defaults, ...properties, defaultFormat: DEFAULT_FORMAT, spreadsheetTheme: THEME },
    sheets: [],
    namedRanges: [],
    metadata: [],
    ids: 0,
  };
}

/** An empty sheet; `properties` says what differs from Sheet-of-1000 × 26. */
export function newSheet(sheetId: number, title: string, properties: Partial<SheetProperties> = {}): Sheet {
  const { gridProperties, ...others } = properties;
  const grid = { rowCount: 1000, columnCount: 26, ...gridProperties };
  return {
    properties: { ...others, sheetId, title, index: 0, sheetType: 'GRID', gridProperties: grid },
    rows: [],
    dimensions: { ROWS: [], COLUMNS: [] },
    groups: { ROWS: [], COLUMNS: [] },
    merges: [],
    protectedRanges: [],
    conditionalFormats: [],
    basicFilter: undefined,
    tables: [],
  };
}

/** A document that can be changed without the first noticing; rows and cells are shared until they are written. */
export const cloneDocument = (document: Document): Document => ({
  ...document,
  sheets: document.sheets.map(cloneSheet),
  namedRanges: [...document.namedRanges],
  metadata: [...document.metadata],
});

export const cloneSheet = (sheet: Sheet): Sheet => ({
  ...sheet,
  rows: [...sheet.rows],
  dimensions: { ROWS: [...sheet.dimensions.ROWS], COLUMNS: [...sheet.dimensions.COLUMNS] },
  groups: { ROWS: [...sheet.groups.ROWS], COLUMNS: [...sheet.groups.COLUMNS] },
  merges: [...sheet.merges],
  protectedRanges: [...sheet.protectedRanges],
  conditionalFormats: [...sheet.conditionalFormats],
  tables: [...sheet.tables],
});

/** The next id of a document: looks random like Google's, is the same in every run, and never 0. */
export function nextId(document: Document): number {
  document.ids += 1;
  return ((document.ids * 0x9e3779b1) % 0x7fffffff) + 1;
}
