/** A rectangle of a sheet, zero-based, ends exclusive; an end that is left out is the grid's. */
export interface Span {
  readonly top?: number | undefined;
  readonly bottom?: number | undefined;
  readonly left?: number | undefined;
  readonly right?: number | undefined;
}

/** What an A1 text says: the sheet's title where there is one, and the cells, or a name that has to be looked up. */
export interface Reference {
  readonly title?: string;
  readonly span?: Span;
  readonly name?: string;
}

/** Reads `Sheet!A1:B2`, `'My sheet'`, `A:C`, `2:2`, `A2:2`, `Name`; undefined where it is none of them. */
export function parseA1(text: string): Reference | undefined {
  const quoted = /^'((?:[^']|'')+)'(?:!(.+))?$/.exec(text);
  const plain = quoted ? undefined : /^(?:([^!]+)!)?([^!]+)$/.exec(text);
  const title = quoted?.[1]?.replaceAll("''", "'") ?? plain?.[1];
  const rest = quoted ? quoted[2] : plain?.[2];
  if (title === undefined && rest === undefined) return undefined;
  const titled = title === undefined ? {} : { title };
  if (rest === undefined) return titled;
  const span = parseSpan(rest);
  if (span) return { ...titled, span };
  return rest.includes(':') ? undefined : { ...titled, name: rest };
}

function parseSpan(text: string): Span | undefined {
  const match = /^\$?([A-Z]{1,3})?\$?([1-9]\d{0,8})?(?::\$?([A-Z]{1,3})?\$?([1-9]\d{0,8})?)?$/i.exec(text);
  if (!match || text.endsWith(':')) return undefined;
  const [, column1, row1, column2, row2] = match;
  if (!text.includes(':')) {
    return column1 && row1 ? box(columnOf(column1), Number(row1) - 1, columnOf(column1), Number(row1) - 1) : undefined;
  }
  if (!(column1 ?? row1) || !(column2 ?? row2)) return undefined;
  const columns = [column1, column2].map((each) => (each ? columnOf(each) : undefined));
  const rows = [row1, row2].map((each) => (each ? Number(each) - 1 : undefined));
  return box(columns[0], rows[0], columns[1], rows[1]);
}

function box(column1?: number, row1?: number, column2?: number, row2?: number): Span {
  const [top, bottom] = ends(row1, row2);
  const [left, right] = ends(column1, column2);
  return { top, bottom, left, right };
}

/** Both ends in order, the second exclusive; where the second is missing the span reaches to the grid's end. */
function ends(one: number | undefined, two: number | undefined): [number | undefined, number | undefined] {
  if (two === undefined) return [one, undefined];
  return one === undefined ? [0, two + 1] : [Math.min(one, two), Math.max(one, two) + 1];
}

/** `A1:B2` for a span whose missing ends stay open: `A2:C`, `3:4`, `A1001:B`; one cell is `A1`. */
export function formatSpan({ top, bottom, left, right }: Span): string {
  const openRows = bottom === undefined;
  const openColumns = right === undefined;
  if (openRows && openColumns && top === undefined && left === undefined) return '';
  const start = `${openColumns && left === undefined ? '' : letters(left ?? 0)}${openRows && top === undefined ? '' : (top ?? 0) + 1}`;
  const end = `${openColumns ? '' : letters(right - 1)}${openRows ? '' : bottom}`;
  return start === end ? start : `${start}:${end}`;
}

/** The title as it stands before `!`: quoted unless it is a plain word that does not look like a cell. */
export function quoteTitle(title: string): string {
  const plain = /^[A-Za-z_]\w*$/.test(title) && !/^[A-Z]{1,3}\d+$/i.test(title) && !/^R\d*C\d*$/i.test(title);
  return plain ? title : `'${title.replaceAll("'", "''")}'`;
}

/** 0 → A, 26 → AA. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

const columnOf = (text: string) =>
  [...text.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
