import type { Book, BookTab, BookValue } from '../../schemas/book.ts';

/** What was typed into one cell of a book; row and column from 0. */
export interface Entry {
  readonly tab: string;
  readonly row: number;
  readonly column: number;
  readonly value: BookValue;
}

/** The same book after somebody typed into some of its cells. */
export function typedInto(book: Book, entries: readonly Entry[]): Book {
  return { ...book, tabs: book.tabs.map((tab) => withEntries(tab, entries)) };
}

function withEntries(tab: BookTab, entries: readonly Entry[]): BookTab {
  const typed = new Map(
    entries.flatMap((entry) => (entry.tab === tab.name ? [[`${entry.row} ${entry.column}`, entry.value]] : [])),
  );
  const cells = tab.cells.map((cell) => {
    const value = typed.get(`${cell.row} ${cell.column}`);
    return value === undefined ? cell : { ...cell, value };
  });
  return { ...tab, cells };
}
