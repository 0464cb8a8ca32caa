import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolderLedger } from '../../../functions/adapters/folder/ledger.ts';
import type { Connection } from '../../../functions/adapters/google/connection.ts';
import { openBucketLedger } from '../../../functions/adapters/google/ledger.ts';
import type { LedgerState, Pointer } from '../../../functions/core/ledger-state.ts';
import type { Ledger } from '../../../functions/world.ts';
import { type Emulator, startEmulator } from '../../google/emulator.ts';
import { eventsOf, step } from '../ledger-history.ts';
import { bucketAt, connected } from './bucket-on-emulator.ts';

let emulator: Emulator;
let google: Connection;
const place = mkdtempSync(join(tmpdir(), 'anxiao-two-ledgers-'));
beforeAll(async () => {
  emulator = await startEmulator();
  google = await connected(emulator);
});
afterAll(async () => {
  rmSync(place, { recursive: true, force: true });
  await emulator.close();
});

const pace = { now: Date.now, wait: async () => {}, chance: () => 0 };
const histories = fc.array(step, { minLength: 2_000, maxLength: 3_000, size: 'max' });
/** How many events each append takes, again and again. */
const batches = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 9 });

/** A state where each pointer is replaced by the event it points to: where that lies is the ledger's own business. */
async function followed(ledger: Ledger): Promise<unknown> {
  const { reports, ...rest }: LedgerState = ledger.state;
  const at = async (pointer: Pointer | undefined) => pointer && (await ledger.read(pointer));
  const told = [];
  for (const [key, { handedOut, content, late, accepted, previous, ...report }] of reports)
    told.push({
      key,
      ...report,
      handedOut: await at(handedOut),
      content: content && { ...content, at: await at(content.at) },
      late: late && { ...late, at: await at(late.at) },
      accepted: accepted && { ...accepted, reading: await at(accepted.reading) },
      previous: previous && { ...previous, reading: await at(previous.reading) },
    });
  return { ...rest, reports: told };
}

describe('thousands of events', () => {
  it('add up to the same in a bucket as in a folder', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(histories, batches, async (history, sizes) => {
        run += 1;
        const folder = join(place, String(run), '台账');
        const bucket = bucketAt(google);
        const openBucket = () => openBucketLedger(bucket, { holder: '一次运行', pace });
        const both = [openFolderLedger(folder, 100_000), await openBucket()];
        const events = eventsOf(history);
        for (let from = 0, turn = 0; from < events.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          for (const ledger of both) await ledger.append(events.slice(from, from + size));
          from += size;
        }
        for (const ledger of both) await ledger.close();
        const [inFolder, inBucket] = [openFolderLedger(folder, 100_000), await openBucket()];
        expect(await followed(inBucket)).toEqual(await followed(inFolder));
        expect([...inBucket.unsettled]).toEqual([...inFolder.unsettled]);
        await inBucket.settle();
        await inBucket.close();
        const snapped = await openBucket();
        expect(await followed(snapped)).toEqual(await followed(inFolder));
        const ids = [];
        for await (const { id } of snapped.all()) ids.push(id);
        expect(ids).toEqual(events.map(({ id }) => id));
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });
});
