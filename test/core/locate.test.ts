import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { driftFinding } from '../../functions/core/locate/drift.ts';
import { locatorOf, readForms } from '../../functions/core/locate/locate.ts';
import { reportBook } from '../../functions/core/report/report-book.ts';
import { findingMessage } from '../../schemas/finding.ts';
import { allForms } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { chanceOf } from '../support/chance.ts';
import { type Board, filledReport, put, type Report, workbookOf } from '../support/shaken-report.ts';

const locator = locatorOf(allForms);

/** A whole report of which nothing was left blank. */
function whole(): Report {
  return filledReport({ ...chanceOf(1), one: () => false });
}

function tabOf(report: Report, name: string): Board {
  const board = report.boards.find((it) => it.name === name);
  if (!board) throw new Error(`there is no tab ${name}`);
  return board;
}

function tell(report: Report) {
  const reading = readForms(workbookOf(report), locator);
  const values: Record<string, Cell> = {};
  for (const [key, { raw }] of Object.entries(reading.found)) values[key] = raw;
  const drifts = Object.fromEntries(reading.drifts.map((it) => [`${it.form}_${it.field}`, it]));
  const said = (key: string): string => {
    const drift = drifts[key];
    return drift ? findingMessage(driftFinding(allForms, drift)) : '';
  };
  return { reading, values, drifts, said };
}

/** Inserts rows as a program does that knows nothing of names. */
function insertRows(board: Board, at: number, count: number): void {
  board.rows.splice(at, 0, ...Array.from({ length: count }, () => []));
}

function label(report: Report, tab: string, row: number, column: number, text: string | null): void {
  put(tabOf(report, tab), row, column, text === null ? undefined : { value: text, printed: true });
}

describe('an untouched report', () => {
  it('gives every blank as typed', () => {
    const report = whole();
    const { values, drifts } = tell(report);
    expect(drifts).toEqual({});
    expect(values).toEqual(Object.fromEntries(report.truth));
  });

  it('gives them from a file, too, and from one without any name', async () => {
    const report = whole();
    const book = reportBook({
      identity: { school: '371311001', period: '2018-09', edition: 'selfCheck=1;monthlyReport=1' },
      school: { code: '371311001', name: '示例小学' },
      forms: allForms,
      words: { campaign: '示例行动', office: '安全科', day: '25', window: '统计区间', school: '示例小学' },
      given: Object.fromEntries(report.truth),
    });
    for (const names of [book.names, []]) {
      const read = readWorkbook(await drawBook({ ...book, names }));
      if (!read.ok) throw new Error(read.detail);
      const reading = readForms(read.workbook, locator);
      expect(reading.drifts).toEqual([]);
      expect(Object.keys(reading.found)).toHaveLength(report.truth.size);
    }
  });
});

describe('a label', () => {
  it.each<[string, number, number, string, boolean]>([
    ['自查表', 4, 0, '联络人', true],
    ['自查表', 4, 0, '【联　络　人】：', true],
    ['自查表', 3, 0, '学生数(人)', true],
    ['自查表', 4, 0, '负责人', false],
    ['自查表', 3, 0, '学生总数', false],
    ['自查表', 4, 0, '联系人', false],
    ['自查表', 1, 2, '主要负责任(签字)：', true],
    ['自查表', 1, 2, '主要责任(签字)：', false],
    ['自查表', 1, 2, '主管责任人(签名)：', false],
    ['自查表', 18, 1, '依托板报、橱窗、广播、校园网、公众微信平台等营造防范校园欺凌良好氛围', true],
    ['自查表', 18, 1, '依托版报、橱窗、广播、校园网、公众微信平台等营造防范校园欺凌良好氛围', true],
    ['自查表', 18, 1, '依托版报、橱窗、广播、校园网、公众微信平台营造防范校园欺凌氛围', false],
  ])('of %s in row %i, column %i that reads %s now is known: %s', (tab, row, column, text, isKnown) => {
    const report = whole();
    label(report, tab, row, column, text);
    const { reading } = tell(report);
    expect(reading.drifts.length === 0).toBe(isKnown);
    if (!isKnown) expect(reading.drifts.map(({ why }) => why)).toContain('labelMissing');
  });

  it('that is nearly two texts of its section is refused', () => {
    const report = whole();
    label(report, '自查表', 8, 1, '制定并落实教职工防治学生欺凌岗位责职');
    label(report, '自查表', 7, 1, '制定并落实教职工防治学生欺凌岗位的职');
    expect(tell(report).drifts.selfCheck_ruleStaffDuties?.why).toBe('tie');
  });

  it('is not looked for in another section', () => {
    const report = whole();
    label(report, '自查表', 8, 1, null);
    put(tabOf(report, '自查表'), 30, 1, { value: '制定并落实教职工防治学生欺凌岗位责职', printed: false });
    expect(tell(report).drifts.selfCheck_ruleStaffDuties?.why).toBe('labelMissing');
  });
});

