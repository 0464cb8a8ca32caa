import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import type { HolidayTable } from '../../functions/core/calendar.ts';
import { readControl } from '../../functions/core/control/read-control.ts';
import { clocksOf } from '../../functions/core/registers/clocks.ts';
import { mattersOn, turningDays } from '../../functions/core/registers/matters.ts';
import { addressOf, ownerOf } from '../../functions/core/registers/owner.ts';
import { readEntries } from '../../functions/core/registers/read-entries.ts';
import { signalsOf } from '../../functions/core/registers/signals.ts';
import { rosterTab } from '../../schemas/control.ts';
import type { Cell, Workbook } from '../../schemas/grid.ts';
import { appeals, opinions, petitions, supervisions } from '../../schemas/registers/cases.ts';
import { surveys } from '../../schemas/registers/education.ts';
import { entriesOf } from '../../schemas/registers/entry.ts';
import { inspections } from '../../schemas/registers/inspections.ts';
import type { Register } from '../../schemas/registers/register.ts';
import { registers, registersApart } from '../../schemas/registers/registers.ts';
import { tasks } from '../../schemas/registers/tasks.ts';
import type { TimeLimit } from '../../schemas/registers/time-limits.ts';
import type { School } from '../../schemas/roster.ts';
import { sampleRow } from '../support/sample-row.ts';
import { entryTyped as entry, known, readTyped as read, titlesOf } from '../support/typed-register.ts';

let holidays: HolidayTable;
beforeAll(async () => {
  holidays = await knownHolidays([]);
});

const plain = { 学校编码: '371311001', 日期: '2018-09-03', 摘要: '示例' };

/** `核查 黄 2018-09-10`, one a clock. */
function lights(register: Register, row: Readonly<Record<string, Cell>>, today: string, timeLimits: TimeLimit[] = []) {
  return clocksOf(register, entry(register, row), today, { timeLimits, holidays }).map(({ clock, light, due }) =>
    [clock.title, light, ...(due === undefined ? [] : [due])].join(' '),
  );
}

const limit = (
  register: string,
  clock: string,
  days: number,
  unit: '工作日' | '自然日',
  more: Partial<TimeLimit> = {},
): TimeLimit => ({ register, clock, days, unit, warn: undefined, since: undefined, basis: '', ...more });

