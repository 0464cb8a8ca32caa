import { parseA1 } from '../a1.ts';
import { gridArea } from '../area.ts';
import { type NamedRange, nextId } from '../document.ts';
import type { Edit } from '../edit.ts';
import { Invalid } from '../errors.ts';
import type { Message } from '../schema/check.ts';
import { overlay } from '../schema/mask.ts';
import { requestMask } from './request-mask.ts';

function addNamedRange(edit: Edit, { namedRange }: { namedRange?: Partial<NamedRange> }): Message {
  const namedRangeId = namedRange?.namedRangeId ?? String(nextId(edit.document));
  if (edit.document.namedRanges.some((each) => each.namedRangeId === namedRangeId)) {
    throw new Invalid(`A named range with the id ${namedRangeId} already exists.`);
  }
  const added = checked(edit, { ...namedRange, namedRangeId });
  edit.document.namedRanges.push(added);
  return { addNamedRange: { namedRange: added } };
}

function updateNamedRange(edit: Edit, request: { namedRange?: Partial<NamedRange>; fields?: string }): undefined {
  const mask = requestMask(request.fields, 'NamedRange');
  const old = named(edit, request.namedRange?.namedRangeId);
  const changed = overlay({ ...old }, { ...request.namedRange }, mask, 'NamedRange') as Partial<NamedRange>;
  const next = checked(edit, { ...changed, namedRangeId: old.namedRangeId });
  edit.document.namedRanges = edit.document.namedRanges.map((each) => (each === old ? next : each));
}

function deleteNamedRange(edit: Edit, { namedRangeId }: { namedRangeId?: string }): undefined {
  const gone = named(edit, namedRangeId);
  edit.document.namedRanges = edit.document.namedRanges.filter((each) => each !== gone);
}

function named(edit: Edit, id: string | undefined): NamedRange {
  const found = edit.document.namedRanges.find((each) => each.namedRangeId === id);
  if (!found) throw new Invalid(`No named range with id: ${id ?? ''}`);
  return found;
}

/** Letters, digits and underscores, not like a cell and not taken. */
function checked(
  edit: Edit,
  { namedRangeId, name = '', range }: Partial<NamedRange> & { namedRangeId: string },
): NamedRange {
  const looksLikeCell = parseA1(name)?.span !== undefined || /^R\d+C\d+$/i.test(name);
  if (!/^[\p{L}_][\p{L}\p{N}_]{0,249}$/u.test(name) || looksLikeCell || /^(true|false)$/i.test(name)) {
    throw new Invalid(`The name of the range is invalid: ${name}`);
  }
  const taken = edit.document.namedRanges.some(
    (each) => each.namedRangeId !== namedRangeId && each.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) throw new Invalid(`A named range with the name "${name}" already exists.`);
  gridArea(edit.document, range);
  return { namedRangeId, name, range: range ?? {} };
}

export const namedRangeRequests = { addNamedRange, updateNamedRange, deleteNamedRange };