describe('rows that a program inserted', () => {
  it('are not read by the names that stayed behind, and the finding says where everything is', () => {
    const report = whole();
    insertRows(tabOf(report, '自查表'), 3, 1);
    const { values, drifts, said } = tell(report);
    expect(values.selfCheck_schoolId).toBe(report.truth.get('selfCheck_schoolId'));
    expect(drifts.selfCheck_studentCount).toMatchObject({
      cell: '自查表!B4',
      labelAt: '自查表!A5',
      nameAt: '自查表!B4',
    });
    expect(said('selfCheck_studentCount')).toContain('“学生数”这一栏的文字现在在 自查表 A5，它的填写格却在 自查表 B4');
    expect(values.monthlyReport_incidents).toBe(report.truth.get('monthlyReport_incidents'));
  });

  it('are no matter where the names went along', () => {
    const report = whole();
    insertRows(tabOf(report, '自查表'), 3, 2);
    for (const [name, at] of report.names)
      if (at.sheet === '自查表' && at.row >= 3) report.names.set(name, { ...at, row: at.row + 2 });
    const { values, drifts } = tell(report);
    expect(drifts).toEqual({});
    expect(values.selfCheck_studentCount).toBe(report.truth.get('selfCheck_studentCount'));
  });
});

describe('cells moved alone', () => {
  it('to a cell that a merge hides are no silent blank', () => {
    const report = whole();
    const board = tabOf(report, '自查表');
    put(board, 6, 5, board.rows[6]?.[2]);
    put(board, 6, 2, undefined);
    const { drifts, said } = tell(report);
    expect(drifts.selfCheck_orgLeadingGroup?.strayAt).toBe('自查表!F7');
    expect(said('selfCheck_orgLeadingGroup')).toContain('自查表 F7 里有内容');
  });

  it('down their column are no misread, where only ticks and counts tell', () => {
    const report = whole();
    const board = tabOf(report, '自查表');
    for (let row = 22; row > 6; row -= 1) put(board, row, 2, board.rows[row - 1]?.[2]);
    put(board, 6, 2, undefined);
    const { values } = tell(report);
    for (const key of ['orgLeadingGroup', 'ruleDiscipline', 'publicityChannels', 'eduStudentTimes'])
      expect(values[`selfCheck_${key}`]).toBeUndefined();
  });

  it('down the last column of 月报表 are no misread', () => {
    const report = whole();
    const board = tabOf(report, '月报表');
    for (let row = 19; row > 3; row -= 1) put(board, row, 5, board.rows[row - 1]?.[5]);
    put(board, 3, 5, undefined);
    const { values } = tell(report);
    for (const key of ['docNo', 'docDate', 'leadContact', 'incidentsReported', 'incidentsCriminal', 'principal'])
      expect(values[`monthlyReport_${key}`]).toBeUndefined();
  });
});

