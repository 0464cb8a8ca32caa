import { eventId } from '../core/event-id.ts';
import type { Drawn, World } from '../world.ts';

/** Puts a book of ours in place of our older one; what people edited is left to the caller. */
export async function putOurs(
  world: World,
  path: string,
  drawn: Drawn,
): Promise<'written' | 'same' | 'edited' | 'busy'> {
  const ours = world.ledger.state.wrote.get(path) ?? [];
  // Claimed before it is written, so that a run cut short in between never takes its own file for somebody's.
  if (ours.at(-1) !== drawn.hash)
    await world.ledger.append(
      [...(await stillThere(world, path, ours)), drawn.hash].map((hash) => ({
        type: 'wrote',
        id: eventId('wrote', path, hash),
        at: world.now,
        path,
        hash,
      })),
    );
  await world.ledger.begin();
  return world.store.replace(path, { ...drawn, asOf: world.ledger.state.count }, [...ours, drawn.hash]);
}

/**
 * Makes sure that a path holds just these bytes; a file that people changed is kept under another name. What is right
 * already is found so by looking: no lease is taken for it.
 */
export async function keepOurs(
  world: World,
  path: string,
  hash: string,
  bytes: () => Promise<Uint8Array>,
): Promise<'written' | 'same' | 'busy'> {
  if ((await world.store.hashAt(path)) === hash) return 'same';
  return putOverEdited(world, path, { hash, bytes: await bytes() });
}

/** `putOurs` where what people edited is kept under another name and makes room. `busy`: the next run catches up. */
export async function putOverEdited(world: World, path: string, drawn: Drawn): Promise<'written' | 'same' | 'busy'> {
  let outcome = await putOurs(world, path, drawn);
  if (outcome === 'edited') {
    world.log(`有人改过 ${path}，改动保留在 ${await world.store.setAside(path)}。`);
    outcome = await putOurs(world, path, drawn);
  }
  return outcome === 'edited' ? 'busy' : outcome;
}

/**
 * The older claim that the file still holds, where later ones never got there (it was open all day): said again, because
 * only the last few claims are remembered and a file of ours must never look like somebody's.
 */
async function stillThere(world: World, path: string, ours: readonly string[]): Promise<readonly string[]> {
  const hash = ours.length < 2 ? undefined : await world.store.hashAt(path);
  return hash !== undefined && ours.includes(hash) && ours.at(-1) !== hash ? [hash] : [];
}
