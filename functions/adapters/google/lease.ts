import { shanghaiMinute, shanghaiTime } from '../../../schemas/time.ts';
import { LeaseHeld } from '../../operator-error.ts';
import type { Bucket } from './bucket.ts';
import { GoogleFault, type Pace } from './calls.ts';

const name = 'lease.json';
const lifetime = 10 * 60_000;

interface Holding {
  readonly holder: string;
  /** ISO, as `until`: from then on anybody may take it over. */
  readonly since: string;
  readonly until: string;
}

/** A district's lease, held. */
export interface Lease {
  /** Lengthens it when a third of it is used; throws `LeaseHeld` where it is somebody else's by now. */
  keep(): Promise<void>;
  giveBack(): Promise<void>;
}

/**
 * Keeps two runs of one district apart for as long as their clocks agree to some minutes: a courtesy that saves the
 * second run its work. What keeps the ledger whole is that a journal object can be made once. Throws `LeaseHeld` where
 * somebody has it.
 */
export async function takeLease(bucket: Bucket, holder: string, pace: Pace): Promise<Lease> {
  const since = shanghaiTime(pace.now());
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const now = pace.now();
    const words = wordsOf({ holder, since, until: shanghaiTime(now + lifetime) });
    const made = await bucket.create(name, words);
    if (made !== undefined) return new HeldLease(bucket, { holder, since }, pace, { generation: made, at: now });
    const seen = await bucket.read(name);
    if (!seen) continue;
    const other = holdingIn(seen.bytes);
    if (other && Date.parse(other.until) > now) throw new LeaseHeld(whoHolds(other));
    const taken = await bucket.replace(name, words, seen.generation);
    if (taken !== undefined) return new HeldLease(bucket, { holder, since }, pace, { generation: taken, at: now });
  }
  throw new LeaseHeld('另一次运行刚刚开始处理这个区，请稍后再试。');
}

class HeldLease implements Lease {
  readonly #bucket: Bucket;
  readonly #me: Omit<Holding, 'until'>;
  readonly #pace: Pace;
  /** The generation that is ours, and when it was made. */
  #mine: { readonly generation: string; readonly at: number };

  constructor(bucket: Bucket, me: Omit<Holding, 'until'>, pace: Pace, mine: { generation: string; at: number }) {
    this.#bucket = bucket;
    this.#me = me;
    this.#pace = pace;
    this.#mine = mine;
  }

  async keep(): Promise<void> {
    const now = this.#pace.now();
    if (now - this.#mine.at < lifetime / 3) return;
    const words = wordsOf({ ...this.#me, until: shanghaiTime(now + lifetime) });
    const generation = await this.#bucket.replace(name, words, this.#mine.generation);
    if (generation === undefined) throw new LeaseHeld(overtaken);
    this.#mine = { generation, at: now };
  }

  async giveBack(): Promise<void> {
    try {
      await this.#bucket.remove(name, this.#mine.generation);
    } catch (error) {
      // It runs out by itself, and a run's own error must not be hidden behind this one.
      if (!(error instanceof GoogleFault)) throw error;
    }
  }
}

/** What a run is told that worked so long, or stood still so long, that another one took its place. */
export const overtaken = '另一次运行接手了这个区，这次运行到此为止；已记下的都还在。';

function whoHolds({ holder, since, until }: Holding): string {
  return `另一次运行正在处理这个区（${holder}，开始于 ${shanghaiMinute(since)}），请稍后再试。如果那次运行已经中断，${shanghaiMinute(until)} 后就能接手。`;
}

function wordsOf(holding: Holding): Buffer {
  return Buffer.from(JSON.stringify(holding));
}

/** Who holds it; undefined where the words say nothing (somebody typed them): then nobody does. */
function holdingIn(bytes: Buffer): Holding | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value !== 'object' || value === null || !('until' in value)) return undefined;
    return Number.isNaN(Date.parse(String(value.until))) ? undefined : (value as Holding);
  } catch {
    return undefined;
  }
}
