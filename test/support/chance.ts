/** Chance that falls the same way each time for a seed. */
export interface Chance {
  /** A whole number from 0 up to and without `below`. */
  readonly below: (below: number) => number;
  /** A whole number from `from` through `through`. */
  readonly between: (from: number, through: number) => number;
  /** True one time in `of`. */
  readonly one: (of: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** Mulberry's generator of 32 bits. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    between: (from, through) => from + below(through - from + 1),
    one: (of) => below(of) === 0,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('there is nothing to pick from');
      return picked;
    },
  };
}
