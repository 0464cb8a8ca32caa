import { formatSpan, parseA1, quoteTitle, type Span } from './a1.ts';
import type { Document, GridRange, Sheet } from './document.ts';
import { Invalid } from './errors.ts';

/** Cells of a sheet: zero-based, ends exclusive, all within the grid. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Where an A1 text points: the sheet, and the span as written (a named range's is as stored). */
export interface Place {
  readonly sheet: Sheet;
  readonly span: Span;
}

/** The place that an A1 text means, refused with the text as sent where there is none. */
export function placeOf(document: Document, text: string): Place {
  const reference = parseA1(text);
  const place = reference && (reference.name === undefined ? bySpan() : byName(reference.name));
  if (!place) throw new Invalid(`Unable to parse range: ${text}`);
  return place;

  function bySpan(): Place | undefined {
    const sheet = reference?.title === undefined ? firstVisible(document) : titled(reference.title);
    return sheet && { sheet, span: reference?.span ?? {} };
  }

  function byName(name: string): Place | undefined {
    const named = document.namedRanges.find((each) => each.name === name);
    if (named) {
      const sheet = sheetById(document, named.range.sheetId ?? 0);
      const fits = reference?.title === undefined || reference.title === sheet.properties.title;
      return fits ? { sheet, span: spanOf(named.range) } : undefined;
    }
    const sheet = reference?.title === undefined ? titled(name) : undefined;
    return sheet && { sheet, span: {} };
  }

  function titled(title: string): Sheet | undefined {
    return document.sheets.find((sheet) => sheet.properties.title === title);
  }
}

const firstVisible = (document: Document) => document.sheets.find((sheet) => !sheet.properties.hidden);

/** The sheet with an id, refused where there is none. */
export function sheetById(document: Document, id: number | undefined): Sheet {
  const sheet = document.sheets.find((each) => each.properties.sheetId === (id ?? 0));
  if (!sheet) throw new Invalid(`No grid with id: ${id ?? 0}`);
  return sheet;
}

/** A span within its grid; refused where it starts outside of it, and, unless `clip`, where it ends outside. */
export function areaIn(sheet: Sheet, span: Span, clip: boolean): Area {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  const { top = 0, bottom = rowCount, left = 0, right = columnCount } = span;
  const starts = top < rowCount && left < columnCount;
  if (!starts || (!clip && (bottom > rowCount || right > columnCount))) {
    const limits = `Max rows: ${rowCount}, max columns: ${columnCount}`;
    throw new Invalid(`Range (${formatRange(sheet, span)}) exceeds grid limits. ${limits}`);
  }
  return { top, bottom: Math.min(bottom, rowCount), left, right: Math.min(right, columnCount) };
}

/** The cells of a GridRange; see `areaIn` for `clip`. */
export function gridArea(
  document: Document,
  range: GridRange | undefined,
  clip = false,
): Area & { readonly sheet: Sheet } {
  const sheet = sheetById(document, range?.sheetId);
  const span = spanOf(range ?? {});
  for (const [start, end, word] of [
    [span.top, span.bottom, 'Row'],
    [span.left, span.right, 'Column'],
  ] as const) {
    if ((start ?? 0) < 0 || (end !== undefined && end <= (start ?? 0))) {
      throw new Invalid(`range.end${word}Index[${end}] must be after range.start${word}Index[${start ?? 0}]`);
    }
  }
  return { sheet, ...areaIn(sheet, span, clip) };
}

export const spanOf = (range: GridRange): Span => ({
  top: range.startRowIndex,
  bottom: range.endRowIndex,
  left: range.startColumnIndex,
  right: range.endColumnIndex,
});

/** An area as Google stores and answers it: `sheetId` 0 is left out. */
export const gridRange = (sheet: Sheet, area: Area): GridRange => ({
  ...(sheet.properties.sheetId !== 0 && { sheetId: sheet.properties.sheetId }),
  startRowIndex: area.top,
  endRowIndex: area.bottom,
  startColumnIndex: area.left,
  endColumnIndex: area.right,
});

/** `Sheet1!A1:B2`, `'My sheet'!A1`, or the title alone for a whole sheet. */
export function formatRange(sheet: Sheet, span: Span): string {
  const cells = formatSpan(span);
  return cells ? `${quoteTitle(sheet.properties.title)}!${cells}` : quoteTitle(sheet.properties.title);
}

export function intersection(one: Area, two: Area): Area | undefined {
  const top = Math.max(one.top, two.top);
  const left = Math.max(one.left, two.left);
  const bottom = Math.min(one.bottom, two.bottom);
  const right = Math.min(one.right, two.right);
  return top < bottom && left < right ? { top, bottom, left, right } : undefined;
}

export const contains = (outer: Area, inner: Area) =>
  outer.top <= inner.top && outer.bottom >= inner.bottom && outer.left <= inner.left && outer.right >= inner.right;

/** What is left of an area without a hole, in up to four pieces. */
export function subtract(area: Area, hole: Area): Area[] {
  const cut = intersection(area, hole);
  if (!cut) return [area];
  const pieces = [
    { ...area, bottom: cut.top },
    { ...area, top: cut.bottom },
    { ...area, top: cut.top, bottom: cut.bottom, right: cut.left },
    { ...area, top: cut.top, bottom: cut.bottom, left: cut.right },
  ];
  return pieces.filter((piece) => piece.top < piece.bottom && piece.left < piece.right);
}
