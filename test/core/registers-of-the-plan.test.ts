import { beforeAll, describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import type { HolidayTable } from '../../functions/core/calendar.ts';
import { mattersOn } from '../../functions/core/registers/matters.ts';
import { appeals, opinions, supervisions } from '../../schemas/registers/cases.ts';
import { activities, surveys, termChecks } from '../../schemas/registers/education.ts';
import { inspections } from '../../schemas/registers/inspections.ts';
import { leadingGroup, legalDeputies } from '../../schemas/registers/people.ts';
import type { Register } from '../../schemas/registers/register.ts';
import { registers } from '../../schemas/registers/registers.ts';
import { documents, files } from '../../schemas/registers/school-files.ts';
import { sections, sectionsTab } from '../../schemas/registers/sections.ts';
import { tasks } from '../../schemas/registers/tasks.ts';
import type { School } from '../../schemas/roster.ts';
import { entryTyped, readTyped, type TypedRow } from '../support/typed-register.ts';

let holidays: HolidayTable;
beforeAll(async () => {
  holidays = await knownHolidays([]);
});

const school = (code: string, type: string): School => ({ code, type, stage: '小学', name: '示例' }) as School;
const roster = [school('371311001', '公办'), school('371311002', '民办')];
const one = '371311001';

/** The row as it stands on a day: whose it is, and each clock with its light and last day. */
function onDay(register: Register, row: TypedRow, today: string): string {
  const entries = { [register.key]: [entryTyped(register, row)] };
  const [matter] = mattersOn(today, entries, roster, { timeLimits: [], holidays }, [register]);
  const clocks = matter?.clocks.map(({ clock, light, due = '' }) => `${clock.title} ${light} ${due}`.trim()) ?? [];
  return [matter?.owner, ...clocks].join(' | ');
}

/** What is wrong with a row, by the titles of the columns. */
const wrongIn = (register: Register, row: TypedRow): readonly string[] =>
  readTyped(register, row).problems.map((it) => ('title' in it ? it.title : it.is));

const choicesOf = ({ columns }: Register, title: string) => columns.find((it) => it.title === title)?.choices;
/** Columns that would hold a sentence or a name. */
const wordsOf = ({ columns }: Register) => columns.filter(({ kind }) => kind === 'text' || kind === 'name');
const kindsOf = ({ columns }: Register, ...titles: readonly string[]) =>
  titles.map((title) => columns.find((it) => it.title === title)?.kind);

describe('what the plan gives to sections', () => {
  it('S5 names its eight sections, in its order, each with a place for its address', () => {
    const named = ['办公室', '督导办', '教研室', '基教科', '职成科', '人事科', '安全科', '监察室'];
    expect([...sections]).toEqual(named);
    expect(sectionsTab.rows.map(([section]) => section)).toEqual(named);
    expect(sectionsTab.columns.map(({ title }) => title)).toContain('邮箱');
  });

  it('S6 lets 办公室 answer what is said on the web within two working days', () => {
    const row = { 学校编码: one, 日期: '2018-09-28', 摘要: '示例', 来源: '网帖' };
    expect(onDay(opinions, row, '2018-09-29')).toBe('办公室 | 回应 黄 2018-09-30');
    expect(onDay(opinions, row, '2018-10-01')).toBe('办公室 | 回应 红 2018-09-30');
    expect(onDay(opinions, { ...row, 回应日期: '2018-09-29' }, '2018-10-01')).toBe('办公室 | 回应 完成 2018-09-30');
  });

  it('S10 holds 教研室 to what it was given, with a last day and a proof', () => {
    const task = {
      科室: '教研室',
      任务: '防欺凌课题研究',
      布置日期: '2018-09-03',
      应完成: '2018-10-26',
      佐证: '课题申报书',
    };
    expect(onDay(tasks, task, '2018-10-26')).toBe('教研室 | 完成 黄 2018-10-26');
    expect(onDay(tasks, task, '2018-10-27')).toBe('教研室 | 完成 红 2018-10-26');
    expect(wrongIn(tasks, { ...task, 科室: '保卫科' })).toEqual(['科室']);
    expect(choicesOf(activities, '形式')).toEqual(expect.arrayContaining(['课题研究', '心理健康']));
  });

  it('S11 counts pupils who need care, and takes no name of any', () => {
    const groups = ['学困生', '单亲学生', '留守儿童', '已帮扶'];
    expect(kindsOf(termChecks, ...groups)).toEqual(groups.map(() => 'count'));
    expect(wordsOf(termChecks)).toEqual([]);
    const row = { 学校编码: one, 学期: '第一学期', 检查日期: '2018-10-12', 学困生: 12, 留守儿童: 3, 已帮扶: 15 };
    expect(wrongIn(termChecks, row)).toEqual([]);
    for (const group of groups) expect(wrongIn(termChecks, { ...row, [group]: '张小明' })).toEqual([group]);
  });

  it('S12 asks of each school and term whether the three courses are given in full', () => {
    const row = { 学校编码: one, 学期: '第一学期', 检查日期: '2018-10-12', 问题数: 1 };
    for (const course of ['安全教育课', '法治教育课', '心理健康课'])
      expect(choicesOf(termChecks, course)).toEqual(['开齐开足', '未开足']);
    // Twenty working days after Friday 12 October.
    expect(onDay(termChecks, { ...row, 法治教育课: '未开足' }, '2018-10-15')).toBe('基教科 | 整改 绿 2018-11-09');
    expect(onDay(termChecks, { ...row, 问题数: 0 }, '2018-12-15')).toBe('基教科');
  });

  it('S13 asks for 《守则》 each term and for the school’s own rules as a document', () => {
    expect(choicesOf(termChecks, '学生守则')).toEqual(['已落实', '未落实']);
    expect(choicesOf(documents, '类别')).toContain('校规校纪');
  });

  it('S14 gives a case of a 民办 school to 职成科, and what was appealed against it', () => {
    const row = { 学校编码: '371311002', 日期: '2018-09-03', 摘要: '示例' };
    expect(onDay(supervisions, row, '2018-09-03')).toMatch(/^职成科 \| 核查/);
    expect(onDay(supervisions, { ...row, 学校编码: one }, '2018-09-03')).toMatch(/^安全科 \| 核查/);
    const appeal = { 学校编码: '371311002', 收到日期: '2018-09-03', 事由: '示例' };
    expect(onDay(appeals, appeal, '2018-09-03')).toMatch(/^职成科 \| 受理/);
  });

  it('S15 and S16 keep each training and each visit of police or justice, with who came and how many', () => {
    expect(choicesOf(activities, '形式')).toEqual(expect.arrayContaining(['教师培训', '法治进校园']));
    const row = { 日期: '2018-09-17', 形式: '法治进校园', 名称: '第一课', 参与人数: 980, 合作单位: '司法局' };
    expect(entryTyped(activities, row).values).toMatchObject({ school: '', people: 980, partner: '司法局' });
    expect(wrongIn(activities, { ...row, 形式: '其它形式' })).toEqual(['形式']);
  });
});

describe('what the plan asks of schools', () => {
  it('S20, S34 and S51 know each kind of document by its word', () => {
    expect(choicesOf(documents, '类别')).toEqual([
      '工作方案',
      '实施方案',
      '应急预案',
      '岗位职责',
      '处置流程',
      '校规校纪',
      '舆情监测通报制度',
      '其他',
    ]);
    const row = {
      学校编码: one,
      类别: '舆情监测通报制度',
      名称: '示例制度',
      文号: '示字〔2018〕1号',
      发文日期: '2018-08-27',
    };
    expect(wrongIn(documents, row)).toEqual([]);
    expect(wrongIn(documents, { ...row, 类别: '舆情' })).toEqual(['类别']);
  });

  it('S22 knows who is 法治副校长 or 法治辅导员 of a school, and reminds before the term of office ends', () => {
    const row = { 学校编码: one, 姓名: '测试员', 职务: '法治副校长', 聘任日期: '2017-11-01', 聘期至: '2018-10-31' };
    expect(onDay(legalDeputies, row, '2018-10-25')).toBe('安全科 | 续聘 绿 2018-10-31');
    expect(onDay(legalDeputies, row, '2018-10-26')).toBe('安全科 | 续聘 黄 2018-10-31');
    expect(onDay(legalDeputies, { ...row, 续聘日期: '2018-10-30' }, '2018-11-01')).toBe(
      '安全科 | 续聘 完成 2018-10-31',
    );
    expect(choicesOf(legalDeputies, '职务')).toEqual(['法治副校长', '法治辅导员']);
  });

  it('S26 keeps of a survey its day, coverage and numbers alone, and S27 follows up each early signal', () => {
    expect(wordsOf(surveys)).toEqual([]);
    expect(kindsOf(surveys, '覆盖率', '苗头数', '核实件数')).toEqual(['count', 'count', 'count']);
    const row = { 学校编码: one, 学期: '第一学期', 调查日期: '2018-10-11', 覆盖率: 98, 苗头数: 2 };
    expect(onDay(surveys, row, '2018-10-26')).toBe('安全科 | 排查 红 2018-10-25');
    expect(onDay(surveys, { ...row, 苗头数: 0 }, '2018-10-26')).toBe('安全科');
    expect(wrongIn(surveys, { ...row, 苗头数: '若干' })).toEqual(['苗头数']);
  });

  it('S30 knows where the file of an incident is and what is in it, and asks for what lacks', () => {
    const row = { 学校编码: one, 档案号: 'DA-01', 立卷日期: '2018-09-03', 卷内材料: '登记表、调查材料' };
    expect(entryTyped(files, row).values.papers).toEqual(['登记表', '调查材料']);
    expect(onDay(files, row, '2018-10-10')).toMatch(/^安全科 \| 补齐 红/);
    expect(wordsOf(files)).toEqual([]);
  });

  it('S50 has the four forms of publicity that the plan names, first and in its order', () => {
    expect(choicesOf(activities, '形式')?.slice(0, 4)).toEqual(['经验推广', '指导手册', '致家长一封信', '文艺作品']);
  });
});

describe('how a case is handled', () => {
  const row = { 学校编码: one, 日期: '2018-09-03', 摘要: '示例' };

  it('S36 is put under supervision for one of four reasons', () => {
    expect(choicesOf(supervisions, '情形')).toEqual(['社会反映强烈', '群众来信来访', '久拖不决', '重大']);
    expect(wrongIn(supervisions, { ...row, 情形: '一般' })).toEqual(['情形']);
  });

  it('S23, S24 and S28 say in which phase it was found, how grave it was judged and whether the victim is protected', () => {
    expect(choicesOf(supervisions, '阶段')).toEqual(['预警', '事中', '事后']);
    expect(choicesOf(supervisions, '严重程度')).toEqual(['一般', '较重', '严重', '涉嫌违法犯罪']);
    expect(choicesOf(supervisions, '保护措施')).toEqual(['已落实', '未落实']);
  });

  it('S17 and S37 go from 核查 through 处置 and 整改 to 销号, each with its own last day', () => {
    const stages = [
      ['核查完成', '2018-09-10'],
      ['处置完成', '2018-09-17'],
      ['整改完成', '2018-10-12'],
    ] as const;
    let now: TypedRow = row;
    const running = ['核查', '处置', '整改', '销号'];
    for (const [index, stage] of running.entries()) {
      const clocks = onDay(supervisions, now, '2018-09-03').split(' | ').slice(1);
      expect(clocks.filter((it) => / [绿黄红] /.test(it)).map((it) => it.split(' ')[0])).toEqual([stage]);
      const [title, day] = stages[index] ?? ['销号日期', '2018-10-15'];
      now = { ...now, [title]: day };
    }
    expect(onDay(supervisions, now, '2018-12-01')).toBe(
      '安全科 | 核查 完成 2018-09-10 | 处置 完成 2018-09-17 | 整改 完成 2018-10-12 | 销号 完成 2018-10-19',
    );
  });

  it('S29 goes through intake, 受理, 复查, 决定 and 告知', () => {
    const appeal = { 学校编码: one, 收到日期: '2018-09-03', 事由: '示例', 受理日期: '2018-09-06' };
    expect(onDay(appeals, appeal, '2018-09-22')).toBe(
      '安全科 | 受理 完成 2018-09-10 | 复查 红 2018-09-21 | 决定 未开始 | 告知 未开始',
    );
    // Who is refused is told so, and nothing else is waited for.
    expect(onDay(appeals, { ...appeal, 是否受理: '不予受理' }, '2018-09-07')).toBe(
      '安全科 | 受理 完成 2018-09-10 | 告知不予受理 黄 2018-09-11',
    );
  });

  it('S41 is looked into by visits that are planned, made and followed up', () => {
    const visit = { 学校编码: one, 计划日期: '2018-09-05', 类别: '专项督导', 组别: '第一组' };
    expect(onDay(inspections, visit, '2018-09-06')).toMatch(/^督导办 \| 检查 红 2018-09-05/);
  });
});

describe('S52: 附件1 as data', () => {
  it('has one head, seven deputies and fourteen members, and no real name', () => {
    const offices = leadingGroup.rows.map(([office]) => office);
    const count = (office: string): number => offices.filter((it) => it === office).length;
    expect([count('组长'), count('副组长'), count('成员')]).toEqual([1, 7, 14]);
    expect(new Set(leadingGroup.rows.map(([, name]) => name))).toEqual(new Set(['（待填）']));
  });
});

describe('every register', () => {
  it('says which numbers of the plan it serves, is named once, and names only columns that it has', () => {
    expect(new Set(registers.map(({ key }) => key)).size).toBe(registers.length);
    expect(new Set(registers.map(({ name }) => name)).size).toBe(registers.length);
    for (const { name, serves, columns, clocks, identity, closed, over, untrue } of registers) {
      expect(serves, name).toMatch(/^S\d+(?:[、—]S\d+)*$/);
      const keys = columns.map(({ key }) => key);
      const used = clocks.flatMap(({ from, due, done, needs, extended }) => [from, due, done, needs, extended]);
      for (const key of [...used, ...identity, closed, over?.column, untrue?.column])
        if (key !== undefined) expect(keys, name).toContain(key);
    }
  });
});
