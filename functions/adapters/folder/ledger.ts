import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { LedgerEvent } from '../../../schemas/events.ts';
import { contentHash } from '../../core/event-id.ts';
import { applyEvent, emptyState, type LedgerState, type Pointer, reportKey } from '../../core/ledger-state.ts';
import { type LostTail, lostSince } from '../../core/lost-tail.ts';
import { LedgerMoved, OperatorError } from '../../operator-error.ts';
import type { Ledger, LedgerCache, RememberedFile } from '../../world.ts';
import { emptyCache, markIn, rememberIn } from '../ledger-cache.ts';
import { appendDurably, createDurably, replaceDurably, systemCode } from './durable-file.ts';
import { takeLease } from './lease.ts';
import { readSnapshot, type Snapshot, snapshotEdition, snapshotText } from './snapshot.ts';

const usualSegment = 16 * 1024 * 1024;
const newline = 10;

/**
 * The ledger of a folder: JSON lines in `journal-000001.jsonl` …, each append fsynced before it counts. A snapshot
 * beside them saves the next run the reading; it may be deleted at any time. Opening takes no lease and writes nothing.
 */
export function openFolderLedger(folder: string, segmentLimit: number = usualSegment): Ledger {
  return new FolderLedger(folder, segmentLimit);
}

class FolderLedger implements Ledger {
  state: LedgerState;
  cache: LedgerCache;
  lost?: LostTail;
  readonly unsettled = new Set<string>();
  readonly #folder: string;
  readonly #segmentLimit: number;
  /** Bytes of whole lines in each segment, from segment 1. */
  #lengths: number[] = [];
  /** The events appended last, by segment and first byte: what follows an append asks for them again. */
  readonly #latest = new Map<string, LedgerEvent>();
  #release: (() => void) | undefined;
  #savedText: string | undefined;
  #dirty = false;

  constructor(folder: string, segmentLimit: number) {
    this.#folder = folder;
    this.#segmentLimit = segmentLimit;
    this.state = emptyState();
    this.cache = emptyCache();
    this.#load();
  }

