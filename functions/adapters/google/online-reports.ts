import { contentHash } from '../../core/event-id.ts';
import type { Annotation, Content } from '../../world.ts';
import { GoogleFault } from './calls.ts';
import { contentFields } from './content.ts';
import { annotate } from './draw/annotate.ts';
import type { DrawContext } from './draw/context.ts';
import { keepVersion } from './draw/keep-version.ts';
import type { Request } from './draw/request.ts';
import type { SpreadsheetNow } from './draw/spreadsheet-now.ts';
import type { DriveEntry } from './drive-entry.ts';
import type { DriveTree } from './drive-tree.ts';
import { tabOf, type VersionPlace, versionPlace, WaitingVersions } from './kept-versions.ts';
import { type SeenReport, seenReport } from './report-content.ts';
import { applyBatch, getSpreadsheet, type SheetsHands } from './spreadsheets.ts';

/** Says no to this one spreadsheet: gone, closed to us, or not as it was when it was looked at. */
const refusals: readonly number[] = [400, 403, 404];

/** The spreadsheets that schools type in: what is read of them, and the little that is written into them. */
export class OnlineReports {
  readonly #tree: DriveTree;
  readonly #sheets: SheetsHands;
  readonly #robot: () => Promise<string>;
  /** As they were last seen in this run, by file: what was just written or read is not asked for again. */
  readonly #seen = new Map<string, { readonly stamp: string; readonly report: SeenReport }>();
  readonly #waiting = new WaitingVersions();

  constructor(driveTree: DriveTree, sheets: SheetsHands, robot: () => Promise<string>) {
    this.#tree = driveTree;
    this.#sheets = sheets;
    this.#robot = robot;
  }

  /** A spreadsheet as it is: one request, or none where this run saw it at this stamp. */
  async see(entry: DriveEntry): Promise<SeenReport> {
    const known = this.#seen.get(entry.id);
    if (known?.stamp === entry.stamp) return known.report;
    const report = seenReport(await getSpreadsheet(this.#sheets, entry.id, contentFields));
    this.#seen.set(entry.id, { stamp: entry.stamp, report });
    return report;
  }

  /** What was just made needs no look. */
  saw({ id, stamp }: DriveEntry, report: SeenReport): void {
    this.#seen.set(id, { stamp, report });
  }

  /** It is not what it was when it was seen. */
  forget({ id }: DriveEntry): void {
    this.#seen.delete(id);
  }

  /** What is typed in it; the index notes that it was read. */
  async contentOf(entry: DriveEntry): Promise<Content> {
    const { id, stamp, storedAt } = entry;
    const { content } = await this.see(entry);
    const { hash, bytes, workbook: opened } = content;
    this.#tree.index.wasRead(id, hash);
    return {
      hash,
      stamp,
      storedAt,
      torn: false,
      bytes: () => bytes,
      opened: () => ({ ok: true, workbook: opened }),
    };
  }

  /** The list of findings as a tab, and each at its cell. */
  async annotate(
    entry: DriveEntry,
    { tab, marks, ground }: Annotation,
    context: DrawContext & { readonly path: string },
  ): Promise<'written' | 'busy'> {
    const done = await this.#ifItMay(() =>
      this.#writeInto(entry, ({ seen }) => annotate(tab, marks, seen, { ...context, ground })),
    );
    return done ? 'written' : 'busy';
  }

  /** Closes it, or opens it again. */
  async protect(
    entry: DriveEntry,
    plan: (now: SpreadsheetNow, robot: string) => readonly Request[],
  ): Promise<'done' | 'busy'> {
    const robot = await this.#tree.index.robot(this.#robot);
    return (await this.#ifItMay(() => this.#writeInto(entry, ({ seen }) => plan(seen, robot)))) ? 'done' : 'busy';
  }

  async #ifItMay(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (error instanceof GoogleFault && refusals.includes(error.status)) return false;
      throw error;
    }
  }

  /** A batch on what a school types in. Where it holds other than what was read, its stamp moves: the next run reads it. */
  async #writeInto(entry: DriveEntry, plan: (report: SeenReport) => readonly Request[]): Promise<void> {
    const { id, stamp } = entry;
    const seen = await this.see(entry);
    const robot = await this.#tree.index.robot(this.#robot);
    const waiting = this.#waiting.of(id);
    const report = await applyBatch(this.#sheets, id, {
      fields: contentFields,
      see: seenReport,
      seen,
      plan: (now) => [...plan(now), ...waiting.flatMap(({ version }) => keepVersion(version, now.seen, robot))],
    });
    for (const { version } of waiting) this.#tree.index.keep(id, version.title);
    this.#waiting.done(id);
    const crossed = report.content.hash !== this.#tree.index.lastRead(id);
    this.#tree.own.set(id, crossed ? 'crossed' : (this.#tree.own.get(id) ?? 'alone'));
    if (crossed) this.#seen.delete(id);
    else this.#seen.set(id, { stamp, report });
  }

  /** The report that keeps an accepted version inside, or is about to. */
  keptInside(path: string): DriveEntry | undefined {
    const place = versionPlace(path);
    const entry = place && this.#tree.index.at(place.report);
    return entry && this.#tree.index.keptIn(entry.id).includes(place.title) ? entry : undefined;
  }

  /**
   * An accepted version of an online report is kept in the report itself, as a hidden tab: with the same batch that tells
   * the school, or at the latest when the run settles.
   */
  waitsInside(path: string, bytes: Uint8Array): boolean {
    const inside = this.placeInside(path);
    const version = inside && tabOf(inside.place, bytes);
    if (!inside || !version) return false;
    this.#waiting.add(inside.id, path, version, bytes);
    return true;
  }

  placeInside(path: string): { readonly id: string; readonly place: VersionPlace } | undefined {
    const place = versionPlace(path);
    const entry = place && this.#tree.index.at(place.report);
    return place && entry?.kind === 'sheet' ? { id: entry.id, place } : undefined;
  }

  /** Writes what still waits: versions whose report got no other batch in this run; as files where it takes none. */
  async keepWaiting(): Promise<void> {
    for (const id of this.#waiting.ids) {
      const entry = this.#tree.index.byId(id);
      if (entry && (await this.#ifItMay(() => this.#writeInto(entry, () => [])))) continue;
      for (const { path, bytes } of this.#waiting.of(id))
        await this.#tree.upload(path, { bytes, savedAt: undefined }, contentHash(bytes));
      this.#waiting.done(id);
    }
  }
}
