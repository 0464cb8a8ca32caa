import type { Bucket, Listed } from './bucket.ts';
import type { JournalObjects } from './ledger-objects.ts';

/** A journal object's bytes. */
export interface Numbered {
  readonly number: number;
  readonly bytes: Buffer;
}

/** How much is fetched ahead: so many objects, or a quarter as many packs. */
const width = 16;
const weightOfPack = 4;

/**
 * Packs: each repeats so many appends in one object, so that a journal of years is read in hundreds of requests and not
 * in tens of thousands. A pack is a cache: the journal's own objects stay, and it may be deleted at any time.
 */
export class JournalPacks {
  readonly #bucket: Bucket;
  readonly #objects: JournalObjects;
  readonly #size: number;
  /** Numbers of the last objects in the packs that are there. */
  readonly #there = new Set<number>();

  constructor(bucket: Bucket, objects: JournalObjects, size: number) {
    this.#bucket = bucket;
    this.#objects = objects;
    this.#size = size;
  }

  /** Takes note of the packs in a list. */
  note(found: readonly Listed[]): void {
    for (const { name } of found) {
      const digits = /^pack-(\d{10})\.jsonl$/.exec(name)?.[1];
      if (digits !== undefined) this.#there.add(Number(digits));
    }
  }

  /** Makes the first pack that is missing of a journal of so many objects; one at a time is enough to keep up. */
  async make(last: number): Promise<void> {
    for (let through = this.#size; through <= last; through += this.#size) {
      if (this.#there.has(through)) continue;
      const bytes: Buffer[] = [];
      for await (const object of this.range(through - this.#size + 1, through)) bytes.push(object.bytes);
      const head = Buffer.from(`${JSON.stringify(bytes.map(({ length }) => length))}\n`);
      await this.#bucket.create(packName(through), Buffer.concat([head, ...bytes]));
      this.#there.add(through);
      return;
    }
  }

  /** The journal objects of a range of numbers, both ends in it, in order and fetched some ahead. */
  async *range(from: number, through: number): AsyncGenerator<Numbered> {
    const coming: { readonly weight: number; readonly objects: Promise<readonly Numbered[]> }[] = [];
    let ahead = 0;
    for (let next = from; next <= through || coming.length > 0; ) {
      while (next <= through && ahead < width) {
        const end = this.#packFrom(next, through);
        const objects = end === undefined ? this.#single(next) : this.#packed(next, end);
        // A failure is told when its turn comes; until then it is nobody's unhandled one.
        objects.catch(() => {});
        const weight = end === undefined ? 1 : weightOfPack;
        coming.push({ weight, objects });
        ahead += weight;
        next = (end ?? next) + 1;
      }
      const first = coming.shift();
      if (first) yield* await first.objects;
      ahead -= first?.weight ?? 0;
    }
  }

  /** Where the pack ends that begins with a number and lies in the range; undefined where there is none. */
  #packFrom(number: number, through: number): number | undefined {
    const end = number + this.#size - 1;
    return end % this.#size === 0 && end <= through && this.#there.has(end) ? end : undefined;
  }

  async #single(number: number): Promise<readonly Numbered[]> {
    return [{ number, bytes: await this.#objects.bytes(number) }];
  }

  async #packed(from: number, through: number): Promise<readonly Numbered[]> {
    const [pack, last] = await Promise.all([this.#bucket.read(packName(through)), this.#objects.bytes(through)]);
    const parts = pack && partsOf(pack.bytes);
    // A journal that was put back from a backup goes on in another way than an older pack says.
    if (parts?.length === this.#size && parts.at(-1)?.equals(last))
      return parts.map((bytes, index) => ({ number: from + index, bytes }));
    const numbers = Array.from({ length: this.#size }, (_, index) => from + index);
    return (await Promise.all(numbers.map((number) => this.#single(number)))).flat();
  }
}

function packName(through: number): string {
  return `pack-${String(through).padStart(10, '0')}.jsonl`;
}

/** The objects in a pack, whose first line says how long each is; undefined where it does not. */
function partsOf(pack: Buffer): Buffer[] | undefined {
  const start = pack.indexOf(10) + 1;
  try {
    const lengths: number[] = JSON.parse(pack.toString('latin1', 0, start));
    let end = start;
    return lengths.map((length) => {
      end += length;
      return pack.subarray(end - length, end);
    });
  } catch {
    return undefined;
  }
}
