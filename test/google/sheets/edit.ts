import { type Area, gridArea, intersection, subtract } from './area.ts';
import type { Document, GridRange, ProtectedRange, Sheet } from './document.ts';
import { Invalid } from './errors.ts';

/** A change under way: a draft that replaces the document when everything went well, and who makes it. */
export interface Edit {
  readonly document: Document;
  readonly caller: string;
  /** The caller may write whatever is protected. */
  readonly owner: boolean;
}

const PROTECTED =
  'You are trying to edit a protected cell or object. ' +
  'Please contact the spreadsheet owner to remove protection if you need to edit.';

/** Refuses where the caller may not write some cell of an area. Cells that are left unprotected stay writable. */
export function touch(edit: Edit, sheet: Sheet, area: Area): void {
  for (const guard of sheet.protectedRanges) {
    const cells = guardedArea(edit.document, sheet, guard);
    const hit = cells && intersection(area, cells);
    if (!hit || mayPass(edit, guard)) continue;
    const holes = (guard.unprotectedRanges ?? []).map((range) => gridArea(edit.document, range, true));
    const left = holes.reduce((pieces, hole) => pieces.flatMap((piece) => subtract(piece, hole)), [hit]);
    if (left.length > 0) throw new Invalid(PROTECTED);
  }
}

/** Refuses where some cell of a sheet is not the caller's to write: the sheet may not go then. */
export function touchSheet(edit: Edit, sheet: Sheet): void {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  touch(edit, sheet, { top: 0, bottom: rowCount, left: 0, right: columnCount });
}

/** Refuses where the sheet as a whole is protected: its title, place and size are then too. Parts are no matter. */
export function touchTab(edit: Edit, sheet: Sheet): void {
  for (const guard of sheet.protectedRanges) {
    if (isWholeSheet(guard)) touchGuard(edit, guard);
  }
}

/** Whether a sheet is protected, not some of its cells. */
export const isWholeSheet = ({ range }: ProtectedRange): boolean =>
  range !== undefined && Object.keys(range).every((key) => key === 'sheetId');

/** Refuses where the caller may not change the protection itself. */
export function touchGuard(edit: Edit, guard: ProtectedRange): void {
  if (!mayPass(edit, guard)) throw new Invalid(PROTECTED);
}

/** Groups and domains are not known here: only addresses open a protected range. */
export function mayPass(edit: Edit, guard: ProtectedRange): boolean {
  return guard.warningOnly === true || edit.owner || (guard.editors?.users ?? []).includes(edit.caller);
}

function guardedArea(document: Document, sheet: Sheet, guard: ProtectedRange): Area | undefined {
  const range = guard.range ?? document.namedRanges.find((each) => each.namedRangeId === guard.namedRangeId)?.range;
  return range && wholeOrPart(document, sheet, range);
}

/** A stored range may have come to lie outside of a grid that was made smaller; it guards nothing then. */
function wholeOrPart(document: Document, sheet: Sheet, range: GridRange): Area | undefined {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  if ((range.startRowIndex ?? 0) >= rowCount || (range.startColumnIndex ?? 0) >= columnCount) return undefined;
  return gridArea(document, range, true);
}
