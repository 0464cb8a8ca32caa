import type { LedgerEvent } from '../../../schemas/events.ts';
import type { Deed } from '../../support/in-memory/mail-server.ts';
import type { Decisions } from './world-of-schools.ts';

/** What happened in a year, in the order in which it happened: all that the judge is told. */
export type Entry =
  | { readonly is: 'decided'; readonly decisions: Decisions }
  /** An event became durable. */
  | { readonly is: 'event'; readonly event: LedgerEvent }
  /** A run knows what stands now, and begins to write letters; again where it had to plan anew. */
  | { readonly is: 'began'; readonly run: number; readonly now: string }
  | ({ readonly is: 'deed'; readonly run: number } & Deed)
  /** The server let nobody in. */
  | { readonly is: 'shut'; readonly run: number }
  | { readonly is: 'ended'; readonly run: number; readonly how: 'done' | 'killed' | 'held' };

/** A year as it was lived. */
export interface Year {
  readonly log: readonly Entry[];
  /** Mailboxes that are not there, in truth. */
  readonly dead: ReadonlySet<string>;
  /** What the ledger thinks of addresses in the end. */
  readonly marked: readonly string[];
}
