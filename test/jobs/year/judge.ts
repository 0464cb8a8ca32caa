import { createHash } from 'node:crypto';
import { whyNotEntitled } from './entitled.ts';
import { type Claim, type Copy, Knowledge, type Run } from './knowledge.ts';
import type { Entry, Year } from './log.ts';
import { readStored, type Stored } from './read-stored.ts';
import { wantedOf } from './wanted.ts';

/** What the judge found wrong: where in the log it stands, and which item or address it is about. */
export interface Fault {
  readonly at: number;
  readonly what: string;
  readonly about: string;
}

export interface Verdict {
  readonly faults: readonly Fault[];
  readonly counts: Readonly<Record<'runs' | 'killed' | 'held' | 'letters' | 'failed' | 'wanted', number>>;
}

/** How long a letter may rest after the server put it off, minutes. */
const longestRest = 240;

/** Judges a year from what happened alone: the register, arrivals, the runs' clocks, and what the server really has. */
export function judge(year: Year): Verdict {
  const judgement = new Judgement(year.dead);
  for (const [at, entry] of year.log.entries()) judgement.hear(entry, at);
  judgement.end(year);
  return judgement;
}

class Judgement implements Verdict {
  readonly faults: Fault[] = [];
  readonly counts = { runs: 0, killed: 0, held: 0, letters: 0, failed: 0, wanted: 0 };
  readonly #knowledge = new Knowledge();
  readonly #dead: ReadonlySet<string>;
  /** Items that the server refused for good, for their letter's own fault or their address's. */
  readonly #gaveUp = new Set<string>();
  /** When an item was last held up by the server. */
  readonly #heldUp = new Map<string, string>();
  /** What was refused in words that tell nothing since a letter was taken, and the addresses given up for that. */
  #unclear: { readonly address: string; readonly items: readonly string[] }[] = [];
  readonly #excused = new Set<string>();
  /** Letters with reminders that reached a person, by address and day. */
  readonly #reminded = new Map<string, Set<Claim>>();

  constructor(dead: ReadonlySet<string>) {
    this.#dead = dead;
  }

  hear(entry: Entry, at: number): void {
    switch (entry.is) {
      case 'decided':
        this.#knowledge.decide(entry.decisions);
        return;
      case 'event':
        this.#knowledge.learn(entry.event, at);
        return;
      case 'began':
        this.#knowledge.begin(entry, at);
        return;
      case 'shut': {
        const run = this.#knowledge.runs.get(entry.run);
        if (run) run.shut = true;
        return;
      }
      case 'deed':
        this.#weigh(entry, at);
        return;
      case 'ended': {
        this.counts.runs += 1;
        const run = this.#knowledge.runs.get(entry.run);
        if (entry.how === 'done' && run) this.#complete(run, at);
        if (entry.how === 'killed') this.counts.killed += 1;
        if (entry.how === 'held') this.counts.held += 1;
        if (entry.how !== 'done' && run?.last) run.last.inFlight = true;
      }
    }
  }

  end({ log, marked }: Year): void {
    for (const address of marked)
      if (!this.#dead.has(address) && !this.#excused.has(address))
        this.#fault(log.length, 'an address was marked bad for the fault of others', address);
  }

  #fault(at: number, what: string, about: string): void {
    this.faults.push({ at, what, about });
  }

