import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotate } from '../../../functions/adapters/google/draw/annotate.ts';
import { redraw } from '../../../functions/adapters/google/draw/redraw.ts';
import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import type { Book, BookCell } from '../../../schemas/book.ts';
import { context, realBooks, robot } from './draw-samples.ts';

const nothing = { sheets: [], names: [] };

interface Said {
  /** The key that holds it, and the key around that. */
  readonly at: string;
  readonly text: string;
}

/** Every text in some requests, with the keys that hold it. */
function textsOf(value: unknown, at = '', around = ''): Said[] {
  if (typeof value === 'string') return [{ at: `${around}.${at}`, text: value }];
  if (Array.isArray(value)) return value.flatMap((it) => textsOf(it, at, around));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, it]) => textsOf(it, key, at));
}

const token = '甲乙丙';
/** What people type, with what a program might take for a formula in front. */
const typed = fc
  .tuple(fc.constantFrom('=', '+', '-', '@', "'", '=HYPERLINK("', ''), fc.string({ unit: 'binary' }))
  .map(([start, rest]) => `${start}${token}${rest}`);

const plainPlaces = new Set([
  'userEnteredValue.stringValue',
  'cell.note',
  'values.note',
  'link.uri',
  'rule.inputMessage',
]);

describe('texts of people', () => {
  it('stand in string values, notes and links alone, whatever they look like', () => {
    const cell = fc.record({ value: typed, note: typed, mail: typed, path: typed, open: fc.boolean() });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 30 }), typed, (cells, help) => {
        const drawn = cells.map(
          ({ value, note, mail, path, open }, row): BookCell => ({
            row: row >> 1,
            column: row & 1,
            value,
            note,
            open,
            style: open ? 'input' : 'wrapped',
            link: row % 3 === 0 ? { to: 'mail', address: mail } : { to: 'file', path },
          }),
        );
        const area = { row: 0, column: 0, rows: 1, columns: 1 };
        const check = { area, rule: { kind: 'any' }, soft: true, title: help, help } as const;
        const tab = { name: '表', widths: [9, 9], cells: drawn, checks: [check], locked: true };
        const linkTo = (path: string) => `https://files.example/?q=${path}`;
        const requests = redraw({ title: '', tabs: [tab], names: [] }, nothing, { robot, linkTo });
        const said = textsOf(requests).filter(({ text }) => text.includes(token));
        expect(said.filter(({ at }) => !plainPlaces.has(at))).toEqual([]);
        expect(said.filter(({ at }) => at.endsWith('stringValue')).length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('are told to a school as they are', () => {
    const mark = { sheet: '月报表', row: 3, column: 2, tone: 'bad', note: `=${token}\r\n+1` } as const;
    const seen = { sheets: [sheet(7, '月报表')], names: [], noted: [] };
    const requests = annotate({ name: '校验结果', widths: [9], cells: [] }, [mark], seen, {
      ...context,
      path: '',
      ground: () => undefined,
    });
    expect(textsOf(requests).filter(({ text }) => text.includes(token))).toEqual([
      { at: 'cell.note', text: `【校验】=${token} +1` },
    ]);
  });
});

function sheet(sheetId: number, title: string) {
  return {
    sheetId,
    title,
    hidden: false,
    rows: 30,
    columns: 9,
    merges: [],
    protections: [],
    conditions: 0,
    filtered: false,
    bands: [],
  };
}

/** Formulas of cells and rules with the sheet they stand on. */
function formulasOf(requests: readonly Request[]): { formula: string; sheetId: number }[] {
  return requests.flatMap((request) => {
    const { updateCells, setDataValidation, addConditionalFormatRule } = request;
    const sheetId =
      updateCells?.start?.sheetId ??
      setDataValidation?.range?.sheetId ??
      addConditionalFormatRule?.rule?.ranges?.[0]?.sheetId ??
      0;
    return textsOf(request)
      .filter(
        ({ at, text }) =>
          at === 'userEnteredValue.formulaValue' || (at === 'values.userEnteredValue' && text.startsWith('=')),
      )
      .map(({ text }) => ({ formula: text, sheetId }));
  });
}

const withoutTexts = (formula: string) => formula.replace(/"(?:[^"]|"")*"/g, '""');

/** Google knows each of these and means the same by it; a new one is to be looked up before it is added here. */
const known = 'AND CHAR COUNTIF FIND IF INT ISNUMBER ISTEXT LEN MID OR SEQUENCE SUBSTITUTE SUMPRODUCT TRIM'.split(' ');

describe('formulas of our books', () => {
  const drawn = Object.values(realBooks).flatMap((book: Book) => {
    const requests = redraw(book, nothing, context);
    const sizes = new Map(
      requests.flatMap(({ addSheet }) => {
        const { sheetId, title, gridProperties } = addSheet?.properties ?? {};
        return sheetId ? [[sheetId, { title, ...gridProperties }] as const] : [];
      }),
    );
    return formulasOf(requests).map((it) => ({ ...it, sizes }));
  });

  it('use functions that Google has', () => {
    expect(drawn.length).toBeGreaterThan(100);
    const used = drawn.flatMap(({ formula }) => withoutTexts(formula).match(/[A-Z][A-Z0-9.]*(?=\()/g) ?? []);
    expect([...new Set(used)].sort()).toEqual(known);
  });

  it('name no cell that their sheets lack', () => {
    const beyond = drawn.flatMap(({ formula, sheetId, sizes }) =>
      [...withoutTexts(formula).matchAll(/(?:'([^']+)'!)?\$?([A-Z]{1,3})\$?(\d+)(?!\()/g)].filter(
        ([, title, letters = '', row]) => {
          const size = [...sizes].find(([id, it]) => (title ? it.title === title : id === sheetId))?.[1];
          const column = [...letters].reduce((sum, it) => sum * 26 + it.charCodeAt(0) - 64, 0);
          return Number(row) > (size?.rowCount ?? 0) || column > (size?.columnCount ?? 0);
        },
      ),
    );
    expect(beyond).toEqual([]);
    const wholeLines = drawn.filter(({ formula }) =>
      /\$?\d+:\$?\d+|\$?[A-Z]+:\$?[A-Z]+(?!\d)/.test(withoutTexts(formula)),
    );
    expect(wholeLines).toEqual([]);
  });
});
