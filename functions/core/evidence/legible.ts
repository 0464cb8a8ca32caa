import type { BookTab } from '../../../schemas/book.ts';

/** So many characters of half width fit on a page of A4 across and can still be read. */
const pageWidth = 190;

/** A tab that is too wide for one page goes on several side by side, each with the columns that say whose row it is. */
export function legible(tab: BookTab): BookTab {
  const total = tab.widths.reduce((sum, width) => sum + width, 0);
  if (total <= pageWidth || !tab.print) return tab;
  const repeatColumns = tab.freeze?.columns ?? 0;
  const repeated = tab.widths.slice(0, repeatColumns).reduce((sum, width) => sum + width, 0);
  const pagesWide = Math.ceil((total - repeated) / (pageWidth - repeated));
  return { ...tab, print: { ...tab.print, pagesWide, repeatColumns } };
}
