import { createHash } from 'node:crypto';
import type { Book } from '../../../../schemas/book.ts';
import type { DrawContext } from './context.ts';
import { tabRequests } from './draw-tab.ts';
import { linkAddress } from './links.ts';
import { type PlannedTab, planTabs } from './plan-tabs.ts';
import { gridSize } from './sizes.ts';

/**
 * A hash of each tab of a book by its title: of all that would be sent to draw it on a new spreadsheet, so that another
 * address of a linked file, another look or another way to draw makes another hash.
 */
export function tabHashes(book: Book, context: DrawContext): ReadonlyMap<string, string> {
  const hashOf = tabHasher(book, context);
  return new Map(book.tabs.map(({ name }) => [name, hashOf(name)]));
}

/** The same for one tab at a time. */
export function tabHasher(book: Book, { robot, linkTo }: DrawContext): (title: string) => string {
  const planned = new Map(planTabs(book, { sheets: [], names: [] }).map((it) => [it.tab.name, it]));
  const addressOf = linkAddress(new Map([...planned].map(([title, { sheetId }]) => [title, sheetId])), linkTo);
  return (title) => {
    const { tab, sheetId } = planned.get(title) as PlannedTab;
    const requests = tabRequests(tab, sheetId, gridSize(tab, book.names), robot, addressOf);
    const drawn = JSON.stringify([tab.flag, tab.hidden, tab.freeze, requests]);
    return createHash('sha256').update(drawn).digest('hex');
  };
}
