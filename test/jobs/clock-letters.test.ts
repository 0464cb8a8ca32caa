import { describe, expect, it } from 'vitest';
import { clockWarnings } from '../../functions/jobs/letters/clock-warnings.ts';
import { preview } from '../../functions/jobs/preview.ts';
import { nextEntries, upcoming } from '../../functions/jobs/upcoming.ts';
import { ClockTown } from './clock-town.ts';

const marker = '甲同学在操场';
const section = 'section@example.cn';
const vocational = 'zhicheng@example.cn';

const brief = (letters: readonly { to: string; subject: string }[]): string[] =>
  letters.map(({ to, subject }) => `${to} ${subject}`);

describe('a clock of a register', () => {
  it('is told to its owner once when it turns yellow and once when it turns red, at a humane hour', async () => {
    const town = new ClockTown();
    town.address('职成科', vocational);
    const row = { 日期: '2018-09-04', 摘要: marker, 备注: marker };
    town.type('督办', 1, { 学校编码: '371311001', ...row, 编号: 'DB-2018-01' });
    town.type('督办', 2, { 学校编码: '371311002', ...row, 编号: 'DB-2018-02' });
    town.type('督办', 3, { 学校编码: '371311003', ...row });
    // Five working days from the 4th are over on the 11th; three working days before that is the 6th.
    expect(await town.remind('2018-09-05T09:00')).toEqual([]);
    expect(await town.remind('2018-09-06T07:00')).toEqual([]);
    const yellow = await town.remind('2018-09-06T09:00');
    expect(brief(yellow)).toEqual([`${section} 到期提醒：快到期 1 件`, `${vocational} 到期提醒：快到期 2 件`]);
    expect(yellow[0]?.text).toMatch(
      /督办 DB-2018-01，示例第一小学\n\s+到哪天：核查：9月11日 周二，△ 还有 3 个工作日，填在第 2 行“核查完成”/,
    );
    expect(yellow[1]?.text).toMatch(/督办 DB-2018-02，示例民办学校[\s\S]*督办 第 4 行，示例职业学校/);
    for (const { text } of yellow) expect(text).not.toContain(marker);
    expect(await town.remind('2018-09-06T10:00')).toEqual([]);
    expect(await town.remind('2018-09-07T09:00')).toEqual([]);

    town.type('督办', 2, { 核查完成: '2018-09-11' });
    expect(brief(await town.remind('2018-09-12T09:00'))).toEqual([
      `${section} 到期提醒：超期 1 件`,
      `${vocational} 到期提醒：超期 1 件`,
    ]);
    expect(town.arrived.at(-1)?.text).toMatch(/第 4 行[\s\S]*▲ 已超期 1 个工作日/);
    // The next stage of the one that was done: five working days from the 11th are over on the 18th.
    expect(brief(await town.remind('2018-09-13T09:00'))).toEqual([`${vocational} 到期提醒：快到期 1 件`]);
    expect(town.arrived.at(-1)?.text).toMatch(/DB-2018-02[\s\S]*处置：9月18日 周二/);
    expect(await town.remind('2018-09-14T09:00')).toEqual([]);
  });

  it('that is long overdue when it is first seen is told once as that, all in one letter, the worst first', async () => {
    const town = new ClockTown();
    town.set('科室周报', '否');
    for (const [index, date] of ['2017-11-01', '2018-06-01', '2018-08-15', '2018-09-03'].entries())
      town.type('信访', index + 1, { 学校编码: '371311001', 日期: date, 摘要: marker, 编号: `XF-${index}` });
    const letters = await town.remind('2018-09-20T09:00');
    expect(brief(letters)).toEqual([`${section} 到期提醒：超期 3 件，快到期 1 件`]);
    expect(letters[0]?.text).toMatch(/XF-0[\s\S]*2017年11月22日 周三[\s\S]*XF-1[\s\S]*XF-2[\s\S]*XF-3/);
    for (const day of ['2018-09-21', '2018-09-25']) expect(await town.remind(`${day}T09:00`)).toEqual([]);
    expect(brief(await town.remind('2018-09-26T09:00'))).toEqual([`${section} 到期提醒：超期 1 件`]);
  });

  it('whose day is moved is told anew by the new day, and nothing more once it is over', async () => {
    const town = new ClockTown();
    town.set('科室周报', '否');
    town.type('督办', 1, { 学校编码: '371311001', 日期: '2018-09-04', 摘要: '一句话' });
    expect(await town.remind('2018-09-06T09:00')).toHaveLength(1);
    town.type('督办', 1, { 延期至: '2018-09-20' });
    expect(await town.remind('2018-09-12T09:00')).toEqual([]);
    const [again] = await town.remind('2018-09-17T09:00');
    expect(again?.text).toContain('核查：9月20日 周四，△ 还有 3 个工作日');
    expect(await town.remind('2018-09-18T09:00')).toEqual([]);
    town.type('督办', 1, { 核实: '不属实' });
    expect(await town.remind('2018-09-26T09:00')).toEqual([]);
  });

  it('is not told where the letter could not go before it was done, moved or given to another', async () => {
    const town = new ClockTown();
    town.set('科室周报', '否');
    town.address('办公室', 'office@example.cn');
    const later = { treat: () => ({ is: 'refusesRecipient', says: '451 later', fault: 'passing' }) as const };
    for (const row of [1, 2, 3])
      town.type('舆情', row, { 学校编码: '371311001', 日期: '2018-09-10', 摘要: '一句话', 编号: `YQ-${row}` });
    expect(await town.remind('2018-09-11T09:00', later)).toEqual([]);
    town.type('舆情', 1, { 回应日期: '2018-09-11' });
    const [letter, ...others] = await town.remind('2018-09-11T14:00');
    expect([letter?.subject, others]).toEqual(['到期提醒：快到期 2 件', []]);
    expect(letter?.text).not.toContain('YQ-1');
    // Another address of the section: it heard of nothing yet.
    town.address('办公室', 'new@example.cn');
    expect(brief(await town.remind('2018-09-12T09:00'))).toEqual(['new@example.cn 到期提醒：快到期 2 件']);
    expect(brief(await town.remind('2018-09-13T09:00', later))).toEqual([]);
    town.address('办公室', 'newest@example.cn');
    expect(brief(await town.remind('2018-09-13T14:00'))).toEqual(['newest@example.cn 到期提醒：超期 2 件']);
  });

  it('of a section without an address is told through 安全科, which is asked to pass it on; of nobody, the overview says so', async () => {
    const town = new ClockTown();
    town.set('科室周报', '否');
    town.type('舆情', 1, { 学校编码: '371311001', 日期: '2018-09-10', 摘要: '一句话' });
    town.type('督办', 1, { 学校编码: '371311001', 日期: '2018-09-05', 摘要: '一句话' });
    const [letter, ...others] = await town.remind('2018-09-11T09:00');
    expect([letter?.to, letter?.subject, others]).toEqual([section, '到期提醒：快到期 2 件', []]);
    expect(letter?.text).toContain('办公室没有填自己的邮箱，所以发到这里：请转告');
    expect(letter?.text).toMatch(/舆情 第 2 行，示例第一小学，承办：办公室/);
    town.set('安全科邮箱', '');
    expect(await town.remind('2018-09-13T09:00')).toEqual([]);
    const overview = () => town.work('2018-09-13T10:00', async (world, district) => clockWarnings(world, district));
    expect(await overview()).toEqual([expect.stringMatching(/^登记表里有 2 件快到期或超期.*没有人收到提醒/)]);
    town.address('安全科', 'safety@example.cn');
    expect(await overview()).toEqual([]);
    // An address that its server does not know: a person should ask for the right one.
    const unknown = { is: 'refusesRecipient', says: '550 5.1.1 no such user', fault: 'address' } as const;
    await town.remind('2018-09-13T11:00', { treat: () => unknown });
    expect(await overview()).toEqual([expect.stringContaining('安全科的邮箱 safety@example.cn 收不到信')]);
  });

  it('stands in the preview and its calendar, with whom each letter is for, and does not crowd the overview', async () => {
    const town = new ClockTown();
    town.set('科室周报', '否');
    town.address('职成科', vocational);
    town.type('督办', 1, { 学校编码: '371311002', 日期: '2018-09-04', 摘要: marker, 编号: 'DB-2018-01' });
    town.type('督学检查', 1, { 学校编码: '371311001', 计划日期: '2018-09-12', 类别: '日常检查' });
    const planned = await town.work('2018-09-04T10:00', (world, district) =>
      preview(world, district, '2018-09-13T23:00:00+08:00'),
    );
    expect(planned.map(({ at, role, subject }) => `${at.slice(5, 10)} ${role} ${subject}`)).toEqual([
      `09-06 职成科 到期提醒：快到期 1 件`,
      `09-07 安全科 到期提醒：快到期 1 件`,
      `09-07 责任督学 督学检查：快到期 1 件`,
      `09-12 职成科 到期提醒：超期 1 件`,
      `09-13 安全科 到期提醒：超期 1 件`,
      `09-13 责任督学 督学检查：超期 1 件`,
    ]);
    const entries = await town.work('2018-09-04T10:00', async (world, district) => ({
      all: upcoming(world, district, '2018-09-04', '2018-09-30').filter(({ kind }) => kind === 'clock'),
      shown: nextEntries(world, district, '2018-09-04T10:00:00+08:00').filter(({ kind }) => kind === 'clock'),
    }));
    expect(entries).toEqual({
      all: [
        {
          date: '2018-09-11',
          time: '24:00',
          kind: 'clock',
          title: '督办 DB-2018-01 核查到期',
          detail: '示例民办学校，职成科承办。',
        },
        {
          date: '2018-09-12',
          time: '24:00',
          kind: 'clock',
          title: '督学检查 第 2 行 检查到期',
          detail: '示例第一小学，督导办承办。',
        },
      ],
      shown: [],
    });
    expect(JSON.stringify([planned, entries])).not.toContain(marker);
  });

  it('goes to the section alone in 试运行, and to its owner when that is over', async () => {
    const town = new ClockTown();
    town.set('科室周报', '否');
    town.set('试运行', '是');
    town.address('职成科', vocational);
    town.type('督办', 1, { 学校编码: '371311002', 日期: '2018-09-04', 摘要: '一句话' });
    const [trial] = await town.remind('2018-09-06T09:00');
    expect([trial?.to, trial?.subject]).toEqual([section, '【试运行】到期提醒：快到期 1 件']);
    expect(trial?.text).toContain(`本应发给科室 职成科（${vocational}）`);
    expect(await town.remind('2018-09-07T09:00')).toEqual([]);
    town.set('试运行', '否');
    expect(brief(await town.remind('2018-09-10T09:00'))).toEqual([`${vocational} 到期提醒：快到期 1 件`]);
  });

  it('is counted by the clock of the run, and a run without news appends nothing', async () => {
    const town = new ClockTown();
    town.type('督办', 1, { 学校编码: '371311001', 日期: '2018-09-04', 摘要: '一句话' });
    await town.remind('2018-09-06T09:00');
    const events = town.place.journal.length;
    expect(await town.outcomes('2018-09-06T11:00')).toEqual([]);
    expect(await town.outcomes('2018-09-07T09:00')).toEqual([]);
    expect(town.place.journal.length).toBe(events);
    expect(await town.outcomes('2018-09-12T09:00', true)).toMatchObject([
      {
        state: 'planned',
        items: [expect.stringMatching(/^clock\/supervision\/row-.*\/verify\/red\/2018-09-11\/section@/)],
      },
    ]);
    expect(town.place.journal.length).toBe(events);
  });
});

