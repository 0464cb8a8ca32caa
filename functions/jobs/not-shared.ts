import type { World } from '../world.ts';

const prefix = 'not-shared/';

/** Notes that a school's folder could not be shared with an address: no letter sends anybody there, and doctor lists it. */
export function noteNotShared(world: World, school: string, address: string): void {
  world.ledger.mark(`${prefix}${school}/${address.toLowerCase()}`, 'yes');
}

/** Whether a school's folder could not be shared with an address, as far as runs remember. */
export function isNotShared(world: World, school: string, address: string): boolean {
  return world.ledger.cache.marks.has(`${prefix}${school}/${address.toLowerCase()}`);
}
