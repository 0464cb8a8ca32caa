import type { Register } from '../../schemas/registers/register.ts';
import { LedgerMoved, OperatorError } from '../operator-error.ts';
import type { World } from '../world.ts';
import { type District, type HolidaySource, readDistrict } from './district.ts';
import { requireWholeLedger } from './lost-tail.ts';
import { owe } from './tell-schools.ts';

const attempts = 5;

/**
 * Opens a district, does the work, and closes it whatever happens. Where another run finished between reading the ledger
 * and taking the lease, the work is planned again from what stands now. Where the ledger's end is lost, nothing is done
 * but what is said to do it all the same.
 */
export async function withDistrict<T>(
  open: () => Promise<World>,
  holidays: HolidaySource,
  work: (world: World, district: District) => Promise<T>,
  { despiteLoss = false, registers }: { readonly despiteLoss?: boolean; readonly registers?: readonly Register[] } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const world = await open();
    try {
      if (!despiteLoss) requireWholeLedger(world);
      const district = await readDistrict(world, holidays, registers);
      oweFiles(world);
      const result = await work(world, district);
      await world.store.settle();
      await world.ledger.settle();
      return result;
    } catch (error) {
      if (!(error instanceof LedgerMoved)) throw error;
      if (attempt >= attempts) throw new OperatorError('别的运行一直在改动这个区，请稍后再试。');
    } finally {
      await world.mailer.close();
      await world.ledger.close();
    }
  }
}

/** What a run cut short still owes its schools stays owed, even where this run's job is another and settles the ledger. */
function oweFiles(world: World): void {
  for (const key of world.ledger.unsettled) owe(world, key);
}
