import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openFolderLedger } from '../../../functions/adapters/folder/ledger.ts';
import { applyEvent, emptyState, type LedgerState, type Pointer } from '../../../functions/core/ledger-state.ts';
import { OperatorError } from '../../../functions/operator-error.ts';
import { type LedgerPlace, ledgerContract } from '../ledger-contract.ts';
import { eventsOf, oneMore, type Step, steps } from '../ledger-history.ts';

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

function newFolder(): string {
  const place = mkdtempSync(join(tmpdir(), 'anxiao-ledger-'));
  places.push(place);
  return join(place, '台账');
}

const journalOf = (folder: string, segment = 1): string => join(folder, `journal-00000${segment}.jsonl`);
const snapshotOf = (folder: string): string => join(folder, 'snapshot.json');

/** The state as the journal alone tells it: the snapshot is put aside for a look. */
function fromJournal(folder: string): LedgerState {
  const aside = `${snapshotOf(folder)}.aside`;
  const isThere = existsSync(snapshotOf(folder));
  if (isThere) copyFileSync(snapshotOf(folder), aside);
  rmSync(snapshotOf(folder), { force: true });
  const { state } = openFolderLedger(folder);
  if (isThere) copyFileSync(aside, snapshotOf(folder));
  rmSync(aside, { force: true });
  return state;
}

/** A ledger of some events in two appends, the second of several lines; closed. */
async function smallLedger(settleBetween = false): Promise<{ folder: string; first: number; state: LedgerState }> {
  const folder = newFolder();
  const events = eventsOf(
    (['handedOut', 'run', 'read', 'judged', 'raised', 'letterClaimed'] as const).map((type) => ({
      type,
      school: '371311001',
      period: '2018-09',
      pick: 1,
      text: '一句话',
    })),
  );
  const ledger = openFolderLedger(folder);
  await ledger.append(events.slice(0, 2));
  if (settleBetween) await ledger.settle();
  const first = statSync(journalOf(folder)).size;
  await ledger.append(events.slice(2));
  await ledger.close();
  return { folder, first, state: ledger.state };
}

ledgerContract('a folder', async () => placeIn(newFolder()));

function placeIn(folder: string): LedgerPlace {
  const names = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return {
    // Segments so small that a short history fills several.
    open: async () => openFolderLedger(folder, 2_000),
    look: async () =>
      new Map(
        names().map((name) => {
          const { mtimeMs, ctimeMs, size } = statSync(join(folder, name));
          return [name, `${mtimeMs} ${ctimeMs} ${size}`];
        }),
      ),
    read: async (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : undefined),
    put: async (name, bytes) => {
      if (bytes) writeFileSync(join(folder, name), bytes);
      else rmSync(join(folder, name), { force: true });
    },
  };
}

