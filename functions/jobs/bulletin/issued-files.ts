import { type Paper, paperFolder, paperNames } from '../../core/bulletin/paper.ts';
import type { BulletinState, IssuedBulletin } from '../../core/bulletin/state.ts';
import { withinMailHours } from '../../core/calendar.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { keepOurs } from '../put-ours.ts';

/** Where the document of an issued bulletin lies. */
export function issuedPath(paper: Paper): string {
  return `${paperFolder(paper)}/${paperNames(paper).document}`;
}

/**
 * Puts an issued bulletin's files in place as they were sent, also where somebody deleted one. A file that people changed
 * is kept under another name: what was sent is never another text than what lies there. Returns those that are open.
 */
export async function keepIssued(world: World, paper: Paper, { files }: IssuedBulletin): Promise<readonly string[]> {
  const busy: string[] = [];
  for (const [name, hash] of Object.entries(files)) {
    const path = `${paperFolder(paper)}/${name}`;
    if ((await keepOurs(world, path, hash, () => world.ledger.attachment(hash))) === 'busy') busy.push(path);
  }
  if (busy.length === 0) world.ledger.mark(markOf(paper), (await stampsOf(world, paper, files)).join(' '));
  return busy;
}

/** Schools are written to at a humane hour; in 试运行 nobody is: what was issued before waits until it is over. */
export function maySend(world: World, { settings, holidays }: District): boolean {
  return !settings.trial && withinMailHours(world.now, settings, holidays);
}

/** True where nobody touched an issued bulletin's files since they were looked at. */
export async function areKept(world: World, bulletin: BulletinState): Promise<boolean> {
  if (!bulletin.issued) return true;
  const stamps = await stampsOf(world, bulletin, bulletin.issued.files);
  return world.ledger.cache.marks.get(markOf(bulletin)) === stamps.join(' ');
}

function stampsOf(world: World, paper: Paper, files: IssuedBulletin['files']): Promise<readonly string[]> {
  const paths = Object.keys(files).map((name) => `${paperFolder(paper)}/${name}`);
  return Promise.all(paths.map(async (path) => (await world.store.stamp(path)) ?? '-'));
}

function markOf({ from }: Paper): string {
  return `issued/${from}`;
}
