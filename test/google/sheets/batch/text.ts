import { gridArea } from '../area.ts';
import { withInput, withValue } from '../cell/change.ts';
import type { GridRange } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells, copyOf } from '../grid.ts';
import { grow } from '../values/append.ts';

interface Coordinate {
  readonly sheetId?: number;
  readonly rowIndex?: number;
  readonly columnIndex?: number;
}

/** Text as from a clipboard, typed in; HTML is not taken apart here. */
function pasteData(
  edit: Edit,
  request: { coordinate?: Coordinate; data?: string; delimiter?: string; html?: boolean },
): undefined {
  const { coordinate = {}, data = '', delimiter, html } = request;
  if (html || !delimiter)
    throw new Invalid('Exactly one of delimiter and html must be set; the emulator reads no html.');
  const { sheetId, rowIndex: top = 0, columnIndex: left = 0 } = coordinate;
  const { sheet } = gridArea(edit.document, {
    ...(sheetId && { sheetId }),
    startRowIndex: top,
    startColumnIndex: left,
  });
  const lines = data.split(/\r?\n/).map((line) => line.split(delimiter));
  const area = { top, bottom: top + lines.length, left, right: left + Math.max(...lines.map((line) => line.length)) };
  grow(edit, sheet, area.bottom, area.right);
  touch(edit, sheet, area);
  changeCells(sheet, area, (cell, row, column) => {
    const text = lines[row - top]?.[column - left];
    return text === undefined ? cell : withInput(cell, text, 'USER_ENTERED');
  });
}

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', SEMICOLON: ';', PERIOD: '.', SPACE: ' ' };

interface Split {
  readonly source?: GridRange;
  readonly delimiter?: string;
  readonly delimiterType?: string;
}

/** Splits the text of one column into the cells to its right; cells that get no part keep what they hold. */
function textToColumns(edit: Edit, { source, delimiter, delimiterType = '' }: Split): undefined {
  const { sheet, ...area } = gridArea(edit.document, source, true);
  if (area.right - area.left !== 1) throw new Invalid('textToColumns source must span one column.');
  const texts = copyOf(sheet, area).map((row) => row[0]?.userEnteredValue?.stringValue ?? '');
  const between = delimiterType === 'CUSTOM' ? delimiter : (DELIMITERS[delimiterType] ?? likeliest(texts));
  if (!between) throw new Invalid('A delimiter must be given with the type CUSTOM.');
  const parts = texts.map((text) => text.split(between));
  const width = Math.max(...parts.map((line) => line.length));
  grow(edit, sheet, area.bottom, area.left + width);
  const target = { ...area, right: area.left + width };
  touch(edit, sheet, target);
  changeCells(sheet, target, (cell, row, column) => {
    const line = parts[row - area.top] ?? [];
    const text = line[column - area.left];
    if (line.length < 2 || text === undefined) return cell;
    return text === '' ? withValue(cell, undefined) : withInput(cell, text, 'USER_ENTERED');
  });
}

const likeliest = (texts: readonly string[]) =>
  Object.values(DELIMITERS).find((each) => texts.some((text) => text.includes(each))) ?? ',';

export const textRequests = { pasteData, textToColumns };