describe('the clocks of a row', () => {
  it('run from one day to the next stage, green, yellow from three working days before, red from the day after', () => {
    const on = (today: string) => lights(supervisions, plain, today)[0];
    // Monday 2018-09-03 and five working days: Monday the 10th; three working days before it is Wednesday the 5th.
    expect(on('2018-09-03')).toBe('核查 绿 2018-09-10');
    expect(on('2018-09-04')).toBe('核查 绿 2018-09-10');
    expect(on('2018-09-05')).toBe('核查 黄 2018-09-10');
    expect(on('2018-09-10')).toBe('核查 黄 2018-09-10');
    expect(on('2018-09-11')).toBe('核查 红 2018-09-10');
    expect(lights(supervisions, plain, '2018-09-11').slice(1)).toEqual(['处置 未开始', '整改 未开始', '销号 未开始']);
  });

  it('begin with the day on which the stage before was done, late or not', () => {
    const row = { ...plain, 核查完成: '2018-09-12' };
    expect(lights(supervisions, row, '2018-09-13')).toEqual([
      '核查 超期完成 2018-09-10',
      '处置 绿 2018-09-19',
      '整改 未开始',
      '销号 未开始',
    ]);
    expect(lights(supervisions, { ...row, 核查完成: '2018-09-10' }, '2018-12-01')[0]).toBe('核查 完成 2018-09-10');
  });

  it('count make-up days at weekends as worked and holidays as not', () => {
    // From Friday 2018-09-21: 25, 26, 27, 28 (the 24th is 中秋), then Saturday the 29th, which is worked.
    expect(lights(supervisions, { ...plain, 日期: '2018-09-21' }, '2018-09-21')[0]).toBe('核查 绿 2018-09-29');
    // From Friday the 28th: 29 and 30 are worked, October's week is not.
    expect(lights(supervisions, { ...plain, 日期: '2018-09-28' }, '2018-09-28')[0]).toBe('核查 绿 2018-10-10');
  });

  it('move a last day by the calendar on to one that is worked', () => {
    const row = { 学校编码: '371311001', 收到日期: '2018-09-01', 事由: '示例', 受理日期: '2018-09-17' };
    // Fifteen days after the 17th is the 2nd of October, in the holiday: Monday the 8th.
    expect(lights(appeals, row, '2018-09-18')[1]).toBe('复查 绿 2018-10-08');
    expect(lights(appeals, { ...row, 受理日期: '2018-09-05' }, '2018-09-18')[1]).toBe('复查 黄 2018-09-20');
  });

  it('end where people set a day of their own, and 延期至 moves on what had begun by then', () => {
    const visit = { 学校编码: '371311001', 计划日期: '2018-09-05', 类别: '专项督导' };
    expect(lights(inspections, visit, '2018-09-06')[0]).toBe('检查 红 2018-09-05');
    const problems = { ...visit, 检查日期: '2018-09-05', 问题数: 2 };
    expect(lights(inspections, problems, '2018-09-06')).toEqual(['检查 完成 2018-09-05', '整改 绿 2018-09-27']);
    expect(lights(inspections, { ...problems, 整改期限: '2018-09-14' }, '2018-09-06')[1]).toBe('整改 绿 2018-09-14');
    expect(lights(supervisions, { ...plain, 延期至: '2018-09-20' }, '2018-09-11')[0]).toBe('核查 绿 2018-09-20');
    const later = { ...plain, 核查完成: '2018-09-21', 延期至: '2018-09-20' };
    expect(lights(supervisions, later, '2018-09-22')[1]).toBe('处置 绿 2018-09-29');
  });

  it('are not there where there is nothing to do, and stop where the row is closed, untrue or decided against', () => {
    const survey = { 学校编码: '371311001', 学期: '第一学期', 调查日期: '2018-09-10', 覆盖率: 98 };
    expect(lights(surveys, { ...survey, 苗头数: 0 }, '2018-12-01')).toEqual([]);
    expect(lights(surveys, { ...survey, 苗头数: 2 }, '2018-12-01')).toEqual(['排查 红 2018-09-25']);
    for (const over of [{ 销号日期: '2018-09-07' }, { 核实: '不属实' }, { 是否督办: '不督办' }])
      expect(lights(supervisions, { ...plain, ...over }, '2018-12-01')).toEqual([]);
    // What was done before stays on record.
    const done = { ...plain, 核查完成: '2018-09-07', 核实: '不属实' };
    expect(lights(supervisions, done, '2018-12-01')).toEqual(['核查 完成 2018-09-10']);
  });

  it('take the newest row of 办理时限 that was in force when they began', () => {
    const versions = [
      limit('督办', '核查', 3, '工作日'),
      limit('督办', '核查', 10, '自然日', { since: '2018-10-01', warn: 1 }),
      limit('督办', '处置', 99, '工作日'),
      limit('信访', '核查', 99, '工作日'),
    ];
    expect(lights(supervisions, plain, '2018-12-01', versions)[0]).toBe('核查 红 2018-09-06');
    expect(lights(supervisions, { ...plain, 日期: '2018-09-30' }, '2018-12-01', versions)[0]).toBe(
      '核查 红 2018-10-10',
    );
    const renewed = { ...plain, 日期: '2018-10-08' };
    expect(lights(supervisions, renewed, '2018-10-16', versions)[0]).toBe('核查 绿 2018-10-18');
    expect(lights(supervisions, renewed, '2018-10-17', versions)[0]).toBe('核查 黄 2018-10-18');
    // Whatever the order of the rows.
    expect(lights(supervisions, renewed, '2018-10-17', [...versions].reverse())[0]).toBe('核查 黄 2018-10-18');
  });

  it('turn red exactly on the days that the master is told of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 330 }), fc.integer({ min: 0, max: 60 }), (begun, later) => {
        const dayOf = (count: number) => new Date(Date.UTC(2018, 0, 5 + count)).toISOString().slice(0, 10);
        const rows = { supervision: [entry(supervisions, { ...plain, 日期: dayOf(begun) })] };
        const on = (day: string) => mattersOn(day, rows, [], { timeLimits: [], holidays }, [supervisions]);
        const [before, after] = [dayOf(begun + later), dayOf(begun + later + 1)];
        const light = (day: string) => on(day)[0]?.clocks[0]?.light;
        expect(light(before) !== light(after)).toBe(turningDays(on(before)).includes(after));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the key of a row', () => {
  const keyOf = (register: Register, row: Readonly<Record<string, Cell>>) => entry(register, row).key;

  it('stays when words, 核实 or stages change, and is another for another school or day', () => {
    const key = keyOf(supervisions, plain);
    for (const change of [{ 摘要: '改写过的摘要' }, { 核实: '属实' }, { 核查完成: '2018-09-07' }, { 备注: '看过' }])
      expect(keyOf(supervisions, { ...plain, ...change })).toBe(key);
    expect(keyOf(supervisions, { ...plain, 日期: '2018-09-04' })).not.toBe(key);
    expect(keyOf(supervisions, { ...plain, 学校编码: '371311002' })).not.toBe(key);
  });

  it('is 编号 where there is one', () => {
    expect(keyOf(supervisions, { ...plain, 编号: 'DB-2018-01' })).toBe('DB-2018-01');
    expect(keyOf(supervisions, { ...plain, 日期: '2018-09-09', 编号: 'DB-2018-01' })).toBe('DB-2018-01');
  });

  it('is never shared by two rows, be they alike in all or of one 编号', () => {
    const twice = read(supervisions, plain, plain, { ...plain, 编号: 'DB-1' }, { ...plain, 编号: 'DB-1' });
    expect(new Set(twice.entries.map(({ key }) => key)).size).toBe(4);
    const rows = fc.array(
      fc.record({
        学校编码: fc.constantFrom('371311001', '371311002'),
        日期: fc.constantFrom('2018-09-03', '2018-09-04'),
        摘要: fc.constantFrom('甲', '乙'),
        编号: fc.constantFrom('', 'A', 'B'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, (some) => {
        const { entries } = read(supervisions, ...some);
        expect(new Set(entries.map(({ key }) => key)).size).toBe(some.length);
      }),
    );
  });
});

describe('whose a row is', () => {
  const school = (type: string): School => ({ code: '371311001', type, stage: '小学' }) as School;

  it('follows the type of the school, and the section that the row names goes before', () => {
    const row = entry(supervisions, plain);
    expect(ownerOf(supervisions, row, school('公办'))).toBe('安全科');
    expect(ownerOf(supervisions, row, school('民办'))).toBe('职成科');
    expect(ownerOf(supervisions, row, school('职业'))).toBe('职成科');
    expect(ownerOf(supervisions, entry(supervisions, { ...plain, 承办科室: '基教科' }), school('民办'))).toBe('基教科');
    expect(ownerOf(opinions, entry(opinions, plain), school('民办'))).toBe('办公室');
    const task = { 科室: '教研室', 任务: '课题', 布置日期: '2018-09-03', 应完成: '2018-09-20' };
    expect(ownerOf(tasks, entry(tasks, task), undefined)).toBe('教研室');
  });

  it('is told at the section’s own address, else at 安全科’s, else at that of 设置', () => {
    const of = (name: '督导办' | '安全科', email: string) => ({ section: name, email, head: '', phone: '', duty: '' });
    expect(addressOf('督导办', [of('督导办', 'd@example.cn')], 's@example.cn')).toBe('d@example.cn');
    expect(addressOf('督导办', [of('督导办', ''), of('安全科', 'a@example.cn')], 's@example.cn')).toBe('a@example.cn');
    expect(addressOf('督导办', [of('督导办', '')], 's@example.cn')).toBe('s@example.cn');
    expect(addressOf('督导办', [], '')).toBe('');
  });
});

describe('a row that cannot be used', () => {
  it('is named by its cell and left out, and all others are read', () => {
    const { entries, problems } = read(
      supervisions,
      { ...plain, 日期: '2018-13-45' },
      { ...plain, 学校编码: '999' },
      { ...plain, 严重程度: '很坏' },
      plain,
      { 摘要: '没有学校' },
    );
    expect(entries.map(({ row }) => row)).toEqual([4]);
    expect(problems.map(({ is }) => is)).toEqual([
      'notAllowed',
      'notAllowed',
      'notAllowed',
      'notAllowed',
      'unknownSchool',
    ]);
  });

  it('is quoted where it holds figures, and never where it holds words', () => {
    const { problems } = read(
      supervisions,
      { ...plain, 日期: '2018年13月45日' },
      { ...plain, 日期: '张小明在操场被打' },
      { ...plain, 学校编码: '张小明' },
    );
    expect(problems.map((it) => 'found' in it && it.found)).toEqual(['2018年13月45日', '……', '……']);
    expect(JSON.stringify(problems)).not.toContain('张小明');
  });
});

describe('what concerns a child', () => {
  const told = '学生张小明（371311200801011234）家长电话13812345678反映';

  it('is in no text of a register that is kept: only what is for the public keeps any, without it', () => {
    for (const register of [...registers, ...registersApart]) {
      const texts = register.columns.filter(({ kind }) => kind === 'text');
      const row = sampleRow(register, { text: told, line: '示例' });
      const { entries } = readEntries(register, { cells: [titlesOf(register), row] }, known);
      for (const { key } of texts) {
        const kept = String(entries[0]?.values[key]);
        if (register.publishes) expect(kept, `${register.name} ${key}`).not.toMatch(/13812345678|371311200801011234/);
        else expect(kept, `${register.name} ${key}`).toBe('');
      }
    }
  });
});

describe('a signal (X-SIG)', () => {
  it('is a row of those registers that say so, unless it proved untrue', () => {
    const entries = {
      opinion: read(opinions, plain, { ...plain, 日期: '2018-09-04', 核实: '不属实' }).entries,
      petition: read(petitions, { ...plain, 学校编码: '371311002' }).entries,
      appeal: read(appeals, { 学校编码: '371311001', 收到日期: '2018-09-05', 事由: '示例' }).entries,
    };
    expect(signalsOf(entries).map(({ register, school, date }) => `${register} ${school} ${date}`)).toEqual([
      '舆情 371311001 2018-09-03',
      '信访 371311002 2018-09-03',
    ]);
  });
});

describe('a control workbook of before registers were declared', () => {
  const sheet = (name: string, cells: readonly (readonly Cell[])[]) => ({ name, hidden: false, cells });
  const roster = sheet(rosterTab.name, [
    [
      '学校编码',
      '学校名称',
      '学段',
      '类型',
      '联络人',
      '联络人邮箱',
      '校长',
      '校长邮箱',
      '责任督学',
      '责任督学邮箱',
      '村小数',
    ],
    ['371311001', '示例第一小学', '小学', '公办', '甲', '', '乙', '', '丙', '', ''],
  ]);
  const control = (...sheets: Workbook['sheets']) =>
    readControl({ sheets: [roster, ...sheets], names: new Map(), date1904: false });

  it('is read with every register empty and the time limits as declared', () => {
    const { registers: entries, remarks, problems, timeLimits } = control();
    expect([remarks, problems]).toEqual([[], []]);
    for (const register of registers) expect(entries[register.key]?.length, register.name).toBe(register.rows.length);
    expect(timeLimits.filter(({ register }) => register === '督办').map(({ clock }) => clock)).toEqual([
      '核查',
      '处置',
      '整改',
      '销号',
    ]);
  });

  it('keeps its 舆情, 信访 and 督办 with the five columns that they had', () => {
    const old = ['学校编码', '日期', '摘要', '核实', '备注'];
    const row = ['371311001', '2018-09-03', '示例', '核实中', ''];
    const read = control(...['舆情', '信访', '督办'].map((name) => sheet(name, [old, row])));
    expect([read.remarks, read.problems]).toEqual([[], []]);
    expect(entriesOf(read.registers, supervisions)[0]?.values).toMatchObject({
      school: '371311001',
      date: '2018-09-03',
      verified: '核实中',
      closedOn: undefined,
      number: '',
    });
    expect(read.registers.opinion).toHaveLength(1);
    expect(read.registers.petition).toHaveLength(1);
  });
});
