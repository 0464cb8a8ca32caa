import { noteLine, withLines, withoutOurs } from '../../../../schemas/cell-notes.ts';
import { plainText } from './values.ts';

/** Our words before a person's. */
export function withOurs(ours: readonly string[], note: string): string {
  return plainText(withLines([...new Set(ours.map(noteLine))], withoutOurs(note)));
}
