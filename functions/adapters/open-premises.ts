import type { Premises } from '../world.ts';
import { folderPremises } from './folder/premises.ts';
import { openFolderStore } from './folder/store.ts';

/** The place where a district lies. Throws an operator's error where there is none. */
export async function openPremises(
  district: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Premises> {
  if (district.startsWith('google:')) {
    const { googlePremises } = await import('./google/premises.ts');
    return googlePremises(district, env);
  }
  openFolderStore(district);
  return folderPremises(district);
}
