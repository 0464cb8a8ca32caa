import type { Book } from '../../../schemas/book.ts';
import { feedbackName, tree } from '../../../schemas/tree.ts';
import { contentHash } from '../../core/event-id.ts';
import type { Annotation, Content, DistrictStore, DrawingOf, Drawn, FoundFile, Opened } from '../../world.ts';
import { GoogleFault } from './calls.ts';
import { contentFields } from './content.ts';
import type { DrawContext } from './draw/context.ts';
import { difference } from './draw/difference.ts';
import { lock } from './draw/lock.ts';
import { redraw } from './draw/redraw.ts';
import { sheetIdOf } from './draw/sheet-id.ts';
import { nowFields, type SpreadsheetNow, spreadsheetNow } from './draw/spreadsheet-now.ts';
import { tabHashes } from './draw/tab-hashes.ts';
import { unlock } from './draw/unlock.ts';
import type { DriveEntry } from './drive-entry.ts';
import { downloadFile, shareFolder } from './drive-files.ts';
import { type DriveTree, folderOf, type SavedBytes } from './drive-tree.ts';
import { Outrun } from './fence.ts';
import { OnlineReports } from './online-reports.ts';
import { estimate } from './pacing.ts';
import { redrawLarge } from './redraw-large.ts';
import { type SeenReport, seenReport } from './report-content.ts';
import { applyBatch, getSpreadsheet, type SheetsHands } from './spreadsheets.ts';
import { type HeldTabs, heldTabs, typedOver, valueFields } from './typed-over.ts';

/** Files that schools upload, and what they save by mistake instead (read only far enough to say so). */
const workbook = /\.(?:xlsx|xlsm|xlsb|xls|et|ods)$/i;
const ignored = new RegExp(`^(?:~\\$|\\.)|${feedbackName}`, 'i');
/** What is larger is not even fetched: the reader would refuse it. */
const largestWorkbook = 20 * 1024 * 1024;

/** A district as a folder of Google Drive. `remember` is told, after the work, what the next run should know of the tree. */
export class GoogleStore implements DistrictStore {
  readonly #tree: DriveTree;
  readonly #sheets: SheetsHands;
  readonly #robot: () => Promise<string>;
  readonly #remember: (text: string) => void;
  readonly #reports: OnlineReports;
  readonly #now = new Map<string, SpreadsheetNow>();

  constructor(
    driveTree: DriveTree,
    sheets: SheetsHands,
    robot: () => Promise<string>,
    remember: (text: string) => void,
  ) {
    this.#tree = driveTree;
    this.#sheets = sheets;
    this.#reports = new OnlineReports(driveTree, sheets, robot);
    this.#robot = robot;
    this.#remember = remember;
  }

  async readControl(): Promise<Content> {
    return this.readReport(tree.control);
  }

