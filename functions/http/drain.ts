import type { ServerResponse } from 'node:http';

/** What is in hand, and the wish that it ends. */
export interface Drain {
  readonly stopping: AbortSignal;
  /** Counts a request until its answer has gone. */
  hold(response: ServerResponse): void;
  /** Asks what is in hand to stop; ends the process when it has, and after `longest` whatever is left. */
  stop(): void;
}

/** The platform kills ten seconds after its signal. */
const longest = 9_000;

/**
 * @param end ends the process: 0 where all was answered, 1 where something had to be left; a lease that it held is taken
 *   over by the next run, as after any death
 */
export function createDrain(end: (status: number) => void): Drain {
  const asked = new AbortController();
  let inHand = 0;
  const endIfIdle = (): void => {
    if (asked.signal.aborted && inHand === 0) end(0);
  };
  return {
    stopping: asked.signal,
    hold: (response) => {
      inHand += 1;
      response.once('close', () => {
        inHand -= 1;
        endIfIdle();
      });
    },
    stop: () => {
      if (asked.signal.aborted) return;
      asked.abort();
      setTimeout(() => end(1), longest);
      endIfIdle();
    },
  };
}
