import type { StyleName, Tone } from '../../../../schemas/book.ts';
import { isOurs, withoutOurs } from '../../../../schemas/cell-notes.ts';
import type { Mark } from '../../../world.ts';
import { looks, tones } from '../../xlsx/book-styles.ts';
import { colour } from './colours.ts';
import { gridRange, mergeAround } from './grid-range.ts';
import { withOurs } from './notes.ts';
import type { Request } from './request.ts';
import { placeKey } from './shapes.ts';
import type { SheetNow, SpreadsheetNow } from './spreadsheet-now.ts';

/** A note that a cell bears now, ours or a person's. */
export interface NotedCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly note: string;
}

/** A report as it was read: how it stands, and all notes in it. */
export interface SpreadsheetSeen extends SpreadsheetNow {
  readonly noted: readonly NotedCell[];
}

/** The style a cell of a report has by itself; undefined where it is none of ours: then it gets no ground. */
export type GroundOf = (sheet: string, row: number, column: number) => StyleName | undefined;

/** Notes and tints at cells with findings; where one is mended, our note goes and the ground comes back. */
export function markRequests(marks: readonly Mark[], seen: SpreadsheetSeen, ground: GroundOf): Request[] {
  return seen.sheets.flatMap((sheet) => {
    const marked = markedCells(
      marks.filter((mark) => mark.sheet === sheet.title),
      sheet,
    );
    const noted = new Map(
      seen.noted.filter((it) => it.sheet === sheet.title).map((it) => [placeKey(it.row, it.column), it]),
    );
    const mended = [...noted].filter(([key, { note }]) => !marked.has(key) && isOurs(note)).map(([, it]) => it);
    return [
      ...[...marked].map(([key, cell]) => markRequest(sheet.sheetId, cell, noted.get(key)?.note ?? '')),
      ...mended.map((cell) => mendRequest(sheet.sheetId, cell, ground(sheet.title, cell.row, cell.column))),
    ];
  });
}

interface MarkedCell {
  readonly row: number;
  readonly column: number;
  readonly tone: Tone;
  readonly notes: readonly string[];
}

const tonesFromWorst = ['bad', 'warn', 'quiet'] as const;

/** All marks of a cell together, the worst first; what lies inside a merged cell is at its first. */
function markedCells(marks: readonly Mark[], sheet: SheetNow): Map<number, MarkedCell> {
  const cells = new Map<number, MarkedCell>();
  for (const tone of tonesFromWorst)
    for (const mark of marks.filter((it) => it.tone === tone)) {
      const { row, column } = mergeAround(sheet.merges, mark.row, mark.column) ?? mark;
      const known = cells.get(placeKey(row, column));
      const notes = [...(known?.notes ?? []), mark.note];
      cells.set(placeKey(row, column), { row, column, tone: known?.tone ?? tone, notes });
    }
  return cells;
}

function markRequest(sheetId: number, { row, column, tone, notes }: MarkedCell, note: string): Request {
  return noteAndTint(sheetId, row, column, withOurs(notes, note), tones[tone].fill);
}

function mendRequest(sheetId: number, { row, column, note }: NotedCell, style: StyleName | undefined): Request {
  return noteAndTint(sheetId, row, column, withoutOurs(note), style && looks[style].fill);
}

function noteAndTint(sheetId: number, row: number, column: number, note: string, fill: string | undefined): Request {
  return {
    repeatCell: {
      range: gridRange(sheetId, { row, column, rows: 1, columns: 1 }),
      cell: {
        ...(note === '' ? {} : { note }),
        ...(fill ? { userEnteredFormat: { backgroundColorStyle: colour(fill) } } : {}),
      },
      fields: 'note,userEnteredFormat.backgroundColorStyle',
    },
  };
}