describe('the state of a ledger', () => {
  it('is left alone by an event that comes twice, but for how many lines were counted', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const [once, twice] = [emptyState(), emptyState()];
        eventsOf(history).forEach((event, index) => {
          const at: Pointer = [1, index, 1];
          applyEvent(once, event, at);
          applyEvent(twice, event, at);
          applyEvent(twice, event, at);
          expect({ ...twice, count: once.count }).toEqual(once);
        });
      }),
    );
  });

  it('is left alone by a whole append that comes twice, as a writer does who never heard the answer', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { school, period } = history[0] as Step;
        const types = [
          'handedOut',
          'read',
          'judged',
          'cleared',
          'raised',
          'accepted',
          'letterClaimed',
          'letterSent',
          'run',
        ] as const;
        const events = eventsOf(types.map((type) => ({ type, school, period, pick: 1, text: '' })));
        const [once, twice] = [emptyState(), emptyState()];
        for (const state of [once, twice, twice])
          events.forEach((event, index) => {
            applyEvent(state, event, [1, index, 1]);
          });
        expect({ ...twice, count: once.count }).toEqual(once);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the journal', () => {
  it('goes on in a new segment where one is full, and reads back over the border', async () => {
    const folder = newFolder();
    const ledger = openFolderLedger(folder, 100);
    for (let index = 0; index < 4; index += 1) await ledger.append([{ ...oneMore, id: `run-${index}` }]);
    await ledger.settle();
    await ledger.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('journal-'))).toHaveLength(4);
    const again = openFolderLedger(folder, 100);
    expect(again.state.runs.map(({ id }) => id)).toEqual(['run-0', 'run-1', 'run-2', 'run-3']);
    expect(fromJournal(folder)).toEqual(again.state);
  });

  it('loses no line but the append that was torn, wherever that was torn, and keeps what was cut off', async () => {
    const { folder, first, state } = await smallLedger(true);
    const whole = readFileSync(journalOf(folder));
    const before = fromJournalCut(folder, whole.subarray(0, first));
    const cuts = Array.from({ length: whole.length - first }, (_, index) => first + index);
    // Each byte next to a line's end, and some between.
    const telling = cuts.filter((at) => at % 37 === 0 || [0, 1, 2].some((near) => whole[at - near] === 10));
    for (const at of telling) {
      writeFileSync(journalOf(folder), whole.subarray(0, at));
      expect(openFolderLedger(folder).state, `cut at ${at}`).toEqual(before);
    }
    expect(openFolderLedger(folder).state).not.toEqual(state);
    const ledger = openFolderLedger(folder);
    await ledger.append([oneMore]);
    await ledger.close();
    const cutOff = readdirSync(folder).filter((name) => name.startsWith('torn-'));
    const torn = Buffer.concat(cutOff.map((name) => readFileSync(join(folder, name))));
    expect(torn.equals(whole.subarray(first, telling.at(-1)))).toBe(true);
    expect(readFileSync(journalOf(folder), 'utf8')).toBe(
      `${whole.subarray(0, first).toString('utf8')}${JSON.stringify(oneMore)}\n`,
    );
    expect(fromJournal(folder)).toEqual(ledger.state);
  });

  function fromJournalCut(folder: string, bytes: Uint8Array): LedgerState {
    const other = newFolder();
    mkdirSync(other, { recursive: true });
    writeFileSync(journalOf(other), bytes);
    expect(existsSync(snapshotOf(folder))).toBe(true);
    return openFolderLedger(other).state;
  }

  it.each<[string, (folder: string) => void, RegExp]>([
    [
      'a byte in the middle was changed',
      (folder) => {
        const bytes = readFileSync(journalOf(folder));
        bytes[bytes.indexOf(10) + 1] = 0;
        writeFileSync(journalOf(folder), bytes);
      },
      /^台账损坏：台账\/journal-000001\.jsonl 第 \d+ 字节处.*备份.*$/,
    ],
    [
      'a line in the middle is no event',
      (folder) => {
        const [head, ...rest] = readFileSync(journalOf(folder), 'utf8').split('\n');
        writeFileSync(journalOf(folder), [head, '[1,2]', ...rest].join('\n'));
      },
      /journal-000001\.jsonl 第 \d+ 字节处/,
    ],
    [
      'an earlier segment lost its end',
      (folder) => {
        copyFileSync(journalOf(folder), journalOf(folder, 2));
        truncateSync(journalOf(folder), statSync(journalOf(folder)).size - 3);
      },
      /journal-000001\.jsonl 第 \d+ 字节处/,
    ],
    [
      'an earlier segment is gone',
      (folder) => {
        copyFileSync(journalOf(folder), journalOf(folder, 2));
        rmSync(journalOf(folder));
      },
      /少了 台账\/journal-000001\.jsonl/,
    ],
  ])('says where it is damaged: %s', async (_, harm, words) => {
    const { folder } = await smallLedger();
    harm(folder);
    const files = readdirSync(folder);
    let said: unknown;
    try {
      openFolderLedger(folder);
    } catch (error) {
      said = error;
    }
    expect(said).toBeInstanceOf(OperatorError);
    expect(String((said as Error).message)).toMatch(words);
    expect(String((said as Error).message).split('\n')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(files);
  });

  it('is opened and read without a lease and without a change', async () => {
    const { folder } = await smallLedger(true);
    const ledger = openFolderLedger(folder);
    await ledger.settle();
    await ledger.close();
    const look = (): unknown =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
        const { mtimeMs, ctimeMs, size } = statSync(join(folder, name));
        return [name, mtimeMs, ctimeMs, size];
      });
    const before = look();
    const idle = openFolderLedger(folder);
    for await (const event of idle.all()) expect(event.id).not.toBe('');
    idle.mark('m', idle.cache.marks.get('m') ?? '');
    rmSync(join(folder, 'nothing'), { force: true });
    await idle.append([]);
    await idle.close();
    expect(look()).toEqual(before);
  });
});

describe('a snapshot is only a cache', () => {
  it('does no harm where it is missing, cut, changed in any byte, or of another ledger', async () => {
    const { folder, state } = await smallLedger();
    const ledger = openFolderLedger(folder);
    await ledger.settle();
    await ledger.close();
    const good = readFileSync(snapshotOf(folder));
    const other = await smallLedger();
    const stranger = openFolderLedger(other.folder);
    await stranger.append([oneMore]);
    await stranger.settle();
    await stranger.close();
    const harms: (Buffer | undefined)[] = [
      undefined,
      Buffer.alloc(0),
      Buffer.from('{}'),
      Buffer.from('null'),
      good.subarray(0, good.length - 1),
      good.subarray(0, good.length / 2),
      Buffer.concat([good, good]),
      readFileSync(snapshotOf(other.folder)),
    ];
    for (const harm of harms) {
      if (harm) writeFileSync(snapshotOf(folder), harm);
      else rmSync(snapshotOf(folder));
      expect(openFolderLedger(folder).state).toEqual(state);
    }
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bad = Buffer.from(good);
        bad[at] = (bad[at] ?? 0) ^ change;
        writeFileSync(snapshotOf(folder), bad);
        expect(openFolderLedger(folder).state).toEqual(state);
      }),
      { numRuns: 60 },
    );
    // And it is mended by the next run that settles.
    const mending = openFolderLedger(folder);
    await mending.settle();
    await mending.close();
    expect(readFileSync(snapshotOf(folder)).equals(good)).toBe(true);
  });

  it('does no harm where the journal was put back from an older backup', async () => {
    const { folder, first } = await smallLedger();
    const older = readFileSync(journalOf(folder)).subarray(0, first);
    const ledger = openFolderLedger(folder);
    await ledger.settle();
    await ledger.close();
    writeFileSync(journalOf(folder), older);
    const restored = openFolderLedger(folder);
    expect(restored.state.letters.size).toBe(0);
    expect(restored.state).toEqual(fromJournal(folder));
  });

  it('does no harm where a folder bears its name', async () => {
    const { folder, state } = await smallLedger();
    mkdirSync(snapshotOf(folder));
    expect(openFolderLedger(folder).state).toEqual(state);
  });
});
