import type { LedgerEvent } from '../../../schemas/events.ts';
import { contentHash } from '../../core/event-id.ts';
import { applyEvent, emptyState, type LedgerState, type Pointer, reportKey } from '../../core/ledger-state.ts';
import { type LostTail, lostSince } from '../../core/lost-tail.ts';
import { LeaseHeld, LedgerMoved, OperatorError } from '../../operator-error.ts';
import type { Ledger, LedgerCache, RememberedFile } from '../../world.ts';
import { parseSnapshot, type Snapshot, snapshotEdition, snapshotText } from '../folder/snapshot.ts';
import { emptyCache, markIn, rememberIn } from '../ledger-cache.ts';
import type { Bucket, Listed } from './bucket.ts';
import type { Pace } from './calls.ts';
import { type Lease, overtaken, takeLease } from './lease.ts';
import { eventAt, eventsIn, journalName, journalNumber, linesOf } from './ledger-lines.ts';
import { JournalObjects } from './ledger-objects.ts';
import { JournalPacks } from './ledger-packs.ts';

const snapshotName = 'snapshot.json';
const usualPack = 256;

/**
 * The ledger in a bucket: an object an append, `journal-0000000001.jsonl` …, each made only where there is none of its
 * number. A snapshot beside them saves the next run the reading; it may be deleted at any time. Opening takes no lease
 * and writes nothing. `holder` says in the lease who works; `packSize` is how many appends a pack repeats.
 */
export async function openBucketLedger(
  bucket: Bucket,
  options: { readonly holder: string; readonly pace: Pace },
  packSize: number = usualPack,
): Promise<Ledger> {
  const ledger = new BucketLedger(bucket, options, packSize);
  await ledger.load();
  return ledger;
}

/** What the snapshot's object was when last seen; no text where it was of no use. */
interface Saved {
  readonly generation?: string;
  readonly text?: string;
}

class BucketLedger implements Ledger {
  state: LedgerState = emptyState();
  cache: LedgerCache = emptyCache();
  lost?: LostTail;
  readonly unsettled = new Set<string>();
  readonly #bucket: Bucket;
  readonly #objects: JournalObjects;
  readonly #packs: JournalPacks;
  readonly #take: () => Promise<Lease>;
  #lease: Lease | undefined;
  /** Number of the last journal object, 0 where there is none, and its generation. */
  #last = 0;
  #tail = '';
  #saved: Saved = {};
  #dirty = false;
  #hasAppended = false;
  #before: Promise<unknown> = Promise.resolve();

  constructor(bucket: Bucket, { holder, pace }: { readonly holder: string; readonly pace: Pace }, packSize: number) {
    this.#bucket = bucket;
    this.#objects = new JournalObjects(bucket);
    this.#packs = new JournalPacks(bucket, this.#objects, packSize);
    this.#take = () => takeLease(bucket, holder, pace);
  }

  async load(): Promise<void> {
    const stored = await this.#bucket.read(snapshotName);
    if (stored) this.#saved = { generation: stored.generation };
    const snapshot = stored && parseSnapshot(stored.bytes);
    const journal = snapshot && (await this.#continued(snapshot));
    if (snapshot && journal) {
      this.state = snapshot.state;
      this.cache = snapshot.cache;
      this.#last = snapshot.lengths[0] ?? 0;
      this.#saved = { ...this.#saved, text: snapshot.text };
    }
    await this.#fold(journal ?? (await this.#journalFrom(1)));
    const lost = snapshot && !journal ? lostSince(snapshot.state, this.state) : undefined;
    if (lost) this.lost = lost;
  }

  /** The journal from the snapshot's last object on; undefined where it does not begin with what the snapshot was made of. */
  async #continued({ lengths, tail }: Snapshot): Promise<readonly Listed[] | undefined> {
    const last = lengths[0] ?? 0;
    const journal = await this.#journalFrom(Math.max(1, last));
    if (last === 0) return journal;
    return journal[0]?.name === journalName(last) && journal[0].generation === tail ? journal : undefined;
  }

