import type { Book, BookTab, StyleName } from '../schemas/book.ts';
import type { BadAddress, LedgerEvent } from '../schemas/events.ts';
import type { FailureCode } from '../schemas/failures.ts';
import type { Workbook } from '../schemas/grid.ts';
import type { DrawDocument } from './core/bulletin/document.ts';
import type { Control } from './core/control/read-control.ts';
import type { ReadDocument } from './core/hand-edit/document-text.ts';
import type { LedgerState, Pointer } from './core/ledger-state.ts';
import type { LostTail } from './core/lost-tail.ts';
import type { Saves } from './core/report/report-spec.ts';

/** The outside world on one page: what jobs may touch. Jobs never know which back end stands behind it. */
export interface World {
  readonly store: DistrictStore;
  readonly ledger: Ledger;
  readonly mailer: Mailer;
  /** Where letters must not go too fast; without one nothing waits. */
  readonly pacer?: Pacer;
  /** Draws a bulletin as the bytes of a .docx file. */
  readonly drawDocument: DrawDocument;
  /** Reads the words of a .docx that people may have edited. */
  readonly readDocument: ReadDocument;
  /** MAIL_FROM of the environment; empty where 设置 decides. */
  readonly mailFrom: string;
  /** The run's clock, ISO with offset: the same for everything a run does. */
  readonly now: string;
  readonly log: Log;
}

/** Progress in plain words, for a terminal or a log; never data. */
export type Log = (line: string) => void;

/** What a workbook said, or why it could not be read. */
export type Opened =
  | { readonly ok: true; readonly workbook: Workbook }
  | { readonly ok: false; readonly code: FailureCode; readonly detail: string };

/** A workbook found in a school's folder. `path` is relative to the district, with `/`. */
export interface FoundFile {
  readonly path: string;
  /** School code of the folder it lies in. */
  readonly school: string;
  /** Changes whenever size or times do: while it stays, so do the bytes. */
  readonly stamp: string;
}

/** The content of a workbook at one instant. `torn`: it changed while it was read. */
export interface Content {
  readonly hash: string;
  readonly stamp: string;
  readonly storedAt: string;
  readonly torn: boolean;
  readonly bytes: () => Uint8Array;
  readonly opened: () => Opened;
}

/** A book drawn by the back end, ready to be put in place; the hash is of exactly what will be stored. */
export interface Drawn {
  readonly hash: string;
  readonly bytes: Uint8Array;
  /** The book itself, where the back end stores spreadsheets rather than bytes. */
  readonly book?: Book;
  readonly template?: Book;
  /** The revision's own time, where the file was saved elsewhere and only comes to lie here now. */
  readonly storedAt?: string;
  /** Number of events the book was rendered from: a book of more is never written over by one of fewer. */
  readonly asOf?: number;
}

/** How a book is to be drawn. */
export interface DrawingOf {
  /** `file`: bytes of an .xlsx, for a school that gets its report by mail; else what the back end stores best. */
  readonly as?: 'file';
  /** The same book for no school in particular: what many books are copied from, where copying is cheaper. */
  readonly template?: Book;
}

/** A finding at its cell, as a note. */
export interface Mark {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly tone: 'bad' | 'warn' | 'quiet';
  readonly note: string;
}

/** What a school is told inside its own report: the list of findings as a tab, and each at its cell. */
export interface Annotation {
  readonly tab: BookTab;
  readonly marks: readonly Mark[];
  /** The style whose ground a cell of the report has when nothing is wrong with it. */
  readonly ground: (sheet: string, row: number, column: number) => StyleName;
}

