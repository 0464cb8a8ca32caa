import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withOurs } from '../../functions/adapters/google/draw/notes.ts';
import { isOurs } from '../../schemas/cell-notes.ts';
import { serialOfDate } from '../../schemas/dates.ts';
import { definedName, monthlyForms } from '../../schemas/forms.ts';
import { type Cell, parseA1 } from '../../schemas/grid.ts';
import { placedFields } from '../../schemas/layout.ts';
import { tints } from '../../schemas/tints.ts';
import { rightReport } from '../support/fill-report.ts';
import { placeOf, put } from './support/fake-cells.ts';
import { type FakeSpreadsheet, fakeSpreadsheet } from './support/fake-spreadsheet.ts';
import { filledSheets } from './support/filled-report.ts';
import { type RunningScript, runScript } from './support/run-script.ts';

const places = new Map(
  placedFields(monthlyForms).map(({ form, field, tab, input }) => [
    definedName(form, field),
    { tab, row: input.row, column: input.column },
  ]),
);
const right = rightReport as Readonly<Record<string, Cell>>;

interface Desk {
  readonly spreadsheet: FakeSpreadsheet;
  readonly script: RunningScript;
  /** Types as a person does: the cell changes, and the trigger fires. */
  type(name: string, value: Cell): void;
  note(name: string): string;
  ground(name: string): string | undefined;
  putNote(name: string, note: string): void;
}

async function desk(typed: Readonly<Record<string, Cell>> = right): Promise<Desk> {
  const spreadsheet = fakeSpreadsheet({ sheets: filledSheets(typed) });
  const script = await runScript(spreadsheet);
  const at = (name: string) => places.get(name) as { tab: string; row: number; column: number };
  const key = (name: string): string => placeOf(at(name).row, at(name).column);
  return {
    spreadsheet,
    script,
    type(name, value) {
      const { tab, row, column } = at(name);
      put(spreadsheet.tab(tab), row, column, value);
      script.trigger('onEdit', { range: spreadsheet.range(tab, row, column) });
    },
    note: (name) => spreadsheet.tab(at(name).tab).notes.get(key(name)) ?? '',
    ground: (name) => spreadsheet.tab(at(name).tab).grounds.get(key(name)),
    putNote: (name, note) => spreadsheet.tab(at(name).tab).notes.set(key(name), note),
  };
}

const students = 'selfCheck_studentCount';
const teachers = 'selfCheck_teacherCount';
const bad = `#${tints.bad}`;

