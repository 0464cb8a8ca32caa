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

/** The same book with its formulas showing what they show in another one of the same form. */
export function recalculated(book: Book, other: Book): Book {
  const results = new Map(
    other.tabs.flatMap((tab) => tab.cells.map(({ row, column, value }) => [`${tab.name} ${row} ${column}`, value])),
  );
  return {
    ...book,
    tabs: book.tabs.map((tab) => ({
      ...tab,
      cells: tab.cells.map((cell) => {
        const now = isFormula(cell.value) ? results.get(`${tab.name} ${cell.row} ${cell.column}`) : undefined;
        return isFormula(cell.value) && now !== undefined && isFormula(now)
          ? { ...cell, value: { ...cell.value, result: now.result } }
          : cell;
      }),
    })),
  };
}

function isFormula(value: BookValue): value is Extract<BookValue, { formula: string }> {
  return typeof value === 'object' && value !== null && 'formula' in value;
}
