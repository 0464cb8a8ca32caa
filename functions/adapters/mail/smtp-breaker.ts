import { sameWords } from './smtp-reply.ts';

const inARow = 3;

/** Watches a run's deliveries for a fault that is ours: from then on letters wait instead of being tried, and nobody is marked. */
export interface Breaker {
  /** Why nothing is tried any more; undefined while letters go. */
  readonly stopped: string | undefined;
  stop(why: string): void;
  /** The server answered like a server that works for us. */
  fine(): void;
  /** The connection broke under a letter; true when that was once too often. */
  broke(): boolean;
  /** A refusal that need not be the recipient's fault; when it is one too many, the letters refused before it. */
  refused(letter: { key: string; to: readonly string[]; text: string; calledRefused: boolean }): string[] | undefined;
}

/** A breaker for one run. */
export function createBreaker(): Breaker {
  let stopped: string | undefined;
  let broken = 0;
  let words = '';
  const letters: { key: string; calledRefused: boolean }[] = [];
  const recipients = new Set<string>();
  const begin = (of: string): void => {
    words = of;
    letters.length = 0;
    recipients.clear();
  };
  return {
    get stopped() {
      return stopped;
    },
    stop: (why) => {
      stopped ??= why;
    },
    fine: () => {
      broken = 0;
      begin('');
    },
    broke: () => {
      broken += 1;
      return broken >= inARow;
    },
    refused: ({ key, to, text, calledRefused }) => {
      broken = 0;
      if (sameWords(text) !== words) begin(sameWords(text));
      if (to.every((address) => recipients.has(address))) return undefined;
      for (const address of to) recipients.add(address);
      letters.push({ key, calledRefused });
      if (letters.length < inARow) return undefined;
      return letters.slice(0, -1).flatMap((letter) => (letter.calledRefused ? [letter.key] : []));
    },
  };
}
