import { describe, expect, it } from 'vitest';
import type { MasterView } from '../../../functions/core/master/master-view.ts';
import { overviewTab } from '../../../functions/core/master/overview-tab.ts';
import { todoGroups } from '../../../functions/core/master/todo.ts';
import { supervise } from '../../../functions/core/supervision/supervise.ts';
import { supervisions } from '../../../schemas/registers/cases.ts';
import { sampleDistrict, sampleSchools } from '../master-view-sample.ts';
import { holidays, mattersTyped, type TypedRow } from './register-rows.ts';
import { terms } from './seen.ts';

/** 承办 of a 公办 school's case; the second section left its head blank. */
const sections = [
  { section: '安全科', head: '示例科长', phone: '0539-8000001', email: '', duty: '' },
  { section: '职成科', head: '', phone: '', email: '', duty: '' },
] as const;

function withRows(rows: readonly TypedRow[]): MasterView {
  const view = sampleDistrict();
  const matters = mattersTyped('2018-10-26', [[supervisions, rows]]);
  return { ...view, supervision: supervise({ ...view, matters, terms, sections, holidays }) };
}

const crimes = '报告了构成刑事的案件';
const groupOf = (view: MasterView, title: string) =>
  todoGroups(view).find((group) => group.title === title)?.items ?? [];

describe('今天要做的事', () => {
  it('asks about a crime until the section decided, whatever it decided', () => {
    const open = withRows([]);
    expect(groupOf(open, crimes)).toHaveLength(1);
    const [proposal] = open.supervision?.proposals ?? [];
    expect(groupOf(open, '待定的督办提议').map(({ school }) => school)).toEqual([proposal?.school]);
    const row = {
      学校编码: proposal?.school.code ?? '',
      日期: '2018-10-25',
      摘要: '一件。',
      提议编号: proposal?.code ?? '',
    };
    for (const decision of ['督办', '不督办']) {
      const decided = withRows([{ ...row, 是否督办: decision }]);
      expect(groupOf(decided, crimes)).toEqual([]);
      expect(groupOf(decided, '待定的督办提议')).toEqual([]);
    }
  });

  it('names the section to call about a row that is late, and where the row stands', () => {
    const late = { 日期: '2018-10-08', 摘要: '一件。', 情形: '久拖不决' };
    const view = withRows([
      { ...late, 学校编码: sampleSchools[0]?.code ?? '', 编号: 'DB-1' },
      { ...late, 学校编码: sampleSchools[5]?.code ?? '' },
      { ...late, 学校编码: sampleSchools[1]?.code ?? '', 日期: '2018-10-22' },
    ]);
    expect(groupOf(view, '超期的登记事项')).toMatchObject([
      {
        school: sampleSchools[0],
        say: '督办 DB-1：“核查”应在 10月15日 办完，已超期。承办：安全科。',
        place: '督办!A2',
        name: `督办 DB-1（${sampleSchools[0]?.name}）`,
        call: { name: '示例科长', phone: '0539-8000001' },
        link: { to: 'file', path: '区级设置.xlsx', tab: '督办', a1: 'A2' },
      },
      { call: { name: '职成科', phone: '' }, name: `督办 A3（${sampleSchools[5]?.name}）` },
    ]);
    const { cells } = overviewTab(view);
    const row = cells.find(({ value }) => String(value).startsWith('督办 DB-1：'))?.row;
    expect(cells.filter((cell) => cell.row === row).map(({ column, value }) => [column, value])).toEqual([
      [0, sampleSchools[0]?.code],
      [1, sampleSchools[0]?.name],
      [2, '督办!A2'],
      [3, expect.stringContaining('已超期')],
      [8, '示例科长'],
      [9, '0539-8000001'],
    ]);
    expect(groupOf(view, '快到期的登记事项')).toMatchObject([
      { say: '督办：“核查”10月29日 到期。承办：安全科。', place: '督办!A4' },
    ]);
  });
});