describe('责任督学', () => {
  it('hears of the visits that are due at schools of the own, once each, and not of other registers', async () => {
    const town = new ClockTown();
    town.address('督导办', 'dudao@example.cn');
    for (const [index, code] of ['371311001', '371311002', '371311003'].entries())
      town.type('督学检查', index + 1, { 学校编码: code, 计划日期: '2018-09-14', 类别: '专项督导', 检查人员: marker });
    town.type('督办', 1, { 学校编码: '371311001', 日期: '2018-09-05', 摘要: marker });
    const letters = await town.remind('2018-09-11T09:00');
    const to = (address: string) => letters.find((letter) => letter.to === address);
    expect(brief(letters).sort()).toEqual([
      'ding@example.cn 督学检查：快到期 2 件',
      'dudao@example.cn 到期提醒：快到期 3 件',
      'section@example.cn 到期提醒：快到期 1 件',
      'wu@example.cn 督学检查：快到期 1 件',
    ]);
    expect(to('ding@example.cn')?.text).toMatch(/示例第一小学[\s\S]*检查：9月14日 周五[\s\S]*示例民办学校/);
    expect(to('ding@example.cn')?.text).not.toMatch(/职业学校|督办|第 2 行/);
    for (const { text } of letters) expect(text).not.toContain(marker);
    expect(await town.remind('2018-09-12T09:00')).toEqual([]);
    town.type('督学检查', 1, { 检查日期: '2018-09-14', 问题数: 2 });
    expect(brief(await town.remind('2018-09-17T09:00')).sort()).toEqual([
      'ding@example.cn 督学检查：超期 1 件',
      // Monday: all that the office has in hand, the visits that are overdue and what is to be mended after the first.
      'dudao@example.cn 科室周报：在办 3 件，其中超期 2 件',
      'section@example.cn 科室周报：在办 1 件，其中超期 1 件',
      'wu@example.cn 督学检查：超期 1 件',
    ]);
  });
});

