import { registersApart } from '../../../schemas/registers/registers.ts';
import { isMailAddress } from '../../../schemas/settings.ts';
import { folderApart, ownAddress } from '../../core/registers/apart.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { noteNotShared } from '../not-shared.ts';

/** Lets the owner of a register apart, and nobody else, fill in what lies in its folder; offered once to each address. */
export async function shareApart(world: World, { control, settings }: District): Promise<void> {
  for (const register of registersApart) {
    const own = ownAddress(register.owner, control.sections, settings.sectionEmail);
    const folder = folderApart(register);
    if (!isMailAddress(own) || (await world.store.stamp(register.workbook)) === undefined) continue;
    for (const address of await world.store.unshared(folder, [own])) {
      await world.ledger.begin();
      const { refused } = await world.store.share(folder, address);
      if (refused !== undefined) noteNotShared(world, folder, address);
    }
  }
}
