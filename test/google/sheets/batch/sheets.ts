import { sheetById } from '../area.ts';
import {
  cloneSheet,
  type Document,
  type GridProperties,
  newSheet,
  nextId,
  type Sheet,
  type SheetProperties,
} from '../document.ts';
import { type Edit, touchSheet } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { propertiesOf } from '../resource.ts';
import type { Message } from '../schema/check.ts';
import { overlay } from '../schema/mask.ts';
import { checkCells, resize } from '../shift.ts';
import { requestMask } from './request-mask.ts';

interface Properties {
  readonly properties?: Partial<SheetProperties>;
  readonly fields?: string;
}

/** A sheet at the place that its index says, at the end without one. */
function addSheet(edit: Edit, { properties = {} }: Properties): Message {
  const sheet = createSheet(edit.document, properties);
  return { addSheet: { properties: propertiesOf(edit.document, sheet) } };
}

/** Adds a sheet to a document; refused where its title or id is taken. */
export function createSheet(document: Document, properties: Partial<SheetProperties>): Sheet {
  const sheetId = properties.sheetId ?? freshSheetId(document);
  const title = properties.title ?? freshTitle(document);
  checkTitle(document, title);
  checkId(document, sheetId);
  const sheet = newSheet(sheetId, title, properties);
  checkGrid(sheet.properties.gridProperties);
  document.sheets.splice(properties.index ?? document.sheets.length, 0, sheet);
  checkCells(document);
  return sheet;
}

function deleteSheet(edit: Edit, { sheetId }: { readonly sheetId?: number }): undefined {
  const { document } = edit;
  const sheet = sheetById(document, sheetId);
  touchSheet(edit, sheet);
  if (document.sheets.length === 1) throw new Invalid("You can't remove all the sheets in a document.");
  document.sheets = document.sheets.filter((each) => each !== sheet);
  checkVisible(document, "You can't remove all the visible sheets in a document.");
  const gone = sheet.properties.sheetId;
  document.namedRanges = document.namedRanges.filter(({ range }) => (range.sheetId ?? 0) !== gone);
  document.metadata = document.metadata.filter(({ location: { sheetId: id, dimensionRange } }) => {
    return id !== gone && (!dimensionRange || (dimensionRange.sheetId ?? 0) !== gone);
  });
}

interface Duplicate {
  readonly sourceSheetId?: number;
  readonly insertSheetIndex?: number;
  readonly newSheetId?: number;
  readonly newSheetName?: string;
}

function duplicateSheet(edit: Edit, request: Duplicate): Message {
  const { document } = edit;
  const source = sheetById(document, request.sourceSheetId);
  const title = request.newSheetName ?? freshCopyTitle(document, source.properties.title);
  checkTitle(document, title);
  const sheetId = request.newSheetId ?? freshSheetId(document);
  checkId(document, sheetId);
  const copy = transplanted(document, source, sheetId, title);
  document.sheets.splice(request.insertSheetIndex ?? 0, 0, copy);
  checkCells(document);
  return { duplicateSheet: { properties: propertiesOf(document, copy) } };
}

/** A copy of a sheet that may join a document under an id of its own; every range in it points at itself. */
function transplanted(document: Document, source: Sheet, sheetId: number, title: string): Sheet {
  const copy = cloneSheet(source);
  const own = <T extends object>(range: T): T => {
    const { sheetId: _, ...rest } = range as T & { sheetId?: number };
    return { ...rest, ...(sheetId !== 0 && { sheetId }) } as unknown as T;
  };
  copy.properties = { ...source.properties, sheetId, title };
  copy.merges = source.merges.map(own);
  copy.protectedRanges = source.protectedRanges.map((guard) => ({
    ...guard,
    protectedRangeId: nextId(document),
    ...(guard.range && { range: own(guard.range) }),
    ...(guard.unprotectedRanges && { unprotectedRanges: guard.unprotectedRanges.map(own) }),
  }));
  copy.conditionalFormats = source.conditionalFormats.map((rule) => ({
    ...rule,
    ranges: (rule.ranges ?? []).map(own),
  }));
  copy.basicFilter = source.basicFilter && { ...source.basicFilter, range: own(source.basicFilter.range) };
  copy.tables = [];
  for (const dimension of ['ROWS', 'COLUMNS'] as const) copy.groups[dimension] = source.groups[dimension].map(own);
  return copy;
}