/** A district's tree of workbooks: a folder, or a Google Drive folder. Paths are relative, with `/`, names as in `schemas/tree.ts`. */
export interface DistrictStore {
  readControl(): Promise<Content>;
  /**
   * Every workbook in the schools' folders, in a steady order; office lock files and our own feedback are left out. A
   * folder that cannot be opened stands as one file whose path ends in `/`.
   */
  listReports(): Promise<readonly FoundFile[]>;
  readReport(path: string): Promise<Content>;
  /** Workbooks that came by mail, chat or USB, under any name; their school is not known yet. */
  listInbox(): Promise<readonly FoundFile[]>;
  draw(book: Book, how?: DrawingOf): Promise<Drawn>;
  /** What changes with a file or folder, as one text; undefined where it is not there. */
  stamp(path: string): Promise<string | undefined>;
  /** Hash of what a path holds, as `draw` told it; empty for what is not ours to tell, undefined where nothing is there. */
  hashAt(path: string): Promise<string | undefined>;
  /** Names of the folders in a folder; none where it is not there. */
  folders(path: string): Promise<readonly string[]>;
  /** Puts a new file in place, whole or not at all; never over an existing one. `refused`: this place cannot be written. */
  create(path: string, drawn: Omit<Drawn, 'hash'>): Promise<'created' | 'exists' | 'refused'>;
  /** The same for many files at once, in their order. */
  createAll(
    files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  ): Promise<readonly ('created' | 'exists' | 'refused')[]>;
  /**
   * Puts our newest bytes in place of our older ones (`ours`: hashes we ever wrote there). `same`: they are there already;
   * `edited`: the file holds something that is not ours; `busy`: open in Excel or not to be written now.
   */
  replace(path: string, drawn: Drawn, ours: readonly string[]): Promise<'written' | 'same' | 'edited' | 'busy'>;
  /** Writes findings into the report itself; `beside`: this back end or this file has them in a workbook beside it. */
  annotate(path: string, plan: () => Promise<Annotation>): Promise<'written' | 'beside' | 'busy'>;
  /** Those of the addresses that a folder was not offered to yet; none where sharing is not this back end's affair. */
  unshared(folder: string, addresses: readonly string[]): Promise<readonly string[]>;
  /** Lets somebody fill in what lies in a folder, without a mail of its own; says why where that cannot be. Tried once. */
  share(folder: string, address: string): Promise<{ readonly refused?: string }>;
  /** Where a click opens it; undefined where files are opened from their folder. */
  linkTo(path: string): Promise<string | undefined>;
  /** Whether what is typed there is kept by itself, as online; of a path that is free, what a report made there would do. */
  saves(path: string): Saves;
  /**
   * Closes a report to all but us, where the back end can, with a line on top that leads to another (`to`, a path), or
   * opens it again. `busy`: not to be written now.
   */
  close(path: string, line: { readonly text: string; readonly to: string }): Promise<'done' | 'busy'>;
  reopen(path: string): Promise<'done' | 'busy'>;
  /** Moves a file into a folder, under another name where its own is taken. */
  moveInto(path: string, folder: string): Promise<void>;
  /**
   * Keeps what people edited under another name, and makes room for ours: `总表.xlsx` → `总表 人工改动1.xlsx`. Online it is
   * a copy that gets the name: people's links lead to the original.
   */
  setAside(path: string, why?: string): Promise<string>;
  /** How long so many reports take to be read and written here, in words; empty where it is a matter of moments. */
  timeFor(reads: number, writes: number): string;
  /** After the work, before the ledger settles: what the back end needs to know of this run's own writes. */
  settle(): Promise<void>;
}

/** The pipeline's memory: an append-only journal of events and the state they add up to. Opening it changes nothing. */
export interface Ledger {
  /** The state after everything appended so far. */
  readonly state: LedgerState;
  /** What may be forgotten: deleting it costs time, never a fact. */
  readonly cache: LedgerCache;
  /** What the journal said once and does not say any more; while it is there, nothing may go on as if it were not. */
  lost?: LostTail;
  /** Reports (`<period>/<school>`) whose events may not have been followed by files: a run was cut short. */
  readonly unsettled: ReadonlySet<string>;
  /** Takes the lease before the first change; throws where somebody has it or the ledger grew since it was read. */
  begin(): Promise<void>;
  /** Durable when it returns; the state has taken the events in. */
  append(events: readonly LedgerEvent[]): Promise<void>;
  read(pointer: Pointer): Promise<LedgerEvent>;
  /** All events in order. */
  all(): AsyncIterable<LedgerEvent>;
  /** Keeps bytes under their hash, durably, before an event that speaks of them. */
  attach(bytes: Uint8Array): Promise<string>;
  attachment(hash: string): Promise<Uint8Array>;
  remember(path: string, file: RememberedFile): void;
  forget(path: string): void;
  /** An empty value forgets the mark. */
  mark(name: string, value: string): void;
  /** Says that everything appended was followed by its files, and saves the cache (nothing where it is up to date). */
  settle(): Promise<void>;
  /** Gives the lease back. */
  close(): Promise<void>;
}

/** What a path held at a stamp, and whose report it says it is (`<period>/<school>`, or a failure's code). */
export interface RememberedFile {
  readonly stamp: string;
  readonly hash: string;
  readonly claims: string;
}

export interface LedgerCache {
  readonly files: Map<string, RememberedFile>;
  /** Small facts by name: what the reports were judged with, what the master was rendered from. */
  readonly marks: Map<string, string>;
  /** The control workbook as understood; it is saved with the next change, never for its own sake. */
  control?: RememberedControl;
}

