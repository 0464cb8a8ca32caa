/** One test, by its file below `test/` and its whole name, the names of its groups before it. */
export type TestName = readonly [file: string, name: string];

/** One thing that the plan asks for, and what shows that it is served. */
export interface Requirement {
  readonly number: string;
  /** The plan’s own words. */
  readonly quote: string;
  /** Tests of which each goes red where it is no longer served; empty where there are none. */
  readonly tests: readonly TestName[];
  /** Why no test can show it: it is done by people, on paper, elsewhere. Written as a literal: `{ number, quote, tests: [], reason }`. */
  readonly reason?: string;
  /** What is still to be built: the run fails until it is. Written as a literal: `{ number, quote, tests: [], pending }`. */
  readonly pending?: string;
}

export function served(number: string, quote: string, ...tests: readonly TestName[]): Requirement {
  return { number, quote, tests };
}

/** A blank of an annex: what its label, its kind and its rules are is held in one place; what else is said of it, beside. */
export function blank(number: string, quote: string, ...besides: readonly TestName[]): Requirement {
  const own: TestName = ['core/blanks-of-the-annexes.test.ts', `each blank of the annexes > ${number} ${quote}`];
  return served(number, quote, own, ...besides);
}
