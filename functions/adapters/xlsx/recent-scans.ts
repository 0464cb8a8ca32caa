import { inflatePart, type PackedPart } from './zip-directory.ts';

/** How many programs, roughly, the schools of a district save with. */
const KEPT = 4;

interface Kept<T> {
  readonly part: PackedPart;
  readonly scanned: T;
}

/**
 * Scans a part that says how a workbook is put together. Reports that one program saved say the same there byte for byte,
 * so what the last ones came to is kept, and a part with exactly their bytes is neither inflated nor scanned again.
 */
export class RecentScans<T> {
  private readonly scan: (bytes: Buffer, part: string) => T;
  private readonly kept: Kept<T>[] = [];

  constructor(scan: (bytes: Buffer, part: string) => T) {
    this.scan = scan;
  }

  /** What the part says; whoever gets it must not change it. */
  of(part: PackedPart): T {
    const known = this.kept.find((kept) => isSame(kept.part, part));
    if (known) return known.scanned;
    const scanned = this.scan(inflatePart(part), part.name);
    // A copy: the bytes themselves would keep the whole file in memory.
    this.kept.unshift({ part: { ...part, packed: Buffer.from(part.packed) }, scanned });
    if (this.kept.length > KEPT) this.kept.pop();
    return scanned;
  }
}

function isSame(a: PackedPart, b: PackedPart): boolean {
  return (
    a.crc === b.crc && a.size === b.size && a.method === b.method && a.name === b.name && a.packed.equals(b.packed)
  );
}
