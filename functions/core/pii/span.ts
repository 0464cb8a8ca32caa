import type { PersonalKind } from '../../../schemas/reading.ts';

/** Where a personal detail stands in a text, in UTF-16 units; `end` is the first one after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: PersonalKind;
}