/** What 区级设置.xlsx said at a stamp, and under which declarations it was understood. */
export interface RememberedControl {
  readonly declared: string;
  readonly stamp: string;
  readonly hash: string;
  readonly control: Control;
}

/** A letter before it is MIME: what one person is told. */
export interface Letter {
  /** Key of the letter: its first item's. */
  readonly key: string;
  /** `remind/2018-09/<school>/<rung>/<person>` …: what must be told once. */
  readonly items: readonly string[];
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where an answer goes, where that is not the section. */
  readonly replyTo?: string;
  /** Files that go with it; the words of the letter name them. */
  readonly attachments?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** What came of handing a letter to the post. */
export type Delivery = {
  /** Addresses that the server refused for their own fault. */
  readonly badAddresses?: readonly BadAddress[];
} & (
  | { readonly state: 'sent'; readonly where: string }
  | { readonly state: 'refused'; readonly why: string }
  | {
      readonly state: 'deferred';
      readonly why: string;
      /** Why the post stands still for the rest of this run, where it does. */
      readonly stopped?: string;
      /** Its refusal, in the same words as others before, is what stopped the post. */
      readonly doubted?: true;
      /** The server was not asked: the post stood still already. */
      readonly untried?: true;
      /** Keys of letters reported as refused in this run before the fault proved to be ours: they go again. */
      readonly acquitted?: readonly string[];
    }
);

/** How many letters a server takes from one sender; 0 where there is no limit to heed. */
export interface MailLimits {
  readonly perMinute: number;
  readonly perDay: number;
}

/** Lets letters go no faster than a limit. */
export interface Pacer {
  /** Waits until another letter may go; false, without waiting, where that would keep the run too long. */
  turn(perMinute: number): Promise<boolean>;
}

/** The post: SMTP, or an outbox folder. */
export interface Mailer {
  /** What the server behind it is known to take; undefined where there is no server, and nothing to heed. */
  readonly allows?: MailLimits;
  /** Whether letters could be handed in now, in words, without sending one; not there where there is no server to ask. */
  readonly check?: () => Promise<{ readonly ok: boolean; readonly said: string }>;
  /** The letter's bytes, fixed: same letter and clock, same bytes. */
  compose(letter: Letter, sender: Sender, now: string): Promise<{ bytes: Uint8Array; messageId: string }>;
  deliver(claim: {
    key: string;
    to: readonly string[];
    subject: string;
    bytes: Uint8Array;
    at: string;
  }): Promise<Delivery>;
  close(): Promise<void>;
}

export interface Sender {
  readonly from: string;
  readonly replyTo: string;
}

/** One thing looked at: in order, worth knowing, or to be mended, and what to do. */
export interface Check {
  readonly is: 'ok' | 'warn' | 'bad';
  readonly what: string;
  readonly todo: string;
}

/** A file of a district as a backup keeps it; `path` as in a folder. */
export interface KeptFile {
  readonly path: string;
  /** The store's own time of it, ISO. */
  readonly savedAt: string;
  /** While it stays, so does what the file holds, whatever its bytes; absent where the bytes alone tell. */
  readonly stamp?: string;
  readonly bytes: () => Promise<Uint8Array>;
}

/** Somebody's right to open something of a district, where it was given. */
export interface Access {
  /** Of the file or folder, empty for the district itself. */
  readonly path: string;
  /** An address, `anyone` for whoever has the link, or `*@<domain>`. */
  readonly who: string;
  readonly may: 'read' | 'write' | 'manage';
  /** How the back end calls it. */
  readonly id: string;
}

/** The place where a district lies, whatever runs in it: what a backup copies and `doctor` looks at. */
export interface Premises {
  /** Everything from which the district can be rebuilt, in a steady order. */
  files(): Promise<readonly KeptFile[]>;
  /** Identity, clock, quotas, protection of the ledger: what only this back end can tell. `now`: the run's clock. */
  inspect(now: string): Promise<readonly Check[]>;
  /** Rights as they were given; none where they are the file server's affair. */
  access(): Promise<readonly Access[]>;
  /** Takes one back; says why where that cannot be. */
  revoke(access: Access): Promise<{ readonly refused?: string }>;
  /** Those of some workbooks in which a tab of ours (by title) has lost its protection; none where nobody tells. */
  unprotected(paths: readonly string[], titles: ReadonlySet<string>): Promise<readonly string[]>;
  /** Removes a file of ours (or what stands for it inside a report); nothing where it is gone. Says why where it cannot. */
  erase(path: string): Promise<{ readonly refused?: string }>;
}
