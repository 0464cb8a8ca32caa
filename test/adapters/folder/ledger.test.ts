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
import { LedgerMoved, OperatorError } from '../../../functions/operator-error.ts';
import type { Ledger } from '../../../functions/world.ts';
import type { LedgerEvent } from '../../../schemas/events.ts';

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

/** What a step of a history is about; the words of an event follow from it and from its number. */
interface Step {
  readonly type: LedgerEvent['type'];
  readonly school: string;
  readonly period: string;
  readonly pick: number;
  readonly text: string;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    type: fc.constantFrom<LedgerEvent['type']>(
      'handedOut',
      'read',
      'refused',
      'judged',
      'raised',
      'cleared',
      'accepted',
      'filed',
      'letterClaimed',
      'letterSent',
      'letterFailed',
      'wrote',
      'run',
    ),
    school: fc.constantFrom('371311001', '371311002', 'Ａ-3'),
    period: fc.constantFrom('2018-09', '2018-10'),
    pick: fc.nat(3),
    text: fc.oneof(fc.constantFrom('', '"more":true}', '换\n行', '=1+1', '\u2028'), fc.string({ unit: 'grapheme' })),
  }),
  { minLength: 1, maxLength: 40 },
);

/** The events of a history, each with an id of its own, as the jobs would append them one after another. */
function eventsOf(history: readonly Step[]): LedgerEvent[] {
  const lastRead = new Map<string, string>();
  return history.map((step, index) => {
    const event = eventOf(step, index, lastRead.get(step.period + step.school) ?? 'none');
    if (event.type === 'read' || event.type === 'refused') lastRead.set(step.period + step.school, event.id);
    return event;
  });
}

function eventOf({ type, school, period, pick, text }: Step, index: number, of: string): LedgerEvent {
  const at = `2018-09-${String(1 + (index % 28)).padStart(2, '0')}T09:00:00+08:00`;
  const id = `${type}-${index}`;
  const path = `学校/${school} 校${pick}/2018年09月.xlsx`;
  const window = { from: '2018-08-26', through: '2018-09-25', due: '2018-09-26T00:00:00+08:00' };
  const finding = {
    code: 'A3-PART',
    severity: 'error',
    form: 'monthlyReport',
    field: `f${pick}`,
    cell: '月报表!F13',
  } as const;
  const found = { monthlyReport_incidents: { cell: '月报表!F13', raw: text === '' ? null : text } };
  const reading = { found, explanations: {}, drifts: [], date1904: false };
  const states = ['notStarted', 'invalid', 'submitted', 'unsigned'] as const;
  switch (type) {
    case 'handedOut':
      return { type, id, at, school, period, path, edition: 'selfCheck=1', window, given: { a: text, b: pick } };
    case 'read':
      return { type, id, at, school, period, path, hash: `h${pick}`, storedAt: at, reading };
    case 'refused':
      return { type, id, at, school, period, path, hash: `h${pick}`, code: 'F-BROKEN', detail: text };
    case 'judged': {
      const judged = { type, id, at, school, period, of, state: states[pick] ?? 'invalid' } as const;
      return pick === 0 ? { ...judged, recheckOn: '2018-09-25' } : judged;
    }
    case 'raised':
    case 'cleared':
      return { type, id, at, school, period, finding: { ...finding, found: text, expected: '不多于 1', mend: '' } };
    case 'accepted':
      return {
        type,
        id,
        at,
        school,
        period,
        version: index,
        of,
        path,
        hash: `h${pick}`,
        madeAt: at,
        checkCode: `C-${pick}`,
      };
    case 'filed':
      return { type, id, at, school, period, path, from: `${text}.xlsx`, hash: `h${pick}` };
    case 'letterClaimed':
      return {
        type,
        id,
        at,
        key: `k${pick}`,
        items: [`k${pick}`],
        to: ['a@b.cn'],
        subject: text,
        messageId: `<${pick}@x>`,
        bytes: 'b',
      };
    case 'letterSent':
      return { type, id, at, key: `k${pick}`, where: text };
    case 'letterFailed':
      return { type, id, at, key: `k${pick}`, state: pick === 0 ? 'withdrawn' : 'deferred', why: text };
    case 'run':
      return { type, id, at, job: '校验', period, summary: text };
    default:
      return { type: 'wrote', id, at, path: `总表 ${pick}.xlsx`, hash: `h${index}` };
  }
}

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

async function appendAll(ledger: Ledger, events: readonly LedgerEvent[], batch: number): Promise<void> {
  for (let from = 0; from < events.length; from += batch) await ledger.append(events.slice(from, from + batch));
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

const oneMore: LedgerEvent = {
  type: 'run',
  id: 'run-more',
  at: '2018-09-28T09:00:00+08:00',
  job: '催报',
  period: '2018-09',
  summary: '又一次',
};

describe('the state of a ledger', () => {
  it('is the same from the journal, from a snapshot and its tail, and in the process that wrote it', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(40), fc.integer({ min: 1, max: 7 }), async (history, cut, batch) => {
        const folder = newFolder();
        const events = eventsOf(history);
        const ledger = openFolderLedger(folder, 2_000);
        await appendAll(ledger, events.slice(0, cut), batch);
        ledger.mark('judgedWith', 'rules');
        ledger.remember('学校/a/2018年09月.xlsx', { stamp: '1', hash: 'h1', claims: '2018-09/371311001' });
        await ledger.settle();
        await appendAll(ledger, events.slice(cut), batch);
        await ledger.close();
        const reopened = openFolderLedger(folder, 2_000);
        expect(reopened.state).toEqual(ledger.state);
        expect(reopened.cache).toEqual(ledger.cache);
        expect(fromJournal(folder)).toEqual(ledger.state);
        await reopened.settle();
        await reopened.close();
        expect(openFolderLedger(folder).state).toEqual(ledger.state);
        expect(openFolderLedger(folder).cache).toEqual(ledger.cache);
        const all: LedgerEvent[] = [];
        for await (const event of reopened.all()) all.push(event);
        expect(all).toEqual(events);
        for (const { content } of reopened.state.reports.values())
          if (content) expect((await reopened.read(content.at)).id).toBe(content.of);
      }),
      { numRuns: 40 },
    );
  });

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

  it('is not written by a run that read it before another run went on', async () => {
    const { folder } = await smallLedger();
    const [slow, fast] = [openFolderLedger(folder), openFolderLedger(folder)];
    await fast.append([oneMore]);
    await fast.close();
    await expect(slow.append([{ ...oneMore, id: 'run-slow' }])).rejects.toThrow(LedgerMoved);
    expect(readFileSync(journalOf(folder), 'utf8')).not.toContain('run-slow');
    expect(existsSync(join(folder, 'lease.json'))).toBe(false);
    expect(openFolderLedger(folder).state.runs.at(-1)?.id).toBe('run-more');
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

describe('attachments', () => {
  it('are kept once under their hash and read back', async () => {
    const folder = newFolder();
    const ledger = openFolderLedger(folder);
    const hash = await ledger.attach(Buffer.from('a letter'));
    expect(await ledger.attach(Buffer.from('a letter'))).toBe(hash);
    expect(Buffer.from(await ledger.attachment(hash)).toString('utf8')).toBe('a letter');
    expect(readdirSync(join(folder, '附件'))).toEqual([hash]);
    await ledger.close();
  });
});
