import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerState } from '../../functions/core/ledger-state.ts';
import { LeaseHeld, LedgerMoved } from '../../functions/operator-error.ts';
import type { Ledger } from '../../functions/world.ts';
import type { LedgerEvent } from '../../schemas/events.ts';
import { eventsOf, oneMore, steps } from './ledger-history.ts';

/** Where one ledger lies. */
export interface LedgerPlace {
  open(): Promise<Ledger>;
  /** Everything that lies there, with what changes when it is written, even the same again. */
  look(): Promise<ReadonlyMap<string, string>>;
  read(name: string): Promise<Buffer | undefined>;
  /** Puts an object there behind the ledger's back; undefined takes it away. */
  put(name: string, bytes: Buffer | undefined): Promise<void>;
}

const snapshot = 'snapshot.json';
const file = { stamp: '1', hash: 'h1', claims: '2018-09/371311001' };

/** What every ledger does, wherever it lies. */
export function ledgerContract(name: string, newPlace: () => Promise<LedgerPlace>): void {
  describe(`the ledger in ${name}`, () => {
    it('has the same state from the journal, from a snapshot and its tail, and in the process that wrote it', async () => {
      await fc.assert(
        fc.asyncProperty(steps, fc.nat(40), fc.integer({ min: 1, max: 7 }), async (history, cut, batch) => {
          const place = await newPlace();
          const events = eventsOf(history);
          const ledger = await place.open();
          await appendAll(ledger, events.slice(0, cut), batch);
          ledger.mark('judgedWith', 'rules');
          ledger.remember('学校/a/2018年09月.xlsx', file);
          await ledger.settle();
          await appendAll(ledger, events.slice(cut), batch);
          await ledger.close();
          expect(await fromJournal(place)).toEqual(ledger.state);
          const reopened = await place.open();
          expect(reopened.state).toEqual(ledger.state);
          expect(reopened.cache).toEqual(ledger.cache);
          await reopened.settle();
          await reopened.close();
          const settled = await place.open();
          expect(settled.state).toEqual(ledger.state);
          expect(settled.cache).toEqual(ledger.cache);
          expect(await allOf(reopened)).toEqual(events);
          for (const { content } of reopened.state.reports.values())
            if (content) expect((await reopened.read(content.at)).id).toBe(content.of);
        }),
        { numRuns: 30 },
      );
    });

    it('is not written by a run that read it before another run went on', async () => {
      const { place } = await smallLedger();
      const [slow, fast] = [await place.open(), await place.open()];
      await fast.append([oneMore]);
      await fast.close();
      const before = await place.look();
      await expect(slow.append([{ ...oneMore, id: 'run-slow' }])).rejects.toThrow(LedgerMoved);
      expect(await place.look()).toEqual(before);
      await slow.close();
      expect((await place.open()).state.runs.at(-1)?.id).toBe('run-more');
    });

    it('is not written by a run that does not know what another one remembered meanwhile', async () => {
      const { place } = await smallLedger();
      const first = await place.open();
      await first.settle();
      await first.close();
      const [slow, fast] = [await place.open(), await place.open()];
      fast.mark('judgedWith', 'newer rules');
      await fast.settle();
      await fast.close();
      slow.mark('renderedFrom', 'older rules');
      await expect(slow.settle()).rejects.toThrow(LedgerMoved);
      expect([...(await place.open()).cache.marks]).toEqual([['judgedWith', 'newer rules']]);
    });

    it('belongs to one run at a time, and to the next when that one closes it', async () => {
      const { place } = await smallLedger();
      const [first, second] = [await place.open(), await place.open()];
      await first.begin();
      await expect(second.append([oneMore])).rejects.toThrow(LeaseHeld);
      await expect(second.append([oneMore])).rejects.toThrow(/^另一次运行[^\n]*$/);
      await second.close();
      await expect(second.begin()).rejects.toThrow(LeaseHeld);
      await first.close();
      await second.append([oneMore]);
      await second.close();
    });

    it('takes events in the order in which they were handed in, even all at once', async () => {
      const place = await newPlace();
      const ledger = await place.open();
      const events = Array.from({ length: 20 }, (_, index) => ({ ...oneMore, id: `run-${index}` }));
      await Promise.all(events.map((event) => ledger.append([event])));
      await ledger.close();
      expect(await allOf(await place.open())).toEqual(events);
    });

    it('is opened and read without a lease and without a change', async () => {
      const { place } = await smallLedger();
      const ledger = await place.open();
      await ledger.settle();
      await ledger.close();
      const before = await place.look();
      const idle = await place.open();
      for (const event of await allOf(idle)) expect(event.id).not.toBe('');
      idle.mark('m', idle.cache.marks.get('m') ?? '');
      idle.forget('nothing');
      await idle.append([]);
      await idle.close();
      expect(await place.look()).not.toEqual(new Map());
      idle.cache.marks.clear();
      const settled = await place.open();
      await settled.settle();
      await settled.close();
      expect(await place.look()).toEqual(before);
    });

    it('knows until it is settled which reports may still wait for their files', async () => {
      const { place } = await smallLedger();
      const ledger = await place.open();
      expect([...ledger.unsettled]).toEqual(['2018-09/371311001']);
      await ledger.settle();
      await ledger.close();
      expect(ledger.unsettled.size).toBe(0);
      expect((await place.open()).unsettled.size).toBe(0);
    });

    it('needs no snapshot: none, a damaged one, or another ledger’s does no harm and is mended', async () => {
      const { place, state } = await smallLedger();
      const ledger = await place.open();
      await ledger.settle();
      await ledger.close();
      const good = (await place.read(snapshot)) ?? Buffer.alloc(0);
      const other = await smallLedger();
      const stranger = await other.place.open();
      await stranger.append([oneMore]);
      await stranger.settle();
      await stranger.close();
      const edition = Buffer.from(good.toString('latin1').replace('"edition":', '"edition":9'), 'latin1');
      const harms = [
        undefined,
        ...['', '{}', 'null'].map((text) => Buffer.from(text)),
        good.subarray(0, good.length - 1),
        good.subarray(0, good.length / 2),
        Buffer.concat([good, good]),
        edition,
        await other.place.read(snapshot),
        ...[0, 5, 9, 60, good.length - 2]
          .map((at) => good.with(at, (good[at] ?? 0) ^ 1))
          .map((bytes) => Buffer.from(bytes)),
      ];
      for (const harm of harms) {
        await place.put(snapshot, harm);
        expect((await place.open()).state).toEqual(state);
      }
      const mending = await place.open();
      await mending.settle();
      await mending.close();
      const mended = await place.open();
      expect(mended.unsettled.size).toBe(0);
      expect(mended.state).toEqual(state);
      expect((await place.read(snapshot))?.length).toBe(good.length);
    });

    it('keeps attachments once under their hash', async () => {
      const place = await newPlace();
      const ledger = await place.open();
      const bytes = Buffer.from([0, 13, 10, 255, 254, 45, 45]);
      const hash = await ledger.attach(bytes);
      const once = await place.look();
      expect(await ledger.attach(bytes)).toBe(hash);
      expect(await place.look()).toEqual(once);
      expect(Buffer.from(await ledger.attachment(hash)).equals(bytes)).toBe(true);
      await ledger.close();
    });

    /** A ledger of some events in two appends; closed, and never settled. */
    async function smallLedger(): Promise<{ place: LedgerPlace; state: LedgerState }> {
      const place = await newPlace();
      const events = eventsOf(
        (['handedOut', 'run', 'read', 'judged', 'raised', 'letterClaimed'] as const).map((type) => ({
          type,
          school: '371311001',
          period: '2018-09',
          pick: 1,
          text: '一句话',
        })),
      );
      const ledger = await place.open();
      await ledger.append(events.slice(0, 2));
      await ledger.append(events.slice(2));
      await ledger.close();
      return { place, state: ledger.state };
    }
  });
}

/** The state as the journal alone tells it: the snapshot is put aside for a look. */
async function fromJournal(place: LedgerPlace): Promise<LedgerState> {
  const aside = await place.read(snapshot);
  await place.put(snapshot, undefined);
  const { state } = await place.open();
  await place.put(snapshot, aside);
  return state;
}

async function appendAll(ledger: Ledger, events: readonly LedgerEvent[], batch: number): Promise<void> {
  for (let from = 0; from < events.length; from += batch) await ledger.append(events.slice(from, from + batch));
}

async function allOf(ledger: Ledger): Promise<LedgerEvent[]> {
  const all: LedgerEvent[] = [];
  for await (const event of ledger.all()) all.push(event);
  return all;
}
