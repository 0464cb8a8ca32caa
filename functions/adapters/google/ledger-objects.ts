import type { Bucket } from './bucket.ts';
import { journalName, lost } from './ledger-lines.ts';

const keptBytes = 32 * 1024 * 1024;

/** The bytes of journal objects, fetched once while memory lasts: they never change. */
export class JournalObjects {
  readonly #bucket: Bucket;
  /** Longest unused first. */
  readonly #kept = new Map<number, Buffer>();
  readonly #coming = new Map<number, Promise<Buffer>>();
  #size = 0;

  constructor(bucket: Bucket) {
    this.#bucket = bucket;
  }

  /** Throws an operator's error where the object is gone. */
  async bytes(number: number): Promise<Buffer> {
    const kept = this.#kept.get(number);
    if (kept) {
      this.#kept.delete(number);
      this.#kept.set(number, kept);
      return kept;
    }
    const coming = this.#coming.get(number) ?? this.#fetch(number);
    this.#coming.set(number, coming);
    return coming;
  }

  keep(number: number, bytes: Buffer): void {
    this.#kept.set(number, bytes);
    this.#size += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#size <= keptBytes) break;
      this.#kept.delete(oldest);
      this.#size -= length;
    }
  }

  async #fetch(number: number): Promise<Buffer> {
    try {
      const stored = await this.#bucket.read(journalName(number));
      if (!stored) throw lost(number);
      this.keep(number, stored.bytes);
      return stored.bytes;
    } finally {
      this.#coming.delete(number);
    }
  }
}
