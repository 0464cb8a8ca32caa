import { gridArea, sheetById } from '../area.ts';
import { withInput, withValue } from '../cell/change.ts';
import { effectiveValue, formattedValue } from '../cell/view.ts';
import type { Cell, GridRange, Row, Sheet } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells, copyOf, usedArea } from '../grid.ts';
import type { Message } from '../schema/check.ts';

interface SortSpec {
  readonly dimensionIndex?: number;
  readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
}

/** Numbers before texts before booleans; empty cells stay last in either order. */
function sortRange(
  edit: Edit,
  { range, sortSpecs = [] }: { range?: GridRange; sortSpecs?: readonly SortSpec[] },
): undefined {
  const { sheet, ...area } = gridArea(edit.document, range, true);
  touch(edit, sheet, area);
  const used = usedArea(sheet, area);
  const rows = copyOf(sheet, used).sort((one, two) => {
    for (const { dimensionIndex = 0, sortOrder } of sortSpecs) {
      const order = compare(one, two, dimensionIndex - area.left, sortOrder === 'DESCENDING');
      if (order !== 0) return order;
    }
    return 0;
  });
  changeCells(sheet, used, (_, row, column) => rows[row - used.top]?.[column - used.left]);
}

function compare(one: Row, two: Row, column: number, descending: boolean): number {
  const [first, second] = [rank(one[column]), rank(two[column])];
  if (first[0] === EMPTY || second[0] === EMPTY) return first[0] - second[0];
  const order = first[0] - second[0] || (first[1] < second[1] ? -1 : first[1] > second[1] ? 1 : 0);
  return descending ? -order : order;
}

const EMPTY = 3;

function rank(cell: Cell | undefined): [kind: number, value: number | string] {
  const value = effectiveValue(cell);
  if (value?.numberValue !== undefined) return [0, value.numberValue];
  if (value?.stringValue !== undefined) return [1, value.stringValue.toLowerCase()];
  return value?.boolValue === undefined ? [EMPTY, 0] : [2, Number(value.boolValue)];
}

interface Find {
  readonly find?: string;
  readonly replacement?: string;
  readonly matchCase?: boolean;
  readonly matchEntireCell?: boolean;
  readonly searchByRegex?: boolean;
  readonly includeFormulas?: boolean;
  readonly range?: GridRange;
  readonly sheetId?: number;
  readonly allSheets?: boolean;
}

/** What is found is typed anew, so that a number may come of it. */
function findReplace(edit: Edit, request: Find): Message {
  if (!request.find) throw new Invalid('The text to find must not be empty.');
  const seen = { values: 0, formulas: 0, occurrences: 0, rows: new Set<string>(), sheets: new Set<Sheet>() };
  const pattern = patternOf(request, request.find);
  for (const { sheet, ...area } of scope(edit, request)) {
    changeCells(sheet, usedArea(sheet, area), (cell, row, column) => {
      const formula = cell?.userEnteredValue?.formulaValue;
      const text = formula === undefined ? formattedValue(cell) : request.includeFormulas ? formula : undefined;
      const hits = text?.match(pattern)?.length ?? 0;
      if (text === undefined || hits === 0) return cell;
      touch(edit, sheet, { top: row, bottom: row + 1, left: column, right: column + 1 });
      seen.occurrences += hits;
      if (formula === undefined) seen.values += 1;
      else seen.formulas += 1;
      seen.rows.add(`${sheet.properties.sheetId} ${row}`);
      seen.sheets.add(sheet);
      const replaced = text.replaceAll(pattern, request.replacement ?? '');
      return replaced === '' ? withValue(cell, undefined) : withInput(cell, replaced, 'USER_ENTERED');
    });
  }
  const counts = {
    valuesChanged: seen.values,
    formulasChanged: seen.formulas,
    rowsChanged: seen.rows.size,
    sheetsChanged: seen.sheets.size,
    occurrencesChanged: seen.occurrences,
  };
  return { findReplace: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)) };
}

function patternOf({ matchCase, matchEntireCell, searchByRegex }: Find, find: string): RegExp {
  const source = searchByRegex ? find : find.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(matchEntireCell ? `^(?:${source})$` : source, matchCase ? 'g' : 'gi');
}

function scope({ document }: Edit, { range, sheetId, allSheets }: Find) {
  if (range) return [gridArea(document, range, true)];
  const sheets = sheetId === undefined ? document.sheets : [sheetById(document, sheetId)];
  if (sheetId === undefined && !allSheets) throw new Invalid('One of range, sheetId and allSheets must be set.');
  return sheets.map((sheet) => gridArea(document, { sheetId: sheet.properties.sheetId }));
}

export const arrangeRequests = { sortRange, findReplace };
