import { instantOf } from '../../core/calendar.ts';
import type { LetterState } from '../../core/ledger-state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { isMootLetter } from './moot.ts';
import { isRehearsal, recipientOf } from './told.ts';

/**
 * Minutes that a letter rests after it was put off so many times. Greylisting wants a quarter of an hour, which the next
 * run mostly brings; from the fifth time on it is tried twice a working day, until it arrives or is moot.
 */
const restMinutes = [0, 0, 30, 60, 120] as const;
const longestRest = 240;

/**
 * Letters of former runs that are to be tried now, the longest waiting first: claimed by a run that was cut short, or put
 * off and rested, or moot by now. In 试运行 letters to real people wait until it is over.
 */
export function waitingLetters(world: World, district: District): readonly LetterState[] {
  return [...world.ledger.state.letters.values()]
    .filter((letter) => isWaiting(letter) && !isReal(letter, district))
    .filter((letter) => isRested(letter, world.now) || isMootLetter(world, district, letter))
    .sort((a, b) => instantOf(a.claimedAt) - instantOf(b.claimedAt));
}

/** Refused in the same words as others: they are tried when the rest has gone, so that they hold up nobody. */
export function isDoubted({ doubted }: LetterState): boolean {
  return doubted === true;
}

/** True for letters that are yet to arrive. */
export function isWaiting({ state }: Pick<LetterState, 'state'>): boolean {
  return state === 'claimed' || state === 'deferred';
}

function isRested({ state, at, putOff = 0 }: LetterState, now: string): boolean {
  if (state === 'claimed') return true;
  const rested = instantOf(now) - instantOf(at);
  // A clock that was set back must not make a letter wait for it.
  return rested < 0 || rested >= (restMinutes[putOff] ?? longestRest) * 60_000;
}

function isReal({ key }: LetterState, { settings }: District): boolean {
  return (
    settings.trial && !isRehearsal(key) && recipientOf(key) !== undefined && recipientOf(key) !== settings.sectionEmail
  );
}
