import type { Span } from './span.ts';

/** Personal details in a text, in their order and never overlapping. */
export function findPersonal(text: string): readonly Span[] {
  return [...text.matchAll(/(?<!\d)1[3-9]\d{9}(?!\d)/g)].map(({ index, 0: hit }) => ({
    start: index,
    end: index + hit.length,
    kind: 'phone',
  }));
}