  #load(): void {
    const segments = this.#segments();
    const snapshot = readSnapshot(this.#path('snapshot.json'));
    const usable = snapshot && this.#continues(snapshot, segments) ? snapshot : undefined;
    if (usable) {
      this.state = usable.state;
      this.cache = usable.cache;
      this.#savedText = usable.text;
    }
    this.#lengths = [];
    segments.forEach((segment, index) => {
      const known = usable?.lengths[index] ?? 0;
      const whole = this.#foldSegment(segment, known);
      // Only the last segment is ever written to: an earlier one that ends in the middle of a line was damaged.
      if (segment < segments.length && whole < statSync(this.#segmentPath(segment)).size) throw damaged(segment, whole);
      this.#lengths.push(whole);
    });
    const lost = snapshot && !usable ? lostSince(snapshot.state, this.state) : undefined;
    if (lost) this.lost = lost;
  }

  /** True where the journal still begins with what the snapshot was made of. */
  #continues(snapshot: Snapshot, segments: readonly number[]): boolean {
    if (snapshot.lengths.length > segments.length) return false;
    return snapshot.lengths.every((length, index) => {
      const segment = index + 1;
      const size = statSync(this.#segmentPath(segment)).size;
      if (size < length) return false;
      return index < snapshot.lengths.length - 1 || this.#tailHash(segment, length) === snapshot.tail;
    });
  }

  /** Folds a segment's whole appends from a byte on; what follows the last of them was torn by a crash and is not counted. */
  #foldSegment(segment: number, from: number): number {
    const path = this.#segmentPath(segment);
    const size = statSync(path).size;
    if (size === from) return from;
    const bytes = readRange(path, from, size - from);
    const whole = wholeAppends(bytes);
    let start = 0;
    while (start < whole) {
      const end = bytes.indexOf(newline, start);
      const event = parseLine(bytes.subarray(start, end), segment, from + start);
      applyEvent(this.state, event, [segment, from + start, end - start]);
      if ('school' in event) this.unsettled.add(reportKey(event.school, event.period));
      start = end + 1;
    }
    return from + whole;
  }

  async begin(): Promise<void> {
    if (this.#release) return;
    let release: () => void;
    try {
      mkdirSync(this.#folder, { recursive: true });
      release = takeLease(this.#path('lease.json'));
    } catch (error) {
      throw storageError(error);
    }
    try {
      const moved = this.#segments().some((segment, index) => {
        const size = statSync(this.#segmentPath(segment)).size;
        const known = this.#lengths[index] ?? 0;
        return size > known && !this.#isTorn(segment, known, size);
      });
      if (moved || this.#segments().length > this.#lengths.length || this.#snapshotMoved())
        throw new LedgerMoved('the ledger grew since it was read');
      this.#cutTorn();
      this.#sweep();
    } catch (error) {
      release();
      throw storageError(error);
    }
    this.#release = release;
  }

  #snapshotMoved(): boolean {
    const text = existsSync(this.#path('snapshot.json'))
      ? readFileSync(this.#path('snapshot.json'), 'utf8')
      : undefined;
    return this.#savedText !== undefined && text !== undefined && text !== this.#savedText;
  }

  #isTorn(segment: number, known: number, size: number): boolean {
    return wholeAppends(readRange(this.#segmentPath(segment), known, size - known)) === 0;
  }

  /** Moves a half-written last append out of the journal; it was never acknowledged to anybody. */
  #cutTorn(): void {
    this.#segments().forEach((segment, index) => {
      const path = this.#segmentPath(segment);
      const known = this.#lengths[index] ?? 0;
      const size = statSync(path).size;
      if (size === known) return;
      writeFileSync(this.#path(`torn-${segment}-${known}.txt`), readRange(path, known, size - known));
      truncateSync(path, known);
    });
  }

  /** Removes files that a run cut short was about to put in place. */
  #sweep(): void {
    const aside = this.#path('临时');
    if (!existsSync(aside)) return;
    // A run that is turned away takes its own draft of a lease away at the same moment.
    for (const name of readdirSync(aside)) if (name.startsWith('.anxiao-')) rmSync(join(aside, name), { force: true });
  }

  async append(events: readonly LedgerEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.begin();
    const last = this.#lengths.length;
    const segment = last === 0 || (this.#lengths[last - 1] ?? 0) > this.#segmentLimit ? last + 1 : last;
    const length = this.#lengths[segment - 1] ?? 0;
    // All events of an append count or none does: each line but the last says that more follow.
    const lines = events.map((event, index) =>
      Buffer.from(`${JSON.stringify(index < events.length - 1 ? { ...event, more: true } : event)}\n`),
    );
    try {
      appendDurably(this.#segmentPath(segment), Buffer.concat(lines), length);
    } catch (error) {
      throw storageError(error);
    }
    let offset = length;
    this.#latest.clear();
    events.forEach((event, index) => {
      const line = lines[index]?.length ?? 0;
      applyEvent(this.state, event, [segment, offset, line - 1]);
      this.#latest.set(`${segment}/${offset}`, event);
      offset += line;
    });
    this.#lengths[segment - 1] = offset;
    this.#dirty = true;
  }

  async read(pointer: Pointer): Promise<LedgerEvent> {
    const [segment, offset, length] = pointer;
    const latest = this.#latest.get(`${segment}/${offset}`);
    if (latest) return latest;
    return parseLine(readRange(this.#segmentPath(segment), offset, length), segment, offset);
  }

  async *all(): AsyncIterable<LedgerEvent> {
    for (const [index, length] of this.#lengths.entries()) {
      const bytes = readRange(this.#segmentPath(index + 1), 0, length);
      let start = 0;
      for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
        yield parseLine(bytes.subarray(start, end), index + 1, start);
        start = end + 1;
      }
    }
  }

  async attach(bytes: Uint8Array): Promise<string> {
    await this.begin();
    const hash = contentHash(bytes);
    try {
      createDurably(this.#path('附件', hash), bytes, this.#path('临时'));
    } catch (error) {
      throw storageError(error);
    }
    return hash;
  }

  async attachment(hash: string): Promise<Uint8Array> {
    return readFileSync(this.#path('附件', hash));
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
    if (!this.#dirty && this.unsettled.size === 0 && this.#savedText !== undefined) return;
    const lengths = [...this.#lengths];
    const last = lengths.length;
    const tail = last === 0 ? '' : this.#tailHash(last, lengths[last - 1] ?? 0);
    const text = snapshotText({ edition: snapshotEdition, lengths, tail, state: this.state, cache: this.cache });
    if (text === this.#savedText) return;
    await this.begin();
    try {
      replaceDurably(this.#path('snapshot.json'), Buffer.from(text), this.#path('临时'));
    } catch (error) {
      throw storageError(error);
    }
    this.#savedText = text;
    this.#dirty = false;
    this.unsettled.clear();
  }

  async close(): Promise<void> {
    this.#release?.();
    this.#release = undefined;
  }

  #segments(): number[] {
    let names: string[];
    try {
      names = readdirSync(this.#folder);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    }
    const segments = names.flatMap((name) => /^journal-(\d{6})\.jsonl$/.exec(name)?.[1] ?? []).map(Number);
    const count = Math.max(0, ...segments);
    const lost = Array.from({ length: count }, (_, index) => index + 1).find((segment) => !segments.includes(segment));
    if (lost !== undefined) throw new OperatorError(`台账损坏：少了 台账/${segmentName(lost)}，请用备份恢复这个文件。`);
    return Array.from({ length: count }, (_, index) => index + 1);
  }

  #segmentPath(segment: number): string {
    return this.#path(segmentName(segment));
  }

  /** Hash of a segment's last bytes before a length: tells a journal that was exchanged behind the snapshot. */
  #tailHash(segment: number, length: number): string {
    const from = Math.max(0, length - 256);
    const bytes = readRange(this.#segmentPath(segment), from, length - from);
    return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  }

  #path(...names: string[]): string {
    return join(this.#folder, ...names);
  }
}

function readRange(path: string, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  const file = openSync(path, 'r');
  try {
    let done = 0;
    while (done < length) {
      const count = readSync(file, bytes, done, length - done, from + done);
      if (count === 0) break;
      done += count;
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}

function segmentName(segment: number): string {
  return `journal-${String(segment).padStart(6, '0')}.jsonl`;
}

const moreFollow = Buffer.from('"more":true}\n');

/** Length of the whole appends that bytes begin with: up to the last line that is the last of its append. */
function wholeAppends(bytes: Buffer): number {
  let end = bytes.lastIndexOf(newline) + 1;
  while (end > 0 && bytes.subarray(Math.max(0, end - moreFollow.length), end).equals(moreFollow))
    end = bytes.lastIndexOf(newline, end - 2) + 1;
  return end;
}

function parseLine(bytes: Buffer, segment: number, offset: number): LedgerEvent {
  try {
    const event: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof event === 'object' && event !== null && 'type' in event && 'id' in event) {
      if ('more' in event) delete event.more;
      return event as LedgerEvent;
    }
  } catch {
    // Said below, with the place.
  }
  throw damaged(segment, offset);
}

function damaged(segment: number, offset: number): OperatorError {
  return new OperatorError(
    `台账损坏：台账/${segmentName(segment)} 第 ${offset} 字节处不是完整的记录，请用备份恢复这个文件。`,
  );
}

function storageError(error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new OperatorError('磁盘空间不足，台账没有写入；已记下的都还在。请清出空间后再运行。');
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new OperatorError('没有写入台账的权限；已记下的都还在。请检查“台账”文件夹的权限后再运行。');
    default:
      return error;
  }
}
