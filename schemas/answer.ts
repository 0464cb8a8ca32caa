/** Why an answer cannot be understood; sentences are made in one place, `schemas/sentences.ts`. */
export type Unreadable =
  | 'notNumber'
  | 'notWhole'
  | 'negative'
  | 'approximate'
  | 'range'
  | 'tooLarge'
  | 'bothTicked'
  | 'strayTick'
  | 'notPhone'
  | 'notDate'
  | 'notMonth'
  | 'notName'
  | 'formula';

/** What one cell says, understood by the kind of its blank. Nothing is guessed: what is not sure is `unreadable`. */
export type Answer =
  | { readonly is: 'empty' }
  | { readonly is: 'value'; readonly value: string | number }
  | { readonly is: 'unreadable'; readonly why: Unreadable };
