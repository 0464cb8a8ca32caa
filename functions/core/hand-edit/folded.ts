import { foldWidth } from '../pii/fold-width.ts';

/** Words without spaces and in half width, as marks are looked for in them. */
export function folded(text: string): string {
  return foldWidth(text).replace(/\s+/g, '');
}
