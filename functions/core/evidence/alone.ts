import type { Book } from '../../../schemas/book.ts';

/** A book without links to other workbooks of the district: they are not where the evidence goes. The words stay. */
export function alone(book: Book): Book {
  return {
    ...book,
    tabs: book.tabs.map((tab) => ({
      ...tab,
      cells: tab.cells.map((cell) => {
        if (cell.link?.to !== 'file') return cell;
        const { link: _, ...words } = cell;
        return { ...words, style: 'text' as const };
      }),
    })),
  };
}