describe('what only looks right', () => {
  it('a tick in a cell for a number, where the cells for ticks moved down by one', () => {
    const report = whole();
    const board = tabOf(report, '自查表');
    for (let row = 19; row > 6; row -= 1) put(board, row, 2, board.rows[row - 1]?.[2]);
    put(board, 6, 2, undefined);
    const { values } = tell(report);
    for (const key of ['orgLeadingGroup', 'ruleProcess', 'publicityChannels'])
      expect(values[`selfCheck_${key}`]).toBeUndefined();
  });

  it('a note in a column that a program put between a number and its unit', () => {
    const report = whole();
    const board = tabOf(report, '自查表');
    for (const cells of board.rows) if (cells.length > 4) cells.splice(4, 0, undefined);
    put(board, 19, 4, { value: 5, printed: false });
    const { values, drifts } = tell(report);
    expect(values.selfCheck_eduTeacherPeople).toBeUndefined();
    expect(drifts.selfCheck_eduTeacherPeople?.strayAt).toBe('自查表!F20');
  });

  it('a name that a row came to lie under again', () => {
    const report = whole();
    const board = tabOf(report, '年度总结');
    const [before, last] = [board.rows[5], board.rows[6]];
    if (!before || !last) throw new Error('the form is shorter');
    [before[0], last[0]] = [last[0], before[0]];
    board.rows.splice(1, 0, ...board.rows.splice(6, 1));
    expect(tell(report).values.annualSummary_procedureExperience).toBeUndefined();
  });

  it('a blank whose cell was deleted with its name', () => {
    const report = whole();
    const board = tabOf(report, '年度总结');
    for (let row = 4; row < 7; row += 1) put(board, row, 3, board.rows[row + 1]?.[3]);
    report.names.delete('annualSummary_dailyManagementImprovement');
    for (const key of ['prevention', 'procedure']) {
      const at = report.names.get(`annualSummary_${key}Improvement`);
      if (at) report.names.set(`annualSummary_${key}Improvement`, { ...at, row: at.row - 1 });
    }
    expect(tell(report).values.annualSummary_dailyManagementImprovement).toBeUndefined();
  });

  it('a tab from whose row one label went to another', () => {
    const report = whole();
    const board = tabOf(report, '月报表');
    put(board, 15, 4, board.rows[13]?.[4]);
    put(board, 13, 4, undefined);
    expect(tell(report).values.monthlyReport_handledCount).toBeUndefined();
  });

  it('a 说明 beside the column that it moved to', () => {
    const report = whole();
    const board = tabOf(report, '自查表');
    put(board, 3, 6, { value: '本月转入十人', printed: false });
    expect(tell(report).reading.explanations).toEqual({ selfCheck_studentCount: '本月转入十人' });
    for (const cells of board.rows) if (cells.length > 6) cells.splice(6, 0, undefined);
    put(board, 3, 6, { value: '别处的话', printed: false });
    const { reading, drifts } = tell(report);
    expect(drifts.selfCheck_studentCount?.strayAt).toBe('自查表!G4');
    expect(reading.explanations).toEqual({});
  });
});

describe('tabs', () => {
  it('are found under another name, in another order', () => {
    const report = whole();
    for (const name of ['自查表', '月报表']) {
      tabOf(report, name).name = `${name} 已填`;
      for (const [key, at] of report.names)
        if (at.sheet === name) report.names.set(key, { ...at, sheet: `${name} 已填` });
    }
    report.boards.reverse();
    expect(tell(report).drifts).toEqual({});
  });

  it('are found by their words where the names were lost with the name', () => {
    const report = whole();
    tabOf(report, '月报表').name = 'Sheet3';
    for (const [key, at] of [...report.names]) if (at.sheet === '月报表') report.names.delete(key);
    expect(tell(report).drifts).toEqual({});
  });

  it('that are there twice count where they say the same, and are refused where they differ', () => {
    const report = whole();
    const board = tabOf(report, '自查表');
    const copy: Board = { name: '自查表 (2)', rows: board.rows.map((cells) => [...cells]) };
    report.boards.push(copy);
    expect(tell(report).drifts).toEqual({});
    put(copy, 3, 1, { value: 999, printed: false });
    const { drifts, said } = tell(report);
    expect(Object.keys(drifts)).toEqual(['selfCheck_studentCount']);
    expect(drifts.selfCheck_studentCount).toMatchObject({ why: 'tie', others: ['自查表!B4', '自查表 (2)!B4'] });
    expect(said('selfCheck_studentCount')).toContain('自查表 (2) B4');
  });

  it('that were deleted are said to be missing', () => {
    const report = whole();
    report.boards = report.boards.filter(({ name }) => name !== '月报表');
    for (const [key, at] of [...report.names]) if (at.sheet === '月报表') report.names.delete(key);
    const { drifts, said } = tell(report);
    expect(drifts.monthlyReport_incidents?.why).toBe('tabMissing');
    expect(said('monthlyReport_incidents')).toContain('找不到“本月校园欺凌发生事件数”所在的工作表');
  });
});