function updateSheetProperties(edit: Edit, { properties = {}, fields }: Properties): undefined {
  const { document } = edit;
  const mask = requestMask(fields, 'SheetProperties');
  const sheet = sheetById(document, properties.sheetId);
  touchSheet(edit, sheet);
  const old = sheet.properties;
  const { index, gridProperties, ...changed } = overlay(
    { ...old },
    { ...properties },
    mask,
    'SheetProperties',
  ) as unknown as SheetProperties;
  if (!changed.title) throw new Invalid('The sheet name cannot be empty.');
  if (changed.title !== old.title) checkTitle(document, changed.title, sheet);
  if (mask === 'all' || mask.has('index')) place(document, sheet, index ?? 0);
  const { rowCount = 0, columnCount = 0, ...rest } = gridProperties ?? {};
  checkGrid({ rowCount, columnCount, ...rest });
  resize(document, sheet, { rowCount, columnCount });
  sheet.properties = {
    ...changed,
    sheetId: old.sheetId,
    index: 0,
    sheetType: 'GRID',
    gridProperties: { rowCount, columnCount, ...rest },
  };
  checkVisible(document, "You can't hide all the sheets in a document.");
}

function updateSpreadsheetProperties(
  edit: Edit,
  { properties = {}, fields }: { properties?: Message; fields?: string },
): undefined {
  const mask = requestMask(fields, 'SpreadsheetProperties');
  const changed = overlay(edit.document.properties, properties, mask, 'SpreadsheetProperties');
  if (!changed.title) throw new Invalid('The title of the spreadsheet cannot be empty.');
  checkTimeZone(changed['timeZone']);
  edit.document.properties = changed;
}

function checkTimeZone(timeZone: unknown): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(timeZone) });
  } catch {
    throw new Invalid(`The time zone is not valid: ${timeZone}`);
  }
}

/** `index` counts as before the move: the sheet's own place and the next leave it where it is. */
function place(document: Document, sheet: Sheet, index: number): void {
  const now = document.sheets.indexOf(sheet);
  const others = document.sheets.filter((each) => each !== sheet);
  others.splice(index > now ? index - 1 : index, 0, sheet);
  document.sheets = others;
}

function checkTitle(document: Document, title: string, except?: Sheet): void {
  const taken = document.sheets.some(
    (each) => each !== except && each.properties.title.toLowerCase() === title.toLowerCase(),
  );
  if (taken) throw new Invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
}

function checkId(document: Document, id: number): void {
  if (id < 0) throw new Invalid(`Sheet id must not be negative: ${id}`);
  const taken = document.sheets.some(({ properties }) => properties.sheetId === id);
  if (taken) throw new Invalid(`A sheet with the id ${id} already exists. Please enter another id.`);
}

function checkGrid({ rowCount, columnCount, frozenRowCount = 0, frozenColumnCount = 0 }: GridProperties): void {
  if (rowCount < 1 || columnCount < 1) throw new Invalid('A sheet must have at least one row and one column.');
  if (columnCount > 18_278)
    throw new Invalid('This action would increase the number of columns above the limit of 18278 columns.');
  if (frozenRowCount >= rowCount && frozenRowCount > 0)
    throw new Invalid("You can't freeze all visible rows on the sheet.");
  if (frozenColumnCount >= columnCount && frozenColumnCount > 0)
    throw new Invalid("You can't freeze all visible columns on the sheet.");
}

function checkVisible(document: Document, text: string): void {
  if (document.sheets.every(({ properties }) => properties.hidden)) throw new Invalid(text);
}

/** Puts a copy of a sheet behind all sheets of another document. */
export function copyOfSheet(from: Document, id: number, to: Document): Sheet {
  const source = sheetById(from, id);
  const copy = transplanted(to, source, freshSheetId(to), freshCopyTitle(to, source.properties.title));
  to.sheets.push(copy);
  checkCells(to);
  return copy;
}

/** An id that no sheet of the document has. */
function freshSheetId(document: Document): number {
  const id = nextId(document);
  return document.sheets.some(({ properties }) => properties.sheetId === id) ? freshSheetId(document) : id;
}

const freshTitle = (document: Document) => firstFree(document, (count) => `Sheet${count + document.sheets.length}`);

/** `Copy of X`, then `Copy of X 2`. */
const freshCopyTitle = (document: Document, title: string) =>
  firstFree(document, (count) => `Copy of ${title}${count > 1 ? ` ${count}` : ''}`);

function firstFree(document: Document, title: (count: number) => string): string {
  const taken = new Set(document.sheets.map(({ properties }) => properties.title));
  let count = 1;
  while (taken.has(title(count))) count += 1;
  return title(count);
}

export const sheetRequests = {
  addSheet,
  deleteSheet,
  duplicateSheet,
  updateSheetProperties,
  updateSpreadsheetProperties,
};