  async #journalFrom(number: number): Promise<readonly Listed[]> {
    const found = await this.#bucket.list(journalName(number));
    this.#packs.note(found);
    return found.filter(({ name }) => journalNumber(name) !== undefined);
  }

  /** Takes in the objects after the last known one, which may stand first in the list. */
  async #fold(journal: readonly Listed[]): Promise<void> {
    const known = this.#last;
    const last = journal.at(-1);
    if (last) [this.#last, this.#tail] = [journalNumber(last.name) ?? 0, last.generation];
    for await (const { number, bytes } of this.#packs.range(known + 1, this.#last))
      for (const { event, at } of eventsIn(bytes, number)) {
        applyEvent(this.state, event, at);
        if ('school' in event) this.unsettled.add(reportKey(event.school, event.period));
      }
  }

  begin(): Promise<void> {
    return this.#inTurn(() => this.#begin());
  }

  async #begin(): Promise<void> {
    if (this.#lease) return this.#lease.keep();
    const lease = await this.#take();
    try {
      const found = await this.#bucket.list(journalName(this.#last + 1));
      const snapshot = found.find(({ name }) => name === snapshotName)?.generation;
      const hasGrown = found.some(({ name }) => journalNumber(name) !== undefined);
      if (hasGrown || (snapshot !== undefined && snapshot !== this.#saved.generation))
        throw new LedgerMoved('the ledger grew since it was read');
      if (snapshot === undefined) this.#saved = {};
    } catch (error) {
      await lease.giveBack();
      throw error;
    }
    this.#lease = lease;
  }

  async append(events: readonly LedgerEvent[]): Promise<void> {
    if (events.length > 0) await this.#inTurn(() => this.#append(events));
  }

  async #append(events: readonly LedgerEvent[]): Promise<void> {
    await this.#begin();
    const number = this.#last + 1;
    const bytes = linesOf(events);
    const generation = await this.#bucket.create(journalName(number), bytes);
    if (generation === undefined)
      throw this.#hasAppended ? new LeaseHeld(overtaken) : new LedgerMoved('another run appended first');
    this.#last = number;
    this.#tail = generation;
    this.#dirty = true;
    this.#hasAppended = true;
    this.#objects.keep(number, bytes);
    // What the journal says, not what was handed in: the two may share parts that somebody changes.
    for (const { event, at } of eventsIn(bytes, number)) applyEvent(this.state, event, at);
  }

  async read(pointer: Pointer): Promise<LedgerEvent> {
    return eventAt(await this.#objects.bytes(pointer[0]), pointer);
  }

  async *all(): AsyncIterable<LedgerEvent> {
    for await (const { number, bytes } of this.#packs.range(1, this.#last))
      for (const { event } of eventsIn(bytes, number)) yield event;
  }

  async attach(bytes: Uint8Array): Promise<string> {
    await this.begin();
    const hash = contentHash(bytes);
    await this.#bucket.create(attachmentName(hash), bytes);
    return hash;
  }

  async attachment(hash: string): Promise<Uint8Array> {
    const stored = await this.#bucket.read(attachmentName(hash));
    if (!stored) throw new OperatorError(`台账损坏：存储桶里少了 ${attachmentName(hash)}，请用备份恢复这个对象。`);
    return stored.bytes;
  }

  remember(path: string, file: RememberedFile): void {
    if (rememberIn(this.cache, path, file)) this.#dirty = true;
  }

  forget(path: string): void {
    if (this.cache.files.delete(path)) this.#dirty = true;
  }

  mark(name: string, value: string): void {
    if (markIn(this.cache, name, value)) this.#dirty = true;
  }

  settle(): Promise<void> {
    return this.#inTurn(() => this.#settle());
  }

  async #settle(): Promise<void> {
    if (!this.#dirty && this.unsettled.size === 0 && this.#saved.text !== undefined) return;
    const [lengths, tail] = this.#last === 0 ? [[], ''] : [[this.#last], this.#tail];
    const text = snapshotText({ edition: snapshotEdition, lengths, tail, state: this.state, cache: this.cache });
    if (text === this.#saved.text) return;
    this.#dirty = false;
    try {
      await this.#begin();
      await this.#save(text);
    } catch (error) {
      this.#dirty = true;
      throw error;
    }
    this.unsettled.clear();
    await this.#packs.make(this.#last);
  }

  /** A race lost here loses nothing: whoever won it saved a snapshot of the same journal. */
  async #save(text: string): Promise<void> {
    const { generation: seen } = this.#saved;
    const bytes = Buffer.from(text);
    const generation = await (seen === undefined
      ? this.#bucket.create(snapshotName, bytes)
      : this.#bucket.replace(snapshotName, bytes, seen));
    if (generation !== undefined) this.#saved = { generation, text };
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#lease?.giveBack();
      this.#lease = undefined;
    });
  }

  /** One write after another, in the order in which they were asked for. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#before.then(work);
    this.#before = done.catch(() => {});
    return done;
  }
}

function attachmentName(hash: string): string {
  return `attachments/${hash}`;
}
