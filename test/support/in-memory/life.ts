/** What a port throws when its process has died: no code of that process may act any more. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** The life of one process: its steps are the moments before and after each thing that ports do. */
export interface Life {
  readonly dead: boolean;
  /** Something else may happen now, or the process dies; throws `Killed` from then on. */
  step(): Promise<void>;
}

/** What happens at the nth step of a life (1 is the first). */
export type Fate = 'dies' | (() => Promise<void>);

/** A life that goes on, or in which something happens once. */
export function lifeWith(at = 0, fate: Fate = 'dies'): Life {
  let steps = 0;
  let dead = false;
  return {
    get dead() {
      return dead;
    },
    step: async () => {
      if (dead) throw new Killed();
      steps += 1;
      if (steps !== at) return;
      if (fate !== 'dies') return fate();
      dead = true;
      throw new Killed();
    },
  };
}
