import { parseSnapshot, snapshotEdition, snapshotText } from '../../../functions/adapters/folder/snapshot.ts';
import { emptyCache, markIn, rememberIn } from '../../../functions/adapters/ledger-cache.ts';
import { contentHash } from '../../../functions/core/event-id.ts';
import {
  applyEvent,
  emptyState,
  type LedgerState,
  type Pointer,
  reportKey,
} from '../../../functions/core/ledger-state.ts';
import { LeaseHeld, LedgerMoved } from '../../../functions/operator-error.ts';
import type { Ledger, LedgerCache, RememberedFile } from '../../../functions/world.ts';
import type { LedgerEvent } from '../../../schemas/events.ts';
import { type Life, lifeWith } from './life.ts';

/** What is durable of a ledger: it outlives the processes that open it. */
export interface MemoryLedgerPlace {
  /** All events in order. */
  readonly journal: readonly LedgerEvent[];
  open(life?: Life): Ledger;
  /** Names and contents, as a folder would hold them. */
  look(): ReadonlyMap<string, string>;
  /** Puts bytes there behind the ledger's back; undefined takes them away. */
  put(name: string, bytes: Buffer | undefined): void;
}

/** The cache as it was saved after so many events. Its text is drawn only where somebody looks. */
interface Saved {
  readonly length: number;
  readonly cache: LedgerCache;
}

interface Durable {
  /** Hears of each event when it is durable. */
  readonly watch: (event: LedgerEvent) => void;
  readonly journal: LedgerEvent[];
  readonly attachments: Map<string, Uint8Array>;
  saved: Saved | undefined;
  lease: Life | undefined;
  /** The state of so many events, handed from one opening to the next: folding a year again takes longer than a run. */
  state: { readonly of: LedgerState; length: number } | undefined;
}

/** A ledger that lies in memory; a process that died gives its lease up, and what it had not saved is forgotten. */
export function createMemoryLedger(watch: (event: LedgerEvent) => void = () => {}): MemoryLedgerPlace {
  const durable: Durable = {
    watch,
    journal: [],
    attachments: new Map(),
    saved: undefined,
    lease: undefined,
    state: undefined,
  };
  return {
    journal: durable.journal,
    open: (life = lifeWith()) => new MemoryLedger(durable, life),
    look: () => {
      const files = new Map<string, string>();
      if (durable.journal.length > 0) files.set('journal', JSON.stringify(durable.journal));
      if (durable.saved) files.set(snapshot, textOf(durable.journal, durable.saved));
      for (const [hash, bytes] of durable.attachments) files.set(hash, Buffer.from(bytes).toString('base64'));
      return files;
    },
    put: (name, bytes) => {
      if (name !== snapshot) throw new Error(`nobody but the ledger writes ${name}`);
      durable.saved = bytes && savedIn(bytes, durable.journal);
    },
  };
}

const snapshot = 'snapshot.json';

class MemoryLedger implements Ledger {
  readonly state: LedgerState;
  readonly cache: LedgerCache;
  readonly unsettled = new Set<string>();
  readonly #durable: Durable;
  readonly #life: Life;
  #length: number;
  #saved: Saved | undefined;
  #dirty = false;
  #holds = false;
  #closed = false;

  constructor(durable: Durable, life: Life) {
    this.#durable = durable;
    this.#life = life;
    this.#saved = durable.saved;
    this.cache = copyOf(durable.saved?.cache ?? emptyCache());
    // Whoever else is open has the state in hand; this one makes its own.
    const known = durable.state ?? { of: emptyState(), length: 0 };
    durable.state = undefined;
    fold(known.of, durable.journal, known.length);
    this.state = known.of;
    this.#length = durable.journal.length;
    for (const event of durable.journal.slice(this.#saved?.length ?? 0))
      if ('school' in event) this.unsettled.add(reportKey(event.school, event.period));
  }

  async begin(): Promise<void> {
    await this.#life.step();
    if (this.#holds) return;
    const { lease, journal, saved } = this.#durable;
    if (lease && !lease.dead) throw new LeaseHeld('另一次运行正在处理这个区，请稍后再试。');
    if (journal.length > this.#length || (this.#saved !== undefined && saved !== this.#saved))
      throw new LedgerMoved('the ledger grew since it was read');
    this.#durable.lease = this.#life;
    this.#holds = true;
  }

  async append(events: readonly LedgerEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.begin();
    const kept = events.map((event) => Object.freeze({ ...event }));
    this.#durable.journal.push(...kept);
    fold(this.state, this.#durable.journal, this.#length);
    this.#length = this.#durable.journal.length;
    this.#dirty = true;
    for (const event of kept) this.#durable.watch(event);
    await this.#life.step();
  }

  async read([, index]: Pointer): Promise<LedgerEvent> {
    const event = this.#durable.journal[index];
    if (!event || this.#life.dead) throw new RangeError(`no event ${index}`);
    return event;
  }

  async *all(): AsyncIterable<LedgerEvent> {
    yield* this.#durable.journal.slice(0, this.#length);
  }

  async attach(bytes: Uint8Array): Promise<string> {
    await this.begin();
    const hash = contentHash(bytes);
    if (!this.#durable.attachments.has(hash)) this.#durable.attachments.set(hash, bytes.slice());
    await this.#life.step();
    return hash;
  }

  async attachment(hash: string): Promise<Uint8Array> {
    const bytes = this.#durable.attachments.get(hash);
    if (!bytes || this.#life.dead) throw new RangeError(`no attachment ${hash}`);
    return bytes;
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

  async settle(): Promise<void> {
    if (!this.#dirty && this.unsettled.size === 0 && this.#saved !== undefined) return;
    const saved: Saved = { length: this.#length, cache: copyOf(this.cache) };
    await this.begin();
    this.#durable.saved = saved;
    this.#saved = saved;
    this.#dirty = false;
    this.unsettled.clear();
    await this.#life.step();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    // What a dead process had in memory is what is durable: an append is one step.
    this.#durable.state ??= { of: this.state, length: this.#length };
    if (this.#holds && !this.#life.dead) this.#durable.lease = undefined;
    this.#holds = false;
  }
}

function fold(state: LedgerState, journal: readonly LedgerEvent[], from: number): void {
  for (let index = from; index < journal.length; index += 1) {
    const event = journal[index];
    if (event) applyEvent(state, event, [1, index, 1]);
  }
}

function copyOf({ files, marks, control }: LedgerCache): LedgerCache {
  return { files: new Map(files), marks: new Map(marks), ...(control ? { control } : {}) };
}

function tailOf(journal: readonly LedgerEvent[], length: number): string {
  return contentHash(Buffer.from(JSON.stringify(journal[length - 1] ?? '')));
}

function textOf(journal: readonly LedgerEvent[], { length, cache }: Saved): string {
  const state = emptyState();
  fold(state, journal.slice(0, length), 0);
  return snapshotText({ edition: snapshotEdition, lengths: [length], tail: tailOf(journal, length), state, cache });
}

function savedIn(bytes: Buffer, journal: readonly LedgerEvent[]): Saved | undefined {
  const parsed = parseSnapshot(bytes);
  const length = parsed?.lengths[0] ?? 0;
  if (!parsed || length > journal.length || parsed.tail !== tailOf(journal, length)) return undefined;
  return { length, cache: parsed.cache };
}
