import type { Indicator, SchoolScore } from './score.ts';

/** A version of a year's scores with every point and what it rests on, as it lies in the ledger. */
export interface KeptScores {
  readonly year: number;
  readonly version: number;
  readonly indicators: readonly Indicator[];
  readonly schools: readonly SchoolScore[];
}

/** The bytes of a version: the same scores are the same bytes. */
export function keptBytes(scores: KeptScores): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(scores)}\n`);
}

export function readKept(bytes: Uint8Array): KeptScores {
  return JSON.parse(new TextDecoder().decode(bytes)) as KeptScores;
}
