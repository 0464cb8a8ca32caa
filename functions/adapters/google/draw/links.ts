import type { Link } from '../../../../schemas/book.ts';

/** Where a link goes, as an address; undefined where it cannot be told. */
export type LinkAddress = (link: Link) => string | undefined;

/** Addresses for links of a spreadsheet whose tabs have these ids. */
export function linkAddress(
  sheetIds: ReadonlyMap<string, number>,
  linkTo: (path: string, tab?: string, a1?: string) => string | undefined,
): LinkAddress {
  return (link) => {
    switch (link.to) {
      case 'cell': {
        const sheetId = sheetIds.get(link.tab);
        return sheetId === undefined ? undefined : cellLink(sheetId, link.a1);
      }
      case 'file':
        return linkTo(link.path, link.tab, link.a1);
      case 'mail':
        return `mailto:${encodeURI(link.address.toWellFormed())}`;
    }
  };
}

/** The address of a cell within its own spreadsheet, or of a whole tab. */
export function cellLink(sheetId: number, a1?: string): string {
  return a1 === undefined ? `#gid=${sheetId}` : `#gid=${sheetId}&range=${a1}`;
}
