import { entriesOf } from '../../../schemas/registers/entry.ts';
import { publications } from '../../../schemas/registers/publications.ts';
import { tree } from '../../../schemas/tree.ts';
import { isMeant } from '../../core/public-page/publication-row.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { seenNow } from './seen.ts';

/**
 * For `run`: renews 公开/index.html where something that it shows was approved, taken off or newly reported, or where the
 * file is not as it was left. In 试运行 nothing is published. Returns what could not be written.
 */
export async function publicPageIfDue(world: World, district: District): Promise<readonly string[]> {
  if (district.settings.trial || !isWanted(world, district)) return [];
  const { cache } = world.ledger;
  if (cache.marks.get(markName) === (await seenNow(world, district))) return [];
  // What judges texts and writes the page is loaded in the few runs that need it.
  const { renewPublicPage } = await import('./renew.ts');
  const outcome = await renewPublicPage(world, district);
  if (outcome === 'busy') return [tree.publicPage];
  world.ledger.mark(markName, await seenNow(world, district));
  return [];
}

const markName = 'publicPage';

/** Somebody decided to have a page: a piece of content was approved, or 设置 says where the plan stands. */
function isWanted({ ledger }: World, { settings, control }: District): boolean {
  if (ledger.state.publicPage || settings.planLink !== '') return true;
  return entriesOf(control.registers, publications).some(isMeant);
}
