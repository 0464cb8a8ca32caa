import { sameWords } from './smtp-reply.ts';

const tooOften = 3;

/** A refusal that may be meant for us, and what the letter's delivery was to be. */
interface DoubtfulRefusal {
  readonly key: string;
  readonly to: readonly string[];
  readonly said: string;
  readonly state: 'sent' | 'deferred' | 'refused';
}

/** Counts what happens in a row in a run's deliveries, so that a fault of ours is not taken for the recipients'. */
export interface Breaker {
  /** The server answered a letter like a server that works for us: both rows end. */
  works(): void;
  /** The connection broke under a letter; true when that was once too often. */
  breaks(): boolean;
  /** Where the same words came once too often for different recipients: the letters wrongly called refused until now. */
  refuses(refusal: DoubtfulRefusal): string[] | undefined;
}

/** A breaker for one run. */
export function createBreaker(): Breaker {
  let broken = 0;
  let words = '';
  let letters: DoubtfulRefusal[] = [];
  return {
    works: () => {
      broken = 0;
      letters = [];
    },
    breaks: () => {
      broken += 1;
      return broken >= tooOften;
    },
    refuses: (refusal) => {
      broken = 0;
      if (sameWords(refusal.said) !== words) letters = [];
      words = sameWords(refusal.said);
      const known = new Set(letters.flatMap(({ to }) => to));
      if (refusal.to.every((address) => known.has(address))) return undefined;
      letters.push(refusal);
      if (letters.length < tooOften) return undefined;
      return letters
        .slice(0, -1)
        .filter(({ state }) => state === 'refused')
        .map(({ key }) => key);
    },
  };
}
