import { type Document, nextId, type Sheet } from './document.ts';
import { Invalid } from './errors.ts';

/** Refuses a title that another sheet has, in whatever case. */
export function checkTitle(document: Document, title: string, except?: Sheet): void {
  const taken = document.sheets.some(
    (each) => each !== except && each.properties.title.toLowerCase() === title.toLowerCase(),
  );
  if (taken) throw new Invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
}

/** Refuses an id that another sheet has. */
export function checkId(document: Document, id: number): void {
  if (id < 0) throw new Invalid(`Sheet id must not be negative: ${id}`);
  const taken = document.sheets.some(({ properties }) => properties.sheetId === id);
  if (taken) throw new Invalid(`A sheet with the id ${id} already exists. Please enter another id.`);
}

/** An id that no sheet of the document has. */
export function freshSheetId(document: Document): number {
  const id = nextId(document);
  return document.sheets.some(({ properties }) => properties.sheetId === id) ? freshSheetId(document) : id;
}

/** `Sheet2` for a second sheet, or the next that is free. */
export const freshTitle = (document: Document) =>
  firstFree(document, (count) => `Sheet${count + document.sheets.length}`);

/** `Copy of X`, then `Copy of X 2`. */
export const freshCopyTitle = (document: Document, title: string) =>
  firstFree(document, (count) => `Copy of ${title}${count > 1 ? ` ${count}` : ''}`);

function firstFree(document: Document, title: (count: number) => string): string {
  const taken = new Set(document.sheets.map(({ properties }) => properties.title));
  let count = 1;
  while (taken.has(title(count))) count += 1;
  return title(count);
}