  /** A letter that was handed to the server. */
  #weigh(deed: Entry & { is: 'deed' }, at: number): void {
    const run = this.#knowledge.runs.get(deed.run);
    const letter = readStored(deed.bytes);
    const claim = this.#knowledge.claims.get(letter.messageId);
    if (!run || !claim) this.#fault(at, 'a letter that no run claimed', letter.messageId);
    else if (deed.stored) this.#weighStored(deed, run, letter, claim, at);
    else this.#noteRefused(deed, run, claim.items);
  }

  #noteRefused({ to, treatment }: Entry & { is: 'deed' }, run: Run, items: readonly string[]): void {
    this.counts.failed += 1;
    run.failures += 1;
    // Who is told to log in first need not ask for every letter.
    if ('says' in treatment && treatment.says.startsWith('530')) run.shut = true;
    const fault = 'fault' in treatment ? treatment.fault : 'passing';
    for (const item of items) {
      run.failed.add(item);
      this.#heldUp.set(item, run.now);
      if (fault === 'letter' || fault === 'address') this.#gaveUp.add(item);
    }
    if (fault !== 'unclear') return;
    // Of one or two refusals nobody can know whose fault it is; of the same to three different people one can.
    this.#unclear.push({ address: to.toLowerCase(), items });
    const isClear = new Set(this.#unclear.map(({ address }) => address)).size >= 3;
    run.shut ||= isClear;
    for (const { address, items: told } of this.#unclear) {
      if (isClear) this.#excused.delete(address);
      else this.#excused.add(address);
      for (const item of told)
        if (isClear) this.#gaveUp.delete(item);
        else this.#gaveUp.add(item);
    }
  }

  #weighStored(
    { to, bytes, treatment }: Entry & { is: 'deed' },
    run: Run,
    letter: Stored,
    claim: Claim,
    at: number,
  ): void {
    this.counts.letters += 1;
    if (treatment.is === 'takes') this.#unclear = [];
    else run.failures += 1;
    const hash = createHash('sha256').update(bytes).digest('base64');
    const copy: Copy = { claim, hash, inFlight: treatment.is === 'takesUnheard' };
    run.last = copy;
    const { items } = claim;
    const address = to.toLowerCase();
    if (address !== letter.to.toLowerCase())
      this.#fault(at, `a letter to ${letter.to} handed in for somebody else`, to);
    if (!items.every((item) => item.startsWith('urgent/')) && !run.known.policy.humane(run.now))
      this.#fault(at, `a letter outside humane hours, at ${run.now}`, claim.key);
    if (!/^(?:summary|bulletin)\//.test(claim.key)) this.#holdNames(letter, items, run, at);
    for (const item of items) {
      const why = whyNotEntitled(this.#knowledge, run, item, address);
      if (why !== undefined) this.#fault(at, why, item);
      const before = this.#knowledge.copies.get(item) ?? [];
      if (before.some((it) => !it.inFlight)) this.#fault(at, 'told twice', item);
      else if (before.some((it) => it.hash !== hash && it.claim.state !== 'withdrawn'))
        this.#fault(at, 'told again in other words', item);
      this.#knowledge.copies.set(item, [...before, copy]);
    }
    if (claim.key.startsWith('remind/')) this.#holdDay(claim, address, run, at);
  }

  /** A letter names the schools it is about, and no other. */
  #holdNames({ schools }: Stored, items: readonly string[], { known }: Run, at: number): void {
    const about = new Set(items.map((item) => known.rows.get(item.split('/')[2] ?? '')?.name ?? ''));
    for (const name of schools) if (!about.has(name)) this.#fault(at, `a letter that names ${name}`, items.join(' '));
    for (const name of about) if (!schools.has(name)) this.#fault(at, `a letter without ${name}`, items.join(' '));
  }

  /** One reminder a day. */
  #holdDay(claim: Claim, address: string, { now }: Run, at: number): void {
    const key = `${address} ${now.slice(0, 10)}`;
    const letters = this.#reminded.get(key) ?? new Set();
    this.#reminded.set(key, letters.add(claim));
    if (letters.size > 1) this.#fault(at, `a second reminder on ${now.slice(0, 10)}`, address);
  }

  /** After a run that was not cut short: everybody was told what was due, or there is a reason why not. */
  #complete(run: Run, at: number): void {
    const { onTheWay, copies, unreceipted, criminal } = this.#knowledge;
    const day = run.now.slice(0, 10);
    const busy = new Set([...onTheWay].flatMap(([claim, address]) => (claim.at < run.begun ? address : [])));
    /** One reminder a person and day, the older one first, and that of the own school before that of others. */
    const waits = (item: string, address: string): boolean => {
      if (busy.has(address) || (this.#knowledge.remindersOf.get(`${address} ${day}`) ?? at) < run.begun) return true;
      const letters = [...(this.#reminded.get(`${address} ${day}`) ?? [])];
      const row = run.known.rows.get(item.split('/')[2] ?? '');
      return letters.some(
        (claim) => claim.at < run.begun || (row?.inspector.toLowerCase() === address && isOwn(claim)),
      );
    };
    const isOwn = ({ key }: Claim): boolean => {
      const [, , school = '', , address] = key.split('/');
      const { contact = '', principal = '' } = run.known.rows.get(school) ?? {};
      return [contact, principal].some((it) => it.toLowerCase() === address);
    };
    const owed = new Set<unknown>();
    const wanted = [...wantedOf(this.#knowledge, run)];
    for (const { item, address, isReminder, of } of wanted) {
      this.counts.wanted += 1;
      if (copies.has(item)) continue;
      owed.add(of);
      if (!this.#isExcused(item, address, run) && !(isReminder && waits(item, address)))
        this.#fault(at, `was not told at ${run.now}`, item);
    }
    for (const { of, item } of wanted) {
      if (owed.has(of) || typeof of === 'string') continue;
      if (item.startsWith('receipt/')) unreceipted.delete(of);
      if (item.startsWith('urgent/')) criminal.delete(of);
    }
  }

  #isExcused(item: string, address: string, { failed, shut, failures, now }: Run): boolean {
    if (this.#gaveUp.has(item) || this.#dead.has(address) || this.#excused.has(address)) return true;
    if (failed.has(item) || shut || failures >= 3) {
      this.#heldUp.set(item, now);
      return true;
    }
    // A letter that was put off rests for some hours.
    const since = this.#heldUp.get(item);
    const minutes = since === undefined ? Number.NaN : (Date.parse(now) - Date.parse(since)) / 60_000;
    return minutes >= 0 && minutes < longestRest;
  }
}
