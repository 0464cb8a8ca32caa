import { createHash } from 'node:crypto';

/** The id a tab of ours gets, made of its title: positive, 31 bits. Drawing a tab twice can never make two of it. */
export function sheetIdOf(title: string): number {
  return createHash('sha256').update(title).digest().readUInt32BE(0) & 0x7fffffff || 1;
}
