import { sameWords } from './smtp-reply.ts';

const tooOften = 3;

/** A refusal that may be meant for us, and what the letter's delivery was to be. */
export interface DoubtfulRefusal {
  readonly key: string;
  readonly to: readonly string[];
  readonly said: string;
  readonly state: 'sent' | 'deferred' | 'refused';
  /** It was found to be the sender's fault. */
  readonly acquitted?: true;
}

/** Counts what happens in a row in a run's deliveries, so that a fault of ours is not taken for the recipients'. */
export interface Breaker {
  /** The server took a letter: it does work for us. */
  takes(): void;
  /** The server answered a letter like a server that works for us: both rows end. */
  works(): void;
  /** The connection broke under a letter; true when that was once too often. */
  breaks(): boolean;
  /** The server says that it has had enough of us for now; true when that was once too often. */
  slows(): boolean;
  /**
   * Where the same words came once too often for different recipients: the letters wrongly called refused until now. An
   * answer that speaks of the address beyond doubt counts only while no letter was taken: a roster may have some dead
   * addresses in a row, but a server that knows nobody at all is not telling us about our schools.
   */
  refuses(refusal: DoubtfulRefusal, speaksOfAddress: boolean): string[] | undefined;
}

/**
 * A breaker for one run.
 * @param before what the last runs had refused since a letter was taken, oldest first: a row does not end with a run
 */
export function createBreaker(before: () => readonly DoubtfulRefusal[] = () => []): Breaker {
  let broken = 0;
  let slowed = 0;
  let words = '';
  let letters: DoubtfulRefusal[] | undefined;
  let taken = false;
  const works = (): void => {
    broken = 0;
    slowed = 0;
    letters = [];
  };
  return {
    takes: () => {
      taken = true;
      works();
    },
    works,
    breaks: () => {
      broken += 1;
      return broken >= tooOften;
    },
    slows: () => {
      slowed += 1;
      return slowed >= tooOften;
    },
    refuses: (refusal, speaksOfAddress) => {
      if (speaksOfAddress && taken) {
        works();
        return undefined;
      }
      broken = 0;
      const row = letters ?? [...before()];
      words ||= sameWords(row.at(-1)?.said ?? '');
      letters = sameWords(refusal.said) === words ? row.filter(({ said }) => sameWords(said) === words) : [];
      words = sameWords(refusal.said);
      const known = new Set(letters.flatMap(({ to }) => to));
      // Words that were found to be meant for us stay so until a letter is taken, whomever they are said of.
      const isKnownFault = letters.some(({ acquitted }) => acquitted);
      if (!isKnownFault && refusal.to.every((address) => known.has(address))) return undefined;
      letters.push(refusal);
      if (!isKnownFault && letters.length < tooOften) return undefined;
      return letters
        .slice(0, -1)
        .filter(({ state }) => state === 'refused')
        .map(({ key }) => key);
    },
  };
}
