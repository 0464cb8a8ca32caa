/** Something about Google that the district leans on and that no document promises. */
export interface Fact {
  /** As it should be, in words for whoever tries a new account. */
  readonly what: string;
  /** What follows, and what to do, where it is not so. */
  readonly otherwise: string;
}

/** `untried`: it needs something that was not given, or cannot be told from here. */
export interface Probed extends Fact {
  readonly is: 'yes' | 'no' | 'untried';
  /** What was seen or measured; empty where there is nothing to add. */
  readonly saw: string;
}

/** A fact that was tried. */
export function probed(fact: Fact, holds: boolean, saw = ''): Probed {
  return { ...fact, is: holds ? 'yes' : 'no', saw };
}

/** A fact that could not be tried, and why. */
export function untried(fact: Fact, why: string): Probed {
  return { ...fact, is: 'untried', saw: why };
}

/** Where schools' data would be wrong: nothing may be handed out before somebody has looked at it. */
export const stop = '先不要发表，把这张清单交给维护安校的人；在这之前可以用文件夹里的区。';
