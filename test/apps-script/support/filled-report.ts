import type { ReportFacts } from '../../../functions/core/report/carried-rules.ts';
import { type ReportSpec, reportBook } from '../../../functions/core/report/report-book.ts';
import type { Book, BookValue } from '../../../schemas/book.ts';
import { serialOfDate } from '../../../schemas/dates.ts';
import { monthlyForms } from '../../../schemas/forms.ts';
import type { Cell, Sheet } from '../../../schemas/grid.ts';
import { typedInto } from '../../../scripts/demo/typed-into.ts';

const septemberFacts: ReportFacts = {
  window: { from: '2018-08-26', through: '2018-09-25' },
  central: false,
  villages: 0,
  carried: ['selfCheck_teacherCount'],
};

/** A report as it is handed out for 2018-09, to no 中心小学. */
export const handedOut: ReportSpec = {
  identity: { school: '371311001', period: '2018-09', edition: 'selfCheck=1;monthlyReport=1' },
  school: { code: '371311001', name: '示例小学' },
  forms: monthlyForms,
  words: {
    campaign: '示例区中小学生欺凌防治落实年行动',
    office: '示例区教育体育局安全科',
    day: '25',
    window: '统计区间：8月26日—9月25日　请于9月25日24:00前报送',
    school: '示例小学',
  },
  given: {
    selfCheck_schoolId: '示例小学（371311001）',
    monthlyReport_schoolId: '示例小学（371311001）',
    monthlyReport_periodMonth: 9,
    selfCheck_teacherCount: 80,
  },
  carriedFrom: '2018年8月',
  facts: septemberFacts,
};

/** The tabs of a report after somebody typed into it, by defined name. */
export function filledSheets(typed: Readonly<Record<string, Cell>>, spec: ReportSpec = handedOut): readonly Sheet[] {
  return sheetsOf(filledBook(typed, spec));
}

/** The same as a book, to be drawn. */
export function filledBook(typed: Readonly<Record<string, Cell>>, spec: ReportSpec): Book {
  const blank = reportBook(spec);
  const entries = Object.entries(typed).map(([name, value]) => {
    const at = blank.names.find((it) => it.name === name);
    if (!at) throw new Error(`the report has no cell named ${name}`);
    return { tab: at.tab, row: at.area.row, column: at.area.column, value };
  });
  return typedInto(blank, entries);
}

/** A book as the cells of a spreadsheet. */
export function sheetsOf({ tabs }: Book): readonly Sheet[] {
  return tabs.map(({ name, hidden, cells }) => {
    const grid: Cell[][] = [];
    for (const { row, column, value } of cells) {
      while (grid.length <= row) grid.push([]);
      const line = grid[row] as Cell[];
      while (line.length <= column) line.push(null);
      line[column] = shown(value);
    }
    return { name, hidden: hidden !== undefined, cells: grid };
  });
}

function shown(value: BookValue): Cell {
  if (typeof value !== 'object' || value === null) return value;
  return 'date' in value ? serialOfDate(value.date) : value.result;
}