describe('on edit', () => {
  it('marks what was just typed wrong, and nothing of it is left once it is right', async () => {
    const { type, note, ground, script } = await desk();
    type(students, '约1200');
    expect(note(students)).toMatch(/^【校验】（填报助手）必须改正：“学生数”写的是大概的数/);
    expect(ground(students)).toBe(bad);
    type(students, 1200);
    expect([note(students), ground(students)]).toEqual(['', `#${tints.toFill}`]);
    expect(script.logged).toEqual([]);
  });

  it('gives a blank that was carried over its own ground back', async () => {
    const { type, ground } = await desk();
    type(teachers, -3);
    expect(ground(teachers)).toBe(bad);
    type(teachers, 80);
    expect(ground(teachers)).toBe(`#${tints.toCheck}`);
  });

  it('says nothing of what is still empty, at the cell or beside it', async () => {
    const { type, spreadsheet } = await desk({});
    type(students, 1200);
    type('monthlyReport_docTitle', '关于印发方案的通知');
    type('monthlyReport_docTitle', null);
    expect(spreadsheet.tabs.flatMap(({ notes }) => [...notes])).toEqual([]);
  });

  it('marks the part where its whole was typed, and takes it back with it', async () => {
    const { type, note } = await desk();
    type('monthlyReport_incidents', 0);
    expect(note('monthlyReport_incidentsReported')).toContain('必须改正：本月发生填的是 0');
    type('monthlyReport_incidents', 1);
    expect(note('monthlyReport_incidentsReported')).toBe('');
  });

  it('never touches what a person wrote in a note', async () => {
    const { type, note, putNote } = await desk();
    putNote(students, '问过教务处\n周五再核');
    type(students, '3-4');
    expect(note(students)).toMatch(/^【校验】（填报助手）必须改正：[^\n]*\n\n问过教务处\n周五再核$/);
    type(students, 1200);
    expect(note(students)).toBe('问过教务处\n周五再核');
  });

  it('leaves the words of the run where they may rest on more, takes away an error that is mended, and never says it twice', async () => {
    const { type, note, putNote, ground } = await desk();
    putNote(students, '【校验】请核实或说明：“学生数”上个月是 900。\n【校验】必须改正：“学生数”还没有填。');
    type(students, 1201);
    expect(note(students)).toBe('【校验】请核实或说明：“学生数”上个月是 900。');
    expect(ground(students)).toBe(`#${tints.warn}`);

    type('monthlyReport_leadContact', '12345');
    const said = note('monthlyReport_leadContact').replace('（填报助手）', '');
    putNote('monthlyReport_leadContact', said);
    type('monthlyReport_leadContact', '1234');
    expect(note('monthlyReport_leadContact')).toBe(said);

    putNote('monthlyReport_handledCount', '【校验】必须改正：本月处理 9 件，比本月发生的还多。');
    type('monthlyReport_handledCount', 2);
    expect(note('monthlyReport_handledCount')).toContain('本月处理 9 件');
  });

  it('writes nothing where nothing changes', async () => {
    const { type, spreadsheet } = await desk();
    type(students, '约1200');
    const written = spreadsheet.calls.get('setNote');
    type(students, '约1200');
    type(teachers, 81);
    expect([written, spreadsheet.calls.get('setNote')]).toEqual([1, 1]);
  });

  it('asks nothing that 说明 answers, and asks again where it says nothing', async () => {
    const { type, note } = await desk({ ...right, monthlyReport_explain_docTitle: '镇里统一这样编号。' });
    type('monthlyReport_docNo', '三号文');
    expect(note('monthlyReport_docNo')).toBe('');
    const silent = await desk({ ...right, monthlyReport_explain_docTitle: '无' });
    silent.type('monthlyReport_docNo', '三号文');
    expect(silent.note('monthlyReport_docNo')).toContain('请核实或说明');
  });

  it('reads a day that the service gives as a moment, and a number that became one', async () => {
    const { type, note, spreadsheet } = await desk();
    const dates = (name: string): void => {
      const { tab, row, column } = places.get(name) as { tab: string; row: number; column: number };
      spreadsheet.tab(tab).dates.add(placeOf(row, column));
    };
    dates('monthlyReport_docDate');
    type('monthlyReport_docDate', serialOfDate('2018-09-21'));
    expect(note('monthlyReport_docDate')).toContain('发文时间 2018-09-21 晚于填报日期 2018-09-20');
    type('monthlyReport_docDate', serialOfDate('2018-09-20'));
    expect(note('monthlyReport_docDate')).toBe('');
    // 3-4 that the program took for the fourth of March.
    dates('monthlyReport_incidentsCriminal');
    type('monthlyReport_incidentsCriminal', serialOfDate('2018-03-04'));
    expect(note('monthlyReport_incidentsCriminal')).toContain('大得不合常理');
  });

  it('gives way to the next run, which knows its lines for ours', async () => {
    const { type, note } = await desk();
    type(students, '若干');
    expect(isOurs(note(students))).toBe(true);
    expect(withOurs(['必须改正：甲。'], `${note(students)}\n\n人写的`)).toBe('【校验】必须改正：甲。\n\n人写的');
  });

  it('keeps silent in other tabs, and in a workbook that is none of ours', async () => {
    const { spreadsheet, script } = await desk();
    for (const tab of ['填报说明', '_identity']) script.trigger('onEdit', { range: spreadsheet.range(tab, 1, 0) });
    const other = fakeSpreadsheet({ sheets: [{ name: '工资表', hidden: false, cells: [['姓名']] }] });
    const alien = await runScript(other);
    alien.trigger('onOpen');
    alien.trigger('onEdit', { range: other.range('工资表', 0, 0) });
    expect([script.logged, alien.logged, alien.menus]).toEqual([[], [], []]);
    expect([...spreadsheet.calls.keys(), ...other.calls.keys()]).not.toContain('setNote');
  });

  it('takes 500 pasted rows and a cleared tab as it takes one cell, with as few calls', async () => {
    const { spreadsheet, script } = await desk();
    const form = spreadsheet.tab('月报表');
    for (let row = 0; row < 500; row += 1)
      for (let column = 0; column < 7; column += 1) put(form, 20 + row, column, '甲');
    script.trigger('onEdit', { range: spreadsheet.range('月报表', 20, 0, 500, 7) });
    const calls = [...spreadsheet.calls].filter(([name]) => name !== 'getSheetByName');
    expect(calls.reduce((sum, [, count]) => sum + count, 0)).toBeLessThan(120);
    for (const row of form.cells) row.fill(null);
    script.trigger('onEdit', { range: spreadsheet.range('月报表', 0, 0, 600, 7) });
    expect(script.logged).toEqual([]);
    expect(spreadsheet.toasts).toEqual([]);
  });

  it('comes to the same marks whatever was typed before, by whom, or undone', async () => {
    const names = [
      students,
      teachers,
      'selfCheck_eduTeacherPeople',
      'monthlyReport_incidents',
      'selfCheck_ruleProcess',
    ];
    const values = [0, 3, '约3', '有（√）无（√）', null, 1200, '三', '=1'] as const;
    const edit = fc.record({ name: fc.constantFrom(...names), value: fc.constantFrom<Cell>(...values) });
    const last = { name: 'monthlyReport_docNo', value: '某校字〔2018〕3号' };
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 6 }), async (edits) => {
        const [one, other] = [await desk(), await desk()];
        for (const { name, value } of [...edits, last]) one.type(name, value);
        // The other desk sees only what stands in the end: one paste for each tab.
        for (const { name, value } of edits) {
          const { tab, row, column } = places.get(name) ?? { tab: '', row: 0, column: 0 };
          put(other.spreadsheet.tab(tab), row, column, value);
        }
        for (const tab of ['自查表', '月报表'])
          other.script.trigger('onEdit', { range: other.spreadsheet.range(tab, 0, 0, 30, 7) });
        one.script.trigger('onEdit', { range: one.spreadsheet.range('自查表', 0, 0, 30, 7) });
        for (const tab of ['自查表', '月报表'])
          expect(Object.fromEntries(one.spreadsheet.tab(tab).notes)).toEqual(
            Object.fromEntries(other.spreadsheet.tab(tab).notes),
          );
      }),
      { numRuns: 25 },
    );
  });

  it('shows no error dialog while the service is away, whatever was called', async () => {
    const { spreadsheet, script } = await desk();
    spreadsheet.broken = true;
    script.trigger('onOpen');
    script.trigger('onEdit', { range: spreadsheet.range('自查表', 3, 1) });
    script.trigger('onEdit', undefined);
    script.call('goTo', '自查表!B4');
    const panel = script.call<{ lead: string[] }>('checkSheet');
    expect(panel.lead).toEqual(['这次没有办成，请稍后再试。表里填的内容不受影响。']);
    expect(spreadsheet.toasts).toEqual(['这次没有办成，请稍后再试。表里填的内容不受影响。']);
  });
});

describe('a cell that is jumped to', () => {
  it('is selected; one that is gone is said so', async () => {
    const { spreadsheet, script } = await desk();
    script.call('goTo', '月报表!F20');
    expect(spreadsheet.active).toEqual({ tab: '月报表', ...parseA1('F20') });
    script.call('goTo', '没有的表!A1');
    script.call('goTo', '<script>');
    expect(spreadsheet.toasts).toHaveLength(2);
  });
});
