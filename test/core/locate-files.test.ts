import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../functions/adapters/google/content.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { locatorOf, readForms } from '../../functions/core/locate/locate.ts';
import { reportBook } from '../../functions/core/report/report-book.ts';
import { allForms } from '../../schemas/forms.ts';
import type { Cell, Workbook } from '../../schemas/grid.ts';
import { blankTick } from '../../schemas/ticks.ts';
import { type Chance, chanceOf } from '../support/chance.ts';
import { convert, needsOffice, pythonWithOpenpyxl } from '../support/office-programs.ts';
import { mutations } from '../support/report-mutations.ts';
import { filledReport, workbookOf } from '../support/shaken-report.ts';

const locator = locatorOf(allForms);
const { truth } = filledReport({ ...chanceOf(1), one: () => false });
let file = Buffer.alloc(0);

beforeAll(async () => {
  const book = reportBook({
    identity: { school: '371311001', period: '2018-09', edition: 'selfCheck=1;monthlyReport=1' },
    school: { code: '371311001', name: '示例小学' },
    forms: allForms,
    words: { campaign: '示例行动', office: '安全科', day: '25', window: '统计区间', school: '示例小学' },
    given: Object.fromEntries(truth),
  });
  file = Buffer.from(await drawBook(book));
});

function bookOf(bytes: Uint8Array): Workbook {
  const read = readWorkbook(bytes);
  if (!read.ok) throw new Error(`${read.code} ${read.detail}`);
  return read.workbook;
}

/** How many blanks are as typed, refused, and neither. */
function tally(workbook: Workbook): { right: number; refused: number; wrong: string[] } {
  const { found, drifts } = readForms(workbook, locator);
  const wrong = Object.entries(found).flatMap(([key, { raw }]) => (raw === truth.get(key) ? [] : [`${key}: ${raw}`]));
  expect(Object.keys(found).length + drifts.length).toBe(truth.size);
  return { right: Object.keys(found).length - wrong.length, refused: drifts.length, wrong };
}

const tabs = ['自查表', '规划打算', '月报表', '年度总结'];

/** What exceljs does: it takes the names along where it inserts, and nothing else of what points at a cell. */
const edits: readonly ((sheet: ExcelJS.Worksheet, chance: Chance) => void)[] = [
  (sheet, chance) => sheet.spliceRows(chance.between(1, 20), 0, []),
  (sheet, chance) => sheet.spliceRows(chance.between(1, 20), 1),
  (sheet, chance) => sheet.spliceColumns(chance.between(1, 6), 0, []),
  (sheet, chance) => sheet.spliceColumns(chance.between(1, 6), 1),
  (sheet, chance) => sheet.duplicateRow(chance.between(2, 18), 1, true),
  (sheet) => {
    sheet.name = `${sheet.name}（已填）`;
  },
];