describe('whoever reads for a section and inspects schools', () => {
  it('gets one letter a working day: the worst first, the other the day after', async () => {
    const town = new ClockTown();
    town.set('科室周报', '否');
    town.address('职成科', 'Wu@example.cn');
    town.type('督学检查', 1, { 学校编码: '371311003', 计划日期: '2018-09-14', 类别: '日常检查' });
    town.type('督办', 1, { 学校编码: '371311003', 日期: '2018-09-03', 摘要: marker });
    const toBoth = async (now: string) =>
      (await town.remind(now)).filter(({ to }) => to.toLowerCase() === 'wu@example.cn').map(({ subject }) => subject);
    expect(await toBoth('2018-09-11T09:00')).toEqual(['到期提醒：超期 1 件']);
    expect(await toBoth('2018-09-11T10:00')).toEqual([]);
    expect(await toBoth('2018-09-12T09:00')).toEqual(['督学检查：快到期 1 件']);
  });
});

describe('科室周报', () => {
  const weekly = async (town: ClockTown, day: string) => brief(await town.remind(`${day}T09:00`));

  it('lists all that a section has in hand on the first working day of a week, and not what it was a week ago', async () => {
    const town = new ClockTown();
    town.address('职成科', vocational);
    town.type('申诉复查', 1, { 学校编码: '371311002', 收到日期: '2018-09-18', 事由: marker, 受理日期: '2018-09-19' });
    town.type('信访', 1, { 学校编码: '371311001', 日期: '2018-09-20', 摘要: marker });
    expect(await weekly(town, '2018-09-20')).toEqual([]);
    // The 24th is a holiday.
    expect(await weekly(town, '2018-09-24')).toEqual([]);
    expect(await weekly(town, '2018-09-25')).toEqual([
      `${vocational} 科室周报：在办 1 件`,
      `${section} 科室周报：在办 1 件`,
    ]);
    // Fifteen days from the 19th end in a holiday: the 8th is the next working day.
    expect(town.arrived[0]?.text).toMatch(/申诉复查 第 2 行，示例民办学校[\s\S]*复查：10月8日 周一，还有 6 个工作日/);
    expect(town.arrived[0]?.text).not.toContain(marker);
    expect(await weekly(town, '2018-09-26')).toEqual([]);
    // What turns yellow within the week is told in a letter of its own; the weekend is worked, 国庆 is not.
    expect(await weekly(town, '2018-09-28')).toEqual([`${vocational} 到期提醒：快到期 1 件`]);
    for (const day of ['2018-09-29', '2018-10-01']) expect(await weekly(town, day)).toEqual([]);
    expect(await weekly(town, '2018-10-08')).toEqual([
      `${vocational} 科室周报：在办 1 件，其中快到期 1 件`,
      `${section} 科室周报：在办 1 件`,
    ]);
    expect(await weekly(town, '2018-10-09')).toEqual([`${vocational} 到期提醒：超期 1 件`]);
    expect(await weekly(town, '2018-10-12')).toEqual([`${section} 到期提醒：快到期 1 件`]);
    expect(await weekly(town, '2018-10-15')).toEqual([
      `${vocational} 科室周报：在办 1 件，其中超期 1 件`,
      `${section} 科室周报：在办 1 件，其中快到期 1 件`,
    ]);
    town.type('信访', 1, { 答复日期: '2018-10-16' });
    // As it was a week ago; a fortnight after the last list it is said again.
    expect(await weekly(town, '2018-10-22')).toEqual([]);
    expect(await weekly(town, '2018-10-29')).toEqual([`${vocational} 科室周报：在办 1 件，其中超期 1 件`]);
  });

  it('is switched off in 设置, and the letters at their lights go on', async () => {
    const town = new ClockTown();
    town.set('科室周报', '否');
    town.type('信访', 1, { 学校编码: '371311001', 日期: '2018-09-20', 摘要: marker });
    for (const day of ['2018-09-25', '2018-10-08', '2018-10-11']) expect(await weekly(town, day)).toEqual([]);
    expect(await weekly(town, '2018-10-12')).toEqual([`${section} 到期提醒：快到期 1 件`]);
  });

  it('that could not go is written anew while its week lasts, with what stands then', async () => {
    const town = new ClockTown();
    const later = { treat: () => ({ is: 'refusesRecipient', says: '451 later', fault: 'passing' }) as const };
    for (const row of [1, 2])
      town.type('信访', row, { 学校编码: '371311001', 日期: '2018-09-20', 摘要: marker, 编号: `XF-${row}` });
    expect(await town.remind('2018-09-25T09:00', later)).toEqual([]);
    town.type('信访', 1, { 答复日期: '2018-09-25' });
    const [letter, ...others] = await town.remind('2018-09-26T09:00');
    expect([letter?.subject, others]).toEqual(['科室周报：在办 1 件', []]);
    expect(letter?.text).not.toContain('XF-1');
    expect(await weekly(town, '2018-09-27')).toEqual([]);
  });
});
