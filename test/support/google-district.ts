import type { Pace } from '../../functions/adapters/google/calls.ts';
import { initGoogle } from '../../functions/adapters/google/init.ts';
import type { School } from '../../schemas/roster.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../google/emulator.ts';
import { Person } from '../google/person.ts';

/** A district on the emulator: where it is, who set it up, and the environment that leads there. */
export interface GoogleDistrict {
  readonly emulator: Emulator;
  readonly district: string;
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** The section: an organiser of the shared drive. */
  readonly section: Person;
}

/** A new district in a folder of a shared drive. */
export async function makeGoogleDistrict(
  schools: readonly School[],
  options: EmulatorOptions = {},
  pace?: Pace,
): Promise<GoogleDistrict> {
  const emulator = await startEmulator(options);
  const section = new Person(emulator.url, 'section@example.cn');
  const root = await section.newFolder('示例区');
  const env = {
    SHEETS_ROOT_URL: emulator.url,
    DRIVE_ROOT_URL: emulator.url,
    STORAGE_ROOT_URL: emulator.url,
    LEDGER_BUCKET: 'ledger-example',
  };
  const district = `google:${root}`;
  await initGoogle(district, schools, env, pace);
  return { emulator, district, root, env, section };
}