describe('a real file', () => {
  it('that nobody touched gives all blanks', () => {
    expect(tally(bookOf(file))).toEqual({ right: truth.size, refused: 0, wrong: [] });
  });

  it('that exceljs edited is read right or refused, blank by blank', async () => {
    const sum = { files: 0, right: 0, refused: 0 };
    for (let seed = 1; seed <= 24; seed += 1) {
      const chance = chanceOf(seed);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(file as unknown as ArrayBuffer);
      const sheet = workbook.getWorksheet(chance.pick(tabs));
      if (!sheet) throw new Error('the tab is gone');
      // exceljs cannot splice what is merged.
      for (const merge of [...sheet.model.merges]) sheet.unMergeCells(merge);
      chance.pick(edits)(sheet, chance);
      const { right, refused, wrong } = tally(bookOf(Buffer.from(await workbook.xlsx.writeBuffer())));
      expect(wrong, `seed ${seed}`).toEqual([]);
      sum.files += 1;
      sum.right += right;
      sum.refused += refused;
    }
    console.info(`edited by exceljs: ${JSON.stringify(sum)}`);
    expect(sum.refused).toBeGreaterThan(0);
  });

  it('that openpyxl edited is, too', (context) => {
    const python = pythonWithOpenpyxl(context);
    const folder = mkdtempSync(join(tmpdir(), 'openpyxl-'));
    try {
      writeFileSync(join(folder, 'report.xlsx'), file);
      const script = `
import sys, random, openpyxl
folder = sys.argv[1]
for seed in range(12):
    random.seed(seed)
    book = openpyxl.load_workbook(folder + '/report.xlsx')
    sheet = book[random.choice(['自查表', '规划打算', '月报表', '年度总结'])]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    row, column = random.randint(1, 18), random.randint(1, 6)
    kind = seed % 6
    if kind == 0: sheet.insert_rows(row, 2)
    if kind == 1: sheet.delete_rows(row)
    if kind == 2: sheet.insert_cols(column)
    if kind == 3: sheet.delete_cols(column)
    if kind == 4: sheet.move_range('A4:B9', rows=3, cols=1)
    if kind == 5: sheet.title = '改名'
    book.save(folder + '/%d.xlsx' % seed)
`;
      execFileSync(python, ['-c', script, folder]);
      const tallies = Array.from({ length: 12 }, (_, n) => tally(bookOf(readFileSync(join(folder, `${n}.xlsx`)))));
      expect(tallies.flatMap(({ wrong }) => wrong)).toEqual([]);
      const sum = (of: 'right' | 'refused'): number => tallies.reduce((all, it) => all + it[of], 0);
      console.info(`edited by openpyxl: 12 files, ${sum('right')} right, ${sum('refused')} refused`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('that LibreOffice saved again gives all blanks', (context) => {
    needsOffice(context);
    const saved = convert({ report: file }, 'xlsx').report ?? Buffer.alloc(0);
    expect(tally(bookOf(saved))).toEqual({ right: truth.size, refused: 0, wrong: [] });
  });
});

describe('a spreadsheet online', () => {
  /** What Sheets answers for a workbook: only cells that hold something, names as areas. */
  function answerOf({ sheets, names }: Workbook): Parameters<typeof contentOf>[0] {
    const idOf = new Map(sheets.map(({ name }, index) => [name, index + 7]));
    const effective = (cell: Cell) => {
      if (cell === null) return {};
      if (typeof cell === 'number') return { effectiveValue: { numberValue: cell } };
      return { effectiveValue: typeof cell === 'boolean' ? { boolValue: cell } : { stringValue: cell } };
    };
    return {
      sheets: sheets.map(({ name, hidden, cells }, index) => ({
        properties: { sheetId: idOf.get(name) ?? 0, title: name, index, hidden },
        data: [{ rowData: cells.map((row) => ({ values: row.map(effective) })) }],
      })),
      namedRanges: [...names].map(([name, { sheet, row, column }]) => ({
        name,
        range: {
          sheetId: idOf.get(sheet) ?? 0,
          startRowIndex: row,
          endRowIndex: row + 1,
          startColumnIndex: column,
          endColumnIndex: column + 1,
        },
      })),
    };
  }

  it('untouched gives all blanks', () => {
    const { workbook } = contentOf(answerOf(bookOf(file)));
    expect(tally(workbook)).toEqual({ right: truth.size, refused: 0, wrong: [] });
  });

  it('that was rearranged is read as its file would be', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const chance = chanceOf(seed);
      const report = filledReport(chance);
      chance.pick(Object.values(mutations))(report, chance);
      // Sheets has no name that points at a tab which is gone.
      const titles = new Set(report.boards.map(({ name }) => name));
      for (const [name, at] of [...report.names]) if (!titles.has(at.sheet)) report.names.delete(name);
      const workbook = workbookOf(report);
      const here = readForms(workbook, locator);
      const there = readForms(contentOf(answerOf(workbook)).workbook, locator);
      const plain = (cell: Cell): Cell => (cell === '' || cell === blankTick ? null : cell);
      const told = ({ found }: typeof here) =>
        Object.entries(found).map(([key, { cell, raw }]) => [key, cell, plain(raw)]);
      expect(told(there), `seed ${seed}`).toEqual(told(here));
      expect(there.drifts, `seed ${seed}`).toEqual(here.drifts);
    }
  });
});
