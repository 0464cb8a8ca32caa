import type { LetterFailed, LetterSent } from '../../schemas/events.ts';

/** 联系异常: a server refused this address for the address's own fault. */
export interface AddressMark {
  /** When it was refused last, ISO. */
  readonly since: string;
  /** The server's words. */
  readonly said: string;
  /** Key of the letter that was refused. */
  readonly letter: string;
}

/**
 * What came of a letter changes what is known of addresses: those that it was refused for are marked; one that takes a
 * letter is in order again; and a letter whose refusal proved to be the sender's fault takes its marks back.
 */
export function markAddresses(
  marks: Map<string, AddressMark>,
  event: LetterSent | LetterFailed,
  to: readonly string[],
): void {
  const bad = event.badAddresses ?? [];
  if (event.type === 'letterFailed' && event.state === 'deferred')
    for (const [address, { letter }] of marks) if (letter === event.key) marks.delete(address);
  if (event.type === 'letterSent') for (const address of to) marks.delete(address.toLowerCase());
  for (const { address, said } of bad) marks.set(address.toLowerCase(), { since: event.at, said, letter: event.key });
}
