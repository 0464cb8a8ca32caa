import { gridArea } from '../area.ts';
import { nextId, type ProtectedRange, type Sheet } from '../document.ts';
import { type Edit, isWholeSheet, touchGuard } from '../edit.ts';
import { Invalid } from '../errors.ts';
import type { Message } from '../schema/check.ts';
import { overlay } from '../schema/mask.ts';
import { requestMask } from './request-mask.ts';

/** The answer has the editors as sent; who protects a range is one of them all the same. */
function addProtectedRange(edit: Edit, { protectedRange = {} }: { protectedRange?: Partial<ProtectedRange> }): Message {
  const protectedRangeId = protectedRange.protectedRangeId ?? nextId(edit.document);
  if (found(edit, protectedRangeId))
    throw new Invalid(`A protected range with the id ${protectedRangeId} already exists.`);
  const guard = { ...protectedRange, protectedRangeId, requestingUserCanEdit: true };
  sheetOf(edit, guard).protectedRanges.push(withCaller(edit, guard));
  return { addProtectedRange: { protectedRange: guard } };
}

function updateProtectedRange(
  edit: Edit,
  request: { protectedRange?: Partial<ProtectedRange>; fields?: string },
): undefined {
  const mask = requestMask(request.fields, 'ProtectedRange');
  const { sheet, guard } = known(edit, request.protectedRange?.protectedRangeId);
  touchGuard(edit, guard);
  const changed = overlay(
    { ...guard },
    { ...request.protectedRange },
    mask,
    'ProtectedRange',
  ) as Partial<ProtectedRange>;
  if (changed.warningOnly && changed.editors && !request.protectedRange?.editors)
    delete (changed as Message & { editors?: unknown }).editors;
  const next = { ...changed, protectedRangeId: guard.protectedRangeId };
  const target = sheetOf(edit, next);
  sheet.protectedRanges = sheet.protectedRanges.filter((each) => each !== guard);
  target.protectedRanges.push(withCaller(edit, next));
}

function deleteProtectedRange(edit: Edit, { protectedRangeId = 0 }: { protectedRangeId?: number }): undefined {
  const { sheet, guard } = known(edit, protectedRangeId);
  touchGuard(edit, guard);
  sheet.protectedRanges = sheet.protectedRanges.filter((each) => each !== guard);
}

/** The sheet of a range that may be protected. */
function sheetOf(edit: Edit, guard: ProtectedRange): Sheet {
  if (guard.warningOnly && guard.editors)
    throw new Invalid('ProtectedRange is warningOnly. Editors cannot be set on it.');
  const named = edit.document.namedRanges.find((each) => each.namedRangeId === guard.namedRangeId);
  if (guard.namedRangeId && !named) throw new Invalid(`No named range with id: ${guard.namedRangeId}`);
  if (!guard.range && !named) throw new Invalid('A protected range must have a range or a named range.');
  const { sheet } = gridArea(edit.document, guard.range ?? named?.range);
  const holes = (guard.unprotectedRanges ?? []).map((range) => gridArea(edit.document, range));
  if (holes.some((hole) => hole.sheet !== sheet))
    throw new Invalid('Unprotected ranges must be on the protected sheet.');
  if (holes.length > 0 && !isWholeSheet(guard)) throw new Invalid('Unprotected ranges are for protected sheets only.');
  return sheet;
}

function withCaller(edit: Edit, guard: ProtectedRange): ProtectedRange {
  if (guard.warningOnly) return guard;
  const users = new Set([...(guard.editors?.users ?? []), edit.caller]);
  return { ...guard, editors: { ...guard.editors, users: [...users] } };
}

function known(edit: Edit, id = 0): { readonly sheet: Sheet; readonly guard: ProtectedRange } {
  const place = found(edit, id);
  if (!place) throw new Invalid(`No protected range with id: ${id}`);
  return place;
}

function found(edit: Edit, id: number) {
  for (const sheet of edit.document.sheets) {
    const guard = sheet.protectedRanges.find((each) => each.protectedRangeId === id);
    if (guard) return { sheet, guard };
  }
  return undefined;
}

export const protectionRequests = { addProtectedRange, updateProtectedRange, deleteProtectedRange };
