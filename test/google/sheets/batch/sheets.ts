import { sheetById } from '../area.ts';
import { transplanted } from '../copy-sheet.ts';
import type { Document, Sheet, SheetProperties } from '../document.ts';
import { type Edit, touchSheet, touchTab } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { checkGrid, createSheet } from '../new-sheet.ts';
import { propertiesOf } from '../resource.ts';
import type { Message } from '../schema/check.ts';
import { overlay } from '../schema/mask.ts';
import { checkId, checkTitle, freshCopyTitle, freshSheetId } from '../sheet-identity.ts';
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

function updateSheetProperties(edit: Edit, { properties = {}, fields }: Properties): undefined {
  const { document } = edit;
  const mask = requestMask(fields, 'SheetProperties');
  const sheet = sheetById(document, properties.sheetId);
  touchTab(edit, sheet);
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

/** `index` counts as before the move: the sheet's own place and the next leave it where it is. */
function place(document: Document, sheet: Sheet, index: number): void {
  const now = document.sheets.indexOf(sheet);
  const others = document.sheets.filter((each) => each !== sheet);
  others.splice(index > now ? index - 1 : index, 0, sheet);
  document.sheets = others;
}

function checkVisible(document: Document, text: string): void {
  if (document.sheets.every(({ properties }) => properties.hidden)) throw new Invalid(text);
}

export const sheetRequests = {
  addSheet,
  deleteSheet,
  duplicateSheet,
  updateSheetProperties,
};