  async listReports(): Promise<readonly FoundFile[]> {
    return this.#index.childrenOf(tree.schools).flatMap(({ path, entry }): FoundFile[] => {
      if (entry.kind !== 'folder') return [];
      const school = entry.name.split(' ')[0] ?? '';
      return this.#workbooksIn(path)
        .filter(({ name }) => !ignored.test(name))
        .map((file) => ({ ...file, school }));
    });
  }

  async listInbox(): Promise<readonly FoundFile[]> {
    return this.#workbooksIn(tree.inbox)
      .filter(({ name }) => !/^(?:~\$|\.)/.test(name))
      .map((file) => ({ ...file, school: '' }));
  }

  #workbooksIn(folder: string): readonly { path: string; stamp: string; name: string }[] {
    return this.#index.childrenOf(folder).flatMap(({ path, entry }) => {
      const { kind, name, stamp } = entry;
      return kind === 'sheet' || (kind === 'file' && workbook.test(name)) ? [{ path, stamp, name }] : [];
    });
  }

  async readReport(path: string): Promise<Content> {
    const entry = this.#index.at(path);
    if (!entry || entry.kind === 'folder') return goneMeanwhile;
    try {
      return entry.kind === 'sheet' ? await this.#reports.contentOf(entry) : await this.#readFile(entry);
    } catch (error) {
      // Taken away or closed to us between the listing and now: one school's trouble.
      if (error instanceof GoogleFault && [403, 404].includes(error.status)) return goneMeanwhile;
      throw error;
    }
  }

  async #readFile({ id, stamp, storedAt, size }: DriveEntry): Promise<Content> {
    const { readWorkbook } = await import('../xlsx/read-workbook.ts');
    const tooLarge = size > largestWorkbook;
    const bytes = tooLarge ? Buffer.alloc(0) : await downloadFile(this.#tree.hands, id);
    let opened: Opened | undefined;
    return {
      hash: tooLarge ? contentHash(Buffer.from(`文件有 ${size} 字节`)) : contentHash(bytes),
      stamp,
      storedAt,
      torn: false,
      bytes: () => bytes,
      opened: () => {
        opened ??= tooLarge
          ? { ok: false, code: 'F-TOO-LARGE', detail: `文件有 ${size} 字节` }
          : readWorkbook(bytes, { maxBytes: largestWorkbook });
        return opened;
      },
    };
  }

  async draw(book: Book, how: DrawingOf = {}): Promise<Drawn> {
    if (how.as === 'file') {
      const { drawBook } = await import('../xlsx/write-book.ts');
      const bytes = await drawBook(book);
      return { bytes, hash: contentHash(bytes) };
    }
    const bytes = new TextEncoder().encode(bookText(book));
    return { bytes, hash: contentHash(bytes), book, ...(how.template ? { template: how.template } : {}) };
  }

  async stamp(path: string): Promise<string | undefined> {
    return this.#index.at(path)?.stamp ?? this.#reports.keptInside(path)?.stamp;
  }

  async hashAt(path: string): Promise<string | undefined> {
    const entry = this.#index.at(path);
    if (!entry || entry.drawn !== undefined) return entry?.drawn;
    return entry.kind === 'file' ? (await this.readReport(path)).hash : '';
  }

  async folders(path: string): Promise<readonly string[]> {
    return this.#index.childrenOf(path).flatMap(({ entry }) => (entry.kind === 'folder' ? [entry.name] : []));
  }

  async create(path: string, drawn: Omit<Drawn, 'hash'>): Promise<'created' | 'exists' | 'refused'> {
    if ((await this.stamp(path)) !== undefined) return 'exists';
    if (this.#reports.waitsInside(path, drawn.bytes)) return 'created';
    try {
      if (drawn.book) await this.#createSpreadsheet(path, drawn.book, drawn.template);
      else await this.#tree.upload(path, savedBytes(drawn), contentHash(drawn.bytes));
      return 'created';
    } catch (error) {
      if (error instanceof GoogleFault && error.status === 403) return 'refused';
      throw error;
    }
  }

  async createAll(
    files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  ): Promise<readonly ('created' | 'exists' | 'refused')[]> {
    // Folders one after the other, so that two files of one folder do not both make it.
    const beside = files.filter(({ path }) => this.#reports.placeInside(path) === undefined);
    for (const folder of new Set(beside.map(({ path }) => folderOf(path)))) await this.#folderOrNone(folder);
    return Promise.all(files.map(({ path, bytes }) => this.create(path, { bytes })));
  }

  async #folderOrNone(path: string): Promise<void> {
    try {
      await this.#tree.folder(path);
    } catch (error) {
      if (!(error instanceof GoogleFault) || error.status !== 403) throw error;
    }
  }

  async #createSpreadsheet(path: string, book: Book, template: Book | undefined): Promise<void> {
    const context = await this.#context(path);
    const pattern = template && (await this.#pattern(template, context));
    let report: SeenReport | undefined;
    const made = await this.#tree.spreadsheet(path, pattern?.id, async (id) => {
      const batch = { fields: contentFields, see: seenReport };
      if (pattern && template)
        report = await applyBatch(this.#sheets, id, {
          ...batch,
          // A copy's sheets are the pattern's; where they should ever not be, the batch is refused and it is looked at.
          seen: await this.#reports.see(pattern),
          plan: ({ seen }) => difference(template, book, seen, context),
        });
      else report = await applyBatch(this.#sheets, id, { ...batch, plan: ({ seen }) => redraw(book, seen, context) });
    });
    if (report) this.#reports.saw(made, report);
    if (!template)
      this.#tree.drew(made.id, contentHash(new TextEncoder().encode(bookText(book))), drawnParts(book, context));
  }

  /** What reports are copied from: one for each edition and month, with its script where 模板 has one. */
  async #pattern(template: Book, context: DrawContext): Promise<DriveEntry> {
    const name = `报表模板 ${contentHash(new TextEncoder().encode(bookText(template))).slice(0, 12)}`;
    return this.#tree.pattern(name, async (id) => {
      await applyBatch(this.#sheets, id, {
        fields: nowFields,
        see: spreadsheetNow,
        plan: (now) => redraw(template, now, context),
      });
    });
  }

  async replace(path: string, drawn: Drawn, ours: readonly string[]): Promise<'written' | 'same' | 'edited' | 'busy'> {
    const entry = this.#index.at(path);
    if (!entry) return (await this.create(path, drawn)) === 'created' ? 'written' : 'busy';
    if (entry.drawn === drawn.hash) return 'same';
    try {
      if (drawn.book && entry.kind === 'sheet')
        return (await this.#isTypedOver(entry)) ? 'edited' : await this.#redraw(path, entry, drawn.book, drawn);
      const held = await this.hashAt(path);
      const now = held === '' ? (await this.readReport(path)).hash : held;
      if (now === drawn.hash) return 'same';
      if (now === undefined || !ours.includes(now)) return 'edited';
      if (entry.kind === 'file') await this.#tree.renew(entry, path, savedBytes(drawn), drawn.hash);
      else if (await this.#givesWay(path, entry, now)) await this.#tree.upload(path, savedBytes(drawn), drawn.hash);
      else return 'edited';
      return 'written';
    } catch (error) {
      if (error instanceof Outrun || (error instanceof GoogleFault && error.status === 403)) return 'busy';
      throw error;
    }
  }

  /** A spreadsheet that holds what it is known by makes room for a workbook, and is kept; one typed into just now comes back. */
  async #givesWay(path: string, entry: DriveEntry, hash: string): Promise<boolean> {
    await this.#tree.move(entry, { folder: `${folderOf(path)}/${tree.versions}` });
    const { content } = seenReport(await getSpreadsheet(this.#sheets, entry.id, contentFields));
    if (content.hash === hash) return true;
    await this.#tree.move(this.#index.byId(entry.id) ?? entry, { folder: folderOf(path) });
    this.#tree.own.set(entry.id, 'crossed');
    this.#reports.forget(entry);
    return false;
  }

  async #isTypedOver({ id, byOthers, held }: DriveEntry): Promise<boolean> {
    if (!byOthers) return false;
    return held === undefined || typedOver(held, await getSpreadsheet(this.#sheets, id, valueFields));
  }

  async #redraw(path: string, { id, tabs = [] }: DriveEntry, book: Book, { hash, asOf }: Drawn): Promise<'written'> {
    const context = { ...(await this.#context(path)), drawnTabs: new Map(tabs) };
    const after = await redrawLarge(this.#sheets, id, book, asOf ?? 0, context, this.#now.get(id));
    this.#now.set(id, after);
    this.#tree.drew(id, hash, drawnParts(book, context));
    return 'written';
  }

  async annotate(path: string, plan: () => Promise<Annotation>): Promise<'written' | 'beside' | 'busy'> {
    const entry = this.#index.at(path);
    if (entry?.kind !== 'sheet') return 'beside';
    const context = { ...(await this.#context(path)), path: path.slice(path.lastIndexOf('/') + 1) };
    return this.#reports.annotate(entry, await plan(), context);
  }

  async close(path: string, line: { readonly text: string; readonly to: string }): Promise<'done' | 'busy'> {
    const uri = this.#link(line.to);
    return this.#protect(path, (now, robot) =>
      lock(now, robot, uri === undefined ? undefined : { text: line.text, uri }),
    );
  }

  async reopen(path: string): Promise<'done' | 'busy'> {
    return this.#protect(path, unlock);
  }

  async #protect(path: string, plan: Parameters<OnlineReports['protect']>[1]): Promise<'done' | 'busy'> {
    const entry = this.#index.at(path);
    // What a school keeps as a workbook of its own cannot be closed to it.
    return entry?.kind === 'sheet' ? this.#reports.protect(entry, plan) : 'done';
  }

  async unshared(folder: string, addresses: readonly string[]): Promise<readonly string[]> {
    const id = this.#index.at(folder)?.id;
    // Renamed by people since: whoever it was shared with still has it.
    if (id === undefined) return [];
    const known = new Set(this.#index.sharedWith(id));
    return addresses.map((address) => address.toLowerCase()).filter((address) => !known.has(address));
  }

  async share(folder: string, address: string): Promise<{ readonly refused?: string }> {
    const id = await this.#tree.folder(folder);
    const outcome = await shareFolder(this.#tree.hands, id, address);
    this.#index.share(id, address.toLowerCase());
    return outcome;
  }

  saves(path: string): 'byItself' | 'byHand' {
    return this.#index.at(path)?.kind === 'file' ? 'byHand' : 'byItself';
  }

  async linkTo(path: string): Promise<string | undefined> {
    return this.#link(path);
  }

  #link(path: string, tab?: string, a1?: string): string | undefined {
    const entry = this.#index.at(path);
    switch (entry?.kind) {
      case 'folder':
        return `https://drive.google.com/drive/folders/${entry.id}`;
      case 'file':
        return `https://drive.google.com/file/d/${entry.id}/view`;
      case 'sheet': {
        const place = tab === undefined ? '' : `#gid=${sheetIdOf(tab)}${a1 === undefined ? '' : `&range=${a1}`}`;
        return `https://docs.google.com/spreadsheets/d/${entry.id}/edit${place}`;
      }
      case undefined:
        return undefined;
    }
  }

  async moveInto(path: string, folder: string): Promise<void> {
    const entry = this.#index.at(path);
    if (entry) await this.#tree.move(entry, { folder });
  }

  async setAside(path: string, why = '人工改动'): Promise<string> {
    const entry = this.#index.at(path);
    const ending = /\.[^./]+$/.exec(path)?.[0] ?? '';
    const stem = path.slice(0, path.length - ending.length);
    for (let number = 1; ; number += 1) {
      const other = `${stem} ${why}${number}${ending}`;
      if (this.#index.at(other)) continue;
      // A spreadsheet stays where people's links lead: what they wrote in it is kept as a copy.
      if (entry?.kind === 'sheet') return this.#tree.keepCopy(entry, other);
      if (entry) await this.#tree.move(entry, { name: other.slice(other.lastIndexOf('/') + 1) });
      return other;
    }
  }

  timeFor(reads: number, writes: number): string {
    return estimate(reads, writes);
  }

  async settle(): Promise<void> {
    await this.#reports.keepWaiting();
    if (this.#tree.own.size > 0) await this.#index.catchUp(this.#tree.own);
    const text = this.#index.text();
    if (text !== undefined) this.#remember(text);
  }

  get #index(): DriveTree['index'] {
    return this.#tree.index;
  }

  /** Links of a book are relative to where it lies, or to the district. */
  async #context(path: string): Promise<DrawContext> {
    const folder = folderOf(path);
    return {
      robot: await this.#index.robot(this.#robot),
      linkTo: (to, tab, a1) => this.#link(folder === '' ? to : `${folder}/${to}`, tab, a1) ?? this.#link(to, tab, a1),
    };
  }
}

/** Gone, or closed to us, since the tree was listed: as if it were just being saved. */
const goneMeanwhile: Content = {
  hash: '',
  stamp: '',
  storedAt: '',
  torn: true,
  bytes: () => new Uint8Array(),
  opened: () => ({ ok: false, code: 'F-BUSY', detail: '' }),
};

function savedBytes({ bytes, storedAt }: Pick<Drawn, 'bytes' | 'storedAt'>): SavedBytes {
  return { bytes, savedAt: storedAt };
}

function drawnParts(book: Book, context: DrawContext): { tabs: ReadonlyMap<string, string>; held: HeldTabs } {
  return { tabs: tabHashes(book, context), held: heldTabs(book) };
}

/** A book as text: the same book, the same text. */
function bookText(book: Book): string {
  return JSON.stringify(book, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}
