import type { Book } from '../../schemas/book.ts';
import { masterTabs, tree } from '../../schemas/tree.ts';
import type { World } from '../world.ts';
import type { District } from './district.ts';
import { putOverEdited } from './put-ours.ts';
import { shows } from './shown-events.ts';

export interface Consolidation {
  /** `busy`: open in Excel or not to be written now; the next run catches up. */
  readonly master: 'written' | 'same' | 'busy';
  readonly path: string;
  readonly tabs: number;
}

/** Renders 总表.xlsx from the ledger where it does not show it yet. The same events give the same bytes. */
export async function consolidate(world: World, district: District): Promise<Consolidation> {
  const done = (master: Consolidation['master']): Consolidation => ({
    master,
    path: tree.master,
    tabs: Object.keys(masterTabs).length,
  });
  const shown = shows(world, district);
  const stamp = await world.store.stamp(tree.master);
  const { cache } = world.ledger;
  if (stamp !== undefined && cache.marks.get('master') === `${shown}@${stamp}`) return done('same');
  const drawn = await world.store.draw(await bookOf(world, district));
  const outcome = await putOverEdited(world, tree.master, drawn);
  if (outcome === 'busy') return done('busy');
  world.ledger.mark('master', `${shown}@${await world.store.stamp(tree.master)}`);
  return done(outcome);
}

/** Loaded when a master is due: most runs find it up to date. */
async function bookOf(world: World, district: District): Promise<Book> {
  const { gatherMaster } = await import('./gather-master.ts');
  const { masterBook } = await import('../core/master/master-book.ts');
  return masterBook(await gatherMaster(world, district));
}
