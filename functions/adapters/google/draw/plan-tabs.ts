import type { Book, BookTab } from '../../../../schemas/book.ts';
import { sheetIdOf } from './sheet-id.ts';
import type { SheetNow, SpreadsheetNow } from './spreadsheet-now.ts';

/** A tab of a book with the sheet it is drawn on; `now` where that sheet is there already. */
export interface PlannedTab {
  readonly tab: BookTab;
  readonly sheetId: number;
  readonly now: SheetNow | undefined;
}

/** Finds each tab its sheet: the one of its title, else ours of that title that a person renamed, else a new one. */
export function planTabs(book: Book, now: SpreadsheetNow): PlannedTab[] {
  const titled = new Map(now.sheets.map((sheet) => [sheet.title, sheet]));
  const wanted = new Set(book.tabs.map(({ name }) => name));
  const taken = new Set(now.sheets.map(({ sheetId }) => sheetId));
  return book.tabs.map((tab) => {
    const same = titled.get(tab.name) ?? renamed(tab, now, wanted);
    if (same) return { tab, sheetId: same.sheetId, now: same };
    const sheetId = freeId(tab.name, taken);
    taken.add(sheetId);
    return { tab, sheetId, now: undefined };
  });
}

function renamed({ name }: BookTab, { sheets }: SpreadsheetNow, wanted: ReadonlySet<string>): SheetNow | undefined {
  return sheets.find(({ sheetId, title }) => sheetId === sheetIdOf(name) && !wanted.has(title));
}

function freeId(title: string, taken: ReadonlySet<number>): number {
  let sheetId = sheetIdOf(title);
  while (taken.has(sheetId)) sheetId = (sheetId % 0x7fffffff) + 1;
  return sheetId;
}

/** Sheets that are ours and no longer in the book, and the first one of a new spreadsheet; a person's own are not. */
export function goneSheets(planned: readonly PlannedTab[], now: SpreadsheetNow): SheetNow[] {
  const kept = new Set(planned.map(({ sheetId }) => sheetId));
  // Only a new spreadsheet has a sheet 0: one that somebody adds gets a number at random.
  return now.sheets.filter(
    ({ sheetId, title }) => !kept.has(sheetId) && (sheetId === 0 || sheetId === sheetIdOf(title)),
  );
}
