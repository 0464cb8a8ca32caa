import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearDemoFolder } from '../../scripts/demo/demo-folder.ts';
import { folderStage } from '../../scripts/demo/folder-stage.ts';
import { type Lived, live } from '../../scripts/demo/live.ts';
import { makeSampleDistrict } from '../../scripts/demo/sample-district.ts';
import { clocks } from '../../scripts/demo/story.ts';
import { googlePlace, tell } from '../../scripts/demo/tell.ts';
import { type DriveStage, openDriveStage } from '../../scripts/google/drive-stage.ts';

describe('the demo on Google', () => {
  const root = mkdtempSync(join(tmpdir(), 'anxiao-demo-'));
  let stage: DriveStage;
  let google: Lived;
  let folder: Lived;

  beforeAll(async () => {
    stage = await openDriveStage();
    google = await live(stage, () => {});
    clearDemoFolder(root);
    await makeSampleDistrict(root);
    folder = await live(folderStage(root), () => {});
  }, 300_000);
  afterAll(async () => {
    await stage?.emulator.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('ends with the findings, states and troubles of the folder, in both months', () => {
    const { letters: _, ...inGoogle } = google.last;
    const { letters: __, ...inFolder } = folder.last;
    expect(inGoogle).toEqual(inFolder);
    expect(inFolder.failures.length).toBeGreaterThan(0);
  });

  it('writes the same letters at the same hours; the number of the bulletin tells that its figures are the same', () => {
    const written = ({ letters }: Lived) => letters.filter(({ key }) => !key.startsWith('open/'));
    expect(written(google)).toEqual(written(folder));
    expect(written(folder).some(({ key }) => key.startsWith('bulletin/'))).toBe(true);
  });

  it('counts what each run asked of Google, which is less than a minute has room for', () => {
    expect(google.spent.map(({ at }) => at)).toEqual(clocks);
    for (const { reads, writes } of google.spent) expect(Math.max(reads, writes)).toBeLessThanOrEqual(60);
    expect(folder.spent).toEqual([]);
  });

  it('says what to open by names that are there', async () => {
    const { document } = tell(stage.district, google, googlePlace);
    const { open, bulletin } = document as { open: Record<string, string>; bulletin: string };
    const { openWorld } = await import('../../functions/adapters/open-world.ts');
    const now = clocks.at(-1) ?? '';
    const world = await openWorld({ district: stage.district, now, dryRun: true, env: stage.env, log: () => {} });
    for (const path of [open.master, open.report, open.outbox, bulletin])
      expect([path, await world.store.stamp(path ?? '')]).toEqual([path, expect.any(String)]);
  });
});
