import { describe, expect, it } from 'vitest';
import { annotate } from '../../../functions/adapters/google/draw/annotate.ts';
import type { SpreadsheetSeen } from '../../../functions/adapters/google/draw/mark-cells.ts';
import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import { sheetIdOf } from '../../../functions/adapters/google/draw/sheet-id.ts';
import type { SheetNow } from '../../../functions/adapters/google/draw/spreadsheet-now.ts';
import { feedbackBook } from '../../../functions/core/report/feedback-book.ts';
import type { Mark } from '../../../functions/world.ts';
import type { BookTab } from '../../../schemas/book.ts';
import { context, feedbackSpec, robot } from './draw-samples.ts';

const [feedback] = feedbackBook(feedbackSpec).tabs as [BookTab];

function sheet(sheetId: number, title: string, more: Partial<SheetNow> = {}): SheetNow {
  return {
    sheetId,
    title,
    hidden: false,
    rows: 40,
    columns: 9,
    merges: [],
    protections: [],
    conditions: 0,
    filtered: false,
    bands: [],
    ...more,
  };
}

const report = [
  sheet(3, '填报说明'),
  sheet(11, '自查表'),
  sheet(12, '月报表'),
  sheet(13, '_identity', { hidden: true }),
];
const how = { ...context, path: feedbackSpec.reportPath, ground: () => 'inputCount' as const };

function annotated(marks: readonly Mark[], seen: Partial<SpreadsheetSeen> = {}): Request[] {
  return annotate(feedback, marks, { sheets: report, names: [], noted: [], ...seen }, how);
}

/** Notes and grounds that are set, by sheet and place. */
function notesOf(requests: readonly Request[]) {
  return requests.flatMap(({ repeatCell }) => {
    if (!repeatCell?.fields?.startsWith('note')) return [];
    const { sheetId, startRowIndex, startColumnIndex } = repeatCell.range ?? {};
    const { note, userEnteredFormat } = repeatCell.cell ?? {};
    return [
      { at: [sheetId, startRowIndex, startColumnIndex], note, fill: userEnteredFormat?.backgroundColorStyle?.rgbColor },
    ];
  });
}

const mark: Mark = { sheet: '月报表', row: 13, column: 2, tone: 'warn', note: '请核对' };
const bad = { red: 0.9844, green: 0.8902, blue: 0.8942 };
const toFill = { red: 1, green: 0.9687, blue: 0.8589 };

describe('annotate', () => {
  it('puts 校验结果 behind the tabs that are shown, under the same id each time', () => {
    const placeIn = (sheets: readonly SheetNow[]) => {
      const { addSheet, updateSheetProperties } = annotated([], { sheets }).find(
        (it) => it.addSheet ?? it.updateSheetProperties,
      ) as Request;
      const { sheetId, index } = (addSheet ?? updateSheetProperties)?.properties ?? {};
      return [addSheet ? 'new' : 'kept', sheetId, index];
    };
    const ours = sheet(sheetIdOf('校验结果'), '校验结果');
    expect(placeIn(report)).toEqual(['new', ours.sheetId, 3]);
    expect(placeIn([...report.slice(0, 3), ours, ...report.slice(3)])).toEqual(['kept', ours.sheetId, 3]);
    expect(placeIn([ours, ...report])).toEqual(['kept', ours.sheetId, 4]);
    expect(placeIn([...report, { ...ours, title: '改了名' }])).toEqual(['kept', ours.sheetId, 3]);
  });

  it('is the only one to write 校验结果, and leads to cells of the same spreadsheet', () => {
    const requests = annotated([]);
    const locks = requests.flatMap(({ addProtectedRange }) => addProtectedRange?.protectedRange ?? []);
    expect(locks.map(({ range, editors }) => [range, editors])).toEqual([
      [{ sheetId: sheetIdOf('校验结果') }, { users: [robot] }],
    ]);
    const links = JSON.stringify(requests).match(/#gid=\d+(?:&range=[A-Z]+\d+)?/g) ?? [];
    expect(links).toContain('#gid=3');
    expect(links.some((it) => /^#gid=11&range=/.test(it))).toBe(true);
    expect(links.some((it) => /^#gid=12&range=/.test(it))).toBe(true);
    expect(JSON.stringify(requests)).not.toContain('https://sheets.example');
  });

  it('joins what is found at one cell, the worst first, and tells it at the first cell of a merge', () => {
    const sheets = report.map((it) =>
      it.sheetId === 12 ? { ...it, merges: [{ row: 13, column: 2, rows: 1, columns: 3 }] } : it,
    );
    const marks: Mark[] = [mark, { ...mark, column: 4, tone: 'bad', note: '填的不是数\n请填数' }];
    expect(notesOf(annotated(marks, { sheets }))).toEqual([
      { at: [12, 13, 2], note: '【校验】填的不是数 请填数\n【校验】请核对', fill: bad },
    ]);
  });

  it('keeps what a person wrote, before and after', () => {
    const place = { sheet: '月报表', row: 13, column: 2 };
    const first = annotated([mark], { noted: [{ ...place, note: '已问过王老师\n\n待回复' }] });
    expect(notesOf(first)[0]?.note).toBe('【校验】请核对\n\n已问过王老师\n\n待回复');
    const second = annotated([{ ...mark, note: '请改' }], {
      noted: [{ ...place, note: notesOf(first)[0]?.note ?? '' }],
    });
    expect(notesOf(second)[0]?.note).toBe('【校验】请改\n\n已问过王老师\n\n待回复');
    const mended = annotated([], { noted: [{ ...place, note: `${notesOf(second)[0]?.note}\n好了` }] });
    expect(notesOf(mended)).toEqual([{ at: [12, 13, 2], note: '已问过王老师\n\n待回复\n好了', fill: toFill }]);
    const typedBehindOurs = annotated([], { noted: [{ ...place, note: '【校验】请核对\n好的' }] });
    expect(notesOf(typedBehindOurs)[0]?.note).toBe('好的');
  });

  it('takes a note away where it is mended, and leaves notes of people alone', () => {
    const noted = [
      { sheet: '自查表', row: 4, column: 1, note: '【校验】请填' },
      { sheet: '自查表', row: 5, column: 1, note: '去年是 12' },
    ];
    expect(notesOf(annotated([], { noted }))).toEqual([{ at: [11, 4, 1], note: undefined, fill: toFill }]);
  });
});
