import type { Call, Pace, Quota, Send } from './calls.ts';
import type { Turns } from './pacing.ts';
import { unreadable, type Verdict, verdictOf } from './verdict.ts';

/** What sending needs besides the call. */
export interface Sending {
  readonly pace: Pace;
  readonly turns: Readonly<Record<Quota, Turns>>;
  /** Sees to a token that is good for the next request; fails as a request to Google does. */
  readonly ready: () => Promise<void>;
  /** What to throw in the end, for a person or for a program. */
  readonly explain: (verdict: Verdict, quota: Quota) => Promise<Error>;
}

/** Google counts Sheets by the minute: what is over its quota is in order again a minute later. */
const minute = 60_000;
/** Waits between tries: together they outlast a minute even with the least of chance (95–191 s). */
const waits = 8;
const longestWait = 64_000;
/** The longest that a server may keep us waiting by Retry-After. */
const longestWish = 300_000;

type Tried<T> = { readonly data: T } | Verdict;

/** Sends in turn, and again by reason: what may have been applied is looked for before it is sent once more. */
export function createSend({ pace, turns, ready, explain }: Sending): Send {
  /** Answers in a row that said a quota of Sheets is used up. */
  const limited = new Map<Quota, number>();
  return async <T>({ quota, send, again }: Call<T>): Promise<T> => {
    let mayBeApplied = false;
    for (let tried = 0; ; tried += 1) {
      const answer = await turns[quota](() => attempt(send, ready));
      if ('data' in answer) {
        limited.delete(quota);
        return answer.data;
      }
      mayBeApplied ||= answer.is === 'open';
      const last = answer.is === 'refused' || tried === waits;
      if (!last) await rest(answer, tried, quota);
      // Also before a refusal is believed: it may be about what an earlier try has made.
      const made = mayBeApplied && again !== 'harmless' ? await again() : undefined;
      if (made !== undefined) return made;
      if (last) throw await explain(answer, quota);
    }
  };

  function rest({ is, retryAfter }: Verdict, tried: number, quota: Quota): Promise<void> {
    const wish = Math.min(retryAfter, longestWish);
    if (is === 'limited' && (quota === 'sheetsRead' || quota === 'sheetsWrite')) {
      // One refusal may pass by itself. Several: somebody else draws on the robot's quota, and all of ours waits until the
      // minute is over, spread so that two runs do not come back in step.
      const inARow = (limited.get(quota) ?? 0) + 1;
      limited.set(quota, inARow);
      const rested = inARow === 1 ? backoff(0, pace.chance()) : minute + pace.chance() * 5_000;
      turns[quota].pause(Math.max(wish, rested));
      return Promise.resolve();
    }
    return pace.wait(Math.max(wish, backoff(tried, pace.chance())));
  }
}

/** Milliseconds to wait after a try (0 for the first): doubled each time up to 64 s, and between half and all of it by chance. */
function backoff(tried: number, chance: number): number {
  return Math.min(longestWait, 1000 * 2 ** tried) * (0.5 + chance / 2);
}

async function attempt<T>(send: Call<T>['send'], ready: () => Promise<void>): Promise<Tried<T>> {
  try {
    await ready();
  } catch (error) {
    const verdict = verdictOrThrow(error);
    // Without a token nothing was sent.
    return verdict.is === 'open' ? { ...verdict, is: 'away' } : verdict;
  }
  try {
    const response = await send();
    return unreadable(response) ?? response;
  } catch (error) {
    return verdictOrThrow(error);
  }
}

function verdictOrThrow(error: unknown): Verdict {
  const verdict = verdictOf(error);
  if (verdict !== undefined) return verdict;
  // The client's own errors carry the whole request, content and all; what went wrong is what they wrap.
  throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
}
