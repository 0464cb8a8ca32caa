import type { Entry } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { tree } from '../../../schemas/tree.ts';
import type { Matter } from '../registers/matters.ts';
import type { EvidenceSource } from './supervision-view.ts';

/** `督办!A7`: the row of a register in 区级设置. */
export function placeOf({ name }: Register, { row }: Entry): string {
  return `${name}!A${row + 1}`;
}

/** The row as evidence. */
export function sourceOf({ register, entry }: Matter): EvidenceSource {
  const place = placeOf(register, entry);
  return { words: place, path: tree.control, cell: place };
}
