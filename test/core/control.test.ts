import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { controlBook } from '../../functions/core/control/control-book.ts';
import { type Control, readControl } from '../../functions/core/control/read-control.ts';
import {
  controlTables,
  extensionsTab,
  holidaysTab,
  ladderTab,
  obligationsTab,
  returnsTab,
  rosterTab,
  settingsTab,
  termsTab,
  waiversTab,
} from '../../schemas/control.ts';
import type { ControlTab } from '../../schemas/control-tab.ts';
import { type Cell, cellAt, columnLetters, type Workbook } from '../../schemas/grid.ts';
import { rosterColumns, type School } from '../../schemas/roster.ts';
import { initialSettings, type SettingKey, settingsDeclared } from '../../schemas/settings.ts';
import { controlTabs } from '../../schemas/tree.ts';

type Row = readonly Cell[];

const workbook = (sheets: Readonly<Record<string, readonly Row[]>>, date1904 = false): Workbook => ({
  sheets: Object.entries(sheets).map(([name, cells]) => ({ name, hidden: false, cells })),
  names: new Map(),
  date1904,
});
const table = (tab: ControlTab, ...rows: readonly Row[]): readonly Row[] => [
  tab.columns.map(({ title }) => title),
  ...rows,
];
const messages = ({ problems }: Control): readonly string[] => problems.map(({ message }) => message);

const plain: Readonly<Record<string, Cell>> = { code: '371311001', name: '第一小学', stage: '小学', type: '公办' };
const schoolRow = (cells: Readonly<Record<string, Cell>>): Row =>
  rosterColumns.map(({ key }) => ({ ...plain, ...cells })[key] ?? null);
const at = (key: keyof School, row: number): string =>
  `学校名册!${columnLetters(rosterColumns.findIndex((column) => column.key === key))}${row}`;
const readRosterRows = (...rows: readonly Row[]): Control =>
  readControl(workbook({ 学校名册: table(rosterTab, ...rows) }));
const readSetting = (key: SettingKey, value: Cell): Control =>
  readControl(
    workbook({
      设置: table(settingsTab, [settingsDeclared[key].title, value]),
      学校名册: table(rosterTab, schoolRow({})),
    }),
  );
const readTab = (tab: ControlTab, ...rows: readonly Row[]): Control =>
  readControl(workbook({ 学校名册: table(rosterTab, schoolRow({})), [tab.name]: table(tab, ...rows) }));

describe('区级设置.xlsx as init writes it', async () => {
  const school: School = {
    ...readRosterRows(schoolRow({ liaisonPhone: '05398927055', villages: 2, activeFrom: '2018-09' })).roster[0],
  } as School;
  const central = { ...school, code: '0012', name: '=1+1 <示例>中心小学', liaisonEmail: 'zhongxin@example.cn' };
  const opened = readWorkbook(await drawBook(controlBook([school, central])));
  if (!opened.ok) throw new Error(opened.code);
  const sheet = (name: string) => opened.workbook.sheets.find((candidate) => candidate.name === name);

  it('has its tabs in order, and says what each is for', () => {
    expect(opened.workbook.sheets.map(({ name }) => name)).toEqual([
      controlTabs.help,
      ...controlTables.map(({ name }) => name),
    ]);
    expect(controlTables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.values(controlTabs).filter((name) => name !== controlTabs.help)),
    );
    const help = sheet(controlTabs.help)?.cells.flat() ?? [];
    for (const { name, purpose } of controlTables) expect(help).toEqual(expect.arrayContaining([name, purpose]));
  });

  it('reads back as what was written, without a problem', () => {
    const control = readControl(opened.workbook);
    expect(messages(control)).toEqual([]);
    expect(control.roster).toEqual([school, central]);
    expect(control.settings).toEqual(initialSettings());
  });

  it('means the same as with the tabs left out', () => {
    const { roster: _, ...written } = readControl(opened.workbook);
    const { roster: __, ...builtIn } = readControl(workbook({ 学校名册: table(rosterTab, schoolRow({})) }));
    expect(written).toEqual(builtIn);
  });

  it('keeps codes and telephone numbers as text', () => {
    const roster = sheet(controlTabs.roster);
    const phone = rosterColumns.findIndex(({ key }) => key === 'liaisonPhone');
    expect([cellAt(roster, 2, 0), cellAt(roster, 1, phone)]).toEqual(['0012', '05398927055']);
  });

  it('keeps whole numbers as numbers, so that no program marks them as doubtful text', () => {
    const row = sheet(controlTabs.settings)?.cells.find(([title]) => title === settingsDeclared.deadlineDay.title);
    expect(row?.[1]).toBe(25);
  });

  it('lets people edit everything and forgives other words than those offered', () => {
    for (const tab of controlBook([school]).tabs) {
      expect(tab.locked ?? false).toBe(false);
      for (const check of tab.checks ?? []) expect(check.soft).toBe(true);
    }
  });
});

describe('a setting', () => {
  const right: readonly [SettingKey, Cell, unknown][] = [
    ['campaign', '某区防治行动', '某区防治行动'],
    ['office', '某区教体局安全科', '某区教体局安全科'],
    ['officePhone', '(0539)8927055', '(0539)8927055'],
    ['officePhone', 13900000000, '13900000000'],
    ['sectionEmail', ' anquan@example.cn ', 'anquan@example.cn'],
    ['sectionEmail', null, ''],
    ['mailFrom', '安全科 <anquan@example.cn>', '安全科 <anquan@example.cn>'],
    ['deadlineDay', 20, 20],
    ['deadlineDay', '２０', 20],
    ['deadlineInclusive', '否', false],
    ['deadlineInclusive', false, false],
    ['deadlineRolls', '顺延', '顺延'],
    ['mailFromTime', 0.354166, '08:30'],
    ['mailFromTime', '9：05', '09:05'],
    ['mailUntilTime', '18:00:00', '18:00'],
    ['mailPerMinute', ' 自动 ', 'auto'],
    ['mailPerMinute', 20, 20],
    ['mailPerDay', '０', 0],
    ['trial', true, true],
    ['dailySummary', '否', false],
    ['sectionWeek', '否', false],
    ['villageSchoolsReport', ' 是 ', true],
    ['summaryMonth', '12', 12],
    ['lockAfterDays', 10, 10],
    ['bulletinCopies', ' a@b.cn、c@d.cn；a@b.cn ', ['a@b.cn', 'c@d.cn']],
    ['bulletinNumberPrefix', '某教安通', '某教安通'],
    ['keepYears', '3', 3],
    ['planTitle', ' 某区工作方案 ', '某区工作方案'],
    ['planTitle', null, ''],
    ['planLink', ' https://www.example.cn/方案.html?id=1 ', 'https://www.example.cn/方案.html?id=1'],
    ['planLink', null, ''],
  ];
  it.each(right)('%s takes %j', (key, typed, value) => {
    const control = readSetting(key, typed);
    expect(messages(control)).toEqual([]);
    expect(control.settings[key]).toEqual(value);
  });

  const wrong: readonly [SettingKey, Cell][] = [
    ['campaign', null],
    ['office', '  '],
    ['officePhone', '打总机'],
    ['sectionEmail', 'anquan.example.cn'],
    ['mailFrom', 'a@example.cn, b@example.cn'],
    ['mailFrom', 'a@example.cn\r\nBcc: b@example.cn'],
    ['deadlineDay', 31],
    ['deadlineDay', 25.5],
    ['deadlineInclusive', '也许'],
    ['deadlineRolls', '推迟'],
    ['mailFromTime', '25:00'],
    ['mailFromTime', 8.5],
    ['mailUntilTime', '下班'],
    ['mailPerMinute', 1.5],
    ['mailPerDay', '很多'],
    ['trial', '试'],
    ['dailySummary', '有时'],
    ['sectionWeek', '有时'],
    ['villageSchoolsReport', null],
    ['summaryMonth', 0],
    ['lockAfterDays', -1],
    ['bulletinCopies', 'a@b.cn、分管局长'],
    ['bulletinNumberPrefix', '某教\n安通'],
    ['keepYears', '31'],
    ['planTitle', '某区\n方案'],
    ['planLink', 'javascript:alert(1)'],
    ['planLink', 'https://管理员:密码@example.cn/'],
    ['planLink', 'https://example.cn/"onclick="alert(1)'],
  ];
  it.each(wrong)('%s refuses %j, says what is allowed and stands at its default', (key, typed) => {
    const control = readSetting(key, typed);
    const { title, allowed } = settingsDeclared[key];
    expect(messages(control)).toHaveLength(1);
    expect(messages(control)[0]).toMatch(new RegExp(`^设置!B2（${title}）是`));
    expect(messages(control)[0]?.replaceAll(' ', '')).toContain(`应为${allowed}`.replaceAll(' ', ''));
    expect(control.settings[key]).toEqual(initialSettings()[key]);
  });

  it('has a right and a wrong example here, each of them', () => {
    const keys = Object.keys(settingsDeclared).sort();
    expect([...new Set(right.map(([key]) => key))].sort()).toEqual(keys);
    expect([...new Set(wrong.map(([key]) => key))].sort()).toEqual(keys);
  });

  it('is named by tab, cell, title, what is there and what is allowed', () => {
    expect(messages(readSetting('deadlineDay', '31'))).toEqual(['设置!B2（截止日）是“31”，应为 1 到 28 的整数']);
    expect(messages(readSetting('trial', null))).toEqual(['设置!B2（试运行）是空的，应为“是”或“否”']);
  });

  it('is found in any order, under any header row, with spaces and other width; strangers are left alone', () => {
    const control = readControl(
      workbook({
        ' 设置': [
          ['2018 年用'],
          ['说明', '值 ', '我的备注', '项 目'],
          ['', '12', '', '截 止 日'],
          ['', '随便', '', '食堂电话'],
          ['', null, '', ''],
          ['说明', '值', '允许', '项目'],
        ],
        学校名册: table(rosterTab, schoolRow({})),
      }),
    );
    expect(messages(control)).toEqual([]);
    expect(control.settings).toEqual({ ...initialSettings(), deadlineDay: 12 });
  });

  it('given twice is refused, and hours that end before they start', () => {
    const control = readControl(
      workbook({
        设置: table(settingsTab, ['截止日', 20], ['截止日', 21], ['发信时段开始', '18:00']),
        学校名册: table(rosterTab, schoolRow({})),
      }),
    );
    expect(messages(control)).toEqual([
      '设置!A3（项目）是“截止日”，与设置!A2重复',
      '设置!B4（发信时段结束）是“17:30”，应为晚于“发信时段开始”（18:00）的时间',
    ]);
    expect(control.settings).toMatchObject({ mailFromTime: '08:30', mailUntilTime: '17:30' });
  });

  it('tab without its columns is said, not guessed', () => {
    const control = readControl(workbook({ 设置: [['截止日', 31]], 学校名册: table(rosterTab, schoolRow({})) }));
    expect(messages(control)).toEqual(['设置缺少这些列：项目、值']);
  });
});

describe('学校名册', () => {
  it('takes what spreadsheet programs make of codes, telephones and months', () => {
    const { roster, problems } = readRosterRows(
      schoolRow({ code: 371311001, liaisonPhone: 13900000000, activeFrom: 43344, activeThrough: 201906 }),
      schoolRow({ code: '  371311002　', liaisonEmail: ' a@example.cn ', activeFrom: '2018年9月', villages: '3所' }),
      [],
      [' ', null],
      schoolRow({ code: '371311003.0', liaisonEmail: 'ｂ＠example.cn', activeFrom: 2018.11 }),
    );
    expect(problems).toEqual([]);
    expect(roster.map(({ code, activeFrom }) => [code, activeFrom])).toEqual([
      ['371311001', '2018-09'],
      ['371311002', '2018-09'],
      ['371311003', '2018-11'],
    ]);
    expect(roster[0]).toMatchObject({ liaisonPhone: '13900000000', activeThrough: '2019-06', villages: 0 });
    expect(roster[1]).toMatchObject({ liaisonEmail: 'a@example.cn', villages: 3 });
    expect(roster[2]).toMatchObject({ liaisonEmail: 'b@example.cn' });
  });

  it('counts days from 1904 where the workbook does', () => {
    const cells = table(rosterTab, schoolRow({ activeFrom: 43344 - 1462 }));
    expect(readControl(workbook({ 学校名册: cells }, true)).roster[0]?.activeFrom).toBe('2018-09');
  });

  it('lists every mistake at once, with cell, content and what is allowed', () => {
    const control = readRosterRows(
      schoolRow({ name: null }),
      schoolRow({ code: '2', liaisonEmail: '没有' }),
      schoolRow({ code: '3', principalEmail: 'a@example.cn；b@example.cn' }),
      schoolRow({ code: '4', villages: '若干' }),
      schoolRow({ code: '2' }),
      schoolRow({ code: 'a1' }),
      schoolRow({ code: 'A１' }),
      schoolRow({ code: '7\u0007' }),
      schoolRow({ code: '8', name: '第八\n小学' }),
      schoolRow({ code: '9', backupEmail: 'a@example.cn\r\nBcc: x' }),
      schoolRow({ code: '10', inspectorEmail: 'a@example.cn\n' }),
      schoolRow({ code: '11', activeFrom: 2018.1, activeThrough: '九月' }),
      schoolRow({ code: '12', activeFrom: '2018-09', activeThrough: '2018-08' }),
      schoolRow({ code: 371311001123456800 }),
      schoolRow({ code: '3 13/..' }),
      schoolRow({ code: '16', stage: '#REF!' }),
    );
    expect(messages(control)).toEqual([
      `${at('name', 2)}（学校名称）是空的，应为一行文字，最多 60 字`,
      `${at('liaisonEmail', 3)}（联络人邮箱）是“没有”，应为一个邮箱地址，或留空`,
      `${at('principalEmail', 4)}（校长邮箱）是“a@example.cn；b@example.cn”，一格写了两个邮箱，只能写一个，另一个可写到“备用邮箱”`,
      `${at('villages', 5)}（村小数）是“若干”，应为 0 或正整数`,
      `${at('code', 6)}（学校编码）是“2”，与${at('code', 3)}重复`,
      `${at('code', 8)}（学校编码）是“A１”，与${at('code', 7)}只差大小写或全角半角，两校的文件夹会重名`,
      `${at('code', 9)}（学校编码）是“7□”，里面有换行或看不见的字符（显示为□），请删去`,
      `${at('name', 10)}（学校名称）是“第八□小学”，里面有换行或看不见的字符（显示为□），请删去`,
      `${at('backupEmail', 11)}（备用邮箱）是“a@example.cn□Bcc: x”，里面有换行或看不见的字符（显示为□），请删去`,
      `${at('inspectorEmail', 12)}（责任督学邮箱）是“a@example.cn□”，里面有换行或看不见的字符（显示为□），请删去`,
      `${at('activeFrom', 13)}（启用月份）是“2018.1”，应为月份，例如 2018-09`,
      `${at('activeThrough', 13)}（停用月份）是“九月”，应为月份，例如 2018-09`,
      `${at('activeThrough', 14)}（停用月份）是“2018-08”，应为不早于启用月份 2018-09 的月份，或留空`,
      `${at('code', 15)}（学校编码）是“371311001123456800”，数字太长，末几位已被表格软件改掉，请把单元格设为“文本”后重填`,
      `${at('code', 16)}（学校编码）是“3 13/..”，应为字母、数字、“-”或“_”，中间不含空格，最多 32 位`,
      `${at('stage', 17)}（学段）是“#REF!”，是公式出错，请直接填写内容`,
    ]);
  });

  it('keeps the schools whose code and name are right, what is wrong in them blank', () => {
    const { roster } = readRosterRows(
      schoolRow({ code: '1', liaisonEmail: '没有', villages: '若干' }),
      schoolRow({ code: '1', name: '第二小学' }),
      schoolRow({ code: '3', name: '' }),
      schoolRow({ code: null, name: '第四小学' }),
    );
    expect(roster.map(({ code, name }) => [code, name])).toEqual([['1', '第一小学']]);
    expect(roster[0]).toMatchObject({ liaisonEmail: '', villages: 0 });
  });

  it('is found by its headers in any order, and says which are missing or there twice', () => {
    const titles = rosterColumns
      .map(({ title }) => title)
      .filter((title) => title !== '校长邮箱' && title !== '村小数');
    const cells = [['名册'], [...titles.toReversed(), '联 络 人'], []];
    expect(messages(readControl(workbook({ 学校名册: cells })))).toEqual([
      '学校名册缺少这些列：校长邮箱、村小数',
      '学校名册!U2和学校名册!P2的表头都是“联络人”，只能有一列',
    ]);
  });

  it('missing or without a school is a problem, unlike any other tab', () => {
    expect(messages(readControl(workbook({})))).toEqual(['没有“学校名册”这张表，请再运行一次 init 补上']);
    expect(messages(readRosterRows())).toEqual(['学校名册里一所学校也没有，请在表头下面每校填一行']);
  });
});

describe('the registers', () => {
  it('节假日: a day, a run of days, a date of the spreadsheet', () => {
    const control = readTab(
      holidaysTab,
      ['2018-10-01至2018-10-07', '休', '国庆节'],
      ['2018年9月29日', '班', null],
      [43466, '休'],
      ['2018年12月30日—31日', '休'],
      ['10月1日', '休'],
      ['2018-10-07至2018-10-01', '休'],
      ['2018-09-30', '上班'],
    );
    expect(control.holidays.map(({ days, type, name }) => [days.from, days.through, type, name])).toEqual([
      ['2018-10-01', '2018-10-07', '休', '国庆节'],
      ['2018-09-29', '2018-09-29', '班', ''],
      ['2019-01-01', '2019-01-01', '休', ''],
      ['2018-12-30', '2018-12-31', '休', ''],
    ]);
    expect(messages(control)).toEqual([
      '节假日!A6（日期）是“10月1日”，应为一天或一段日期，例如 2018-10-01 或 2018-10-01至2018-10-07',
      '节假日!A7（日期）是“2018-10-07至2018-10-01”，应为一天或一段日期，例如 2018-10-01 或 2018-10-01至2018-10-07',
      '节假日!B8（类型）是“上班”，应为“休”或“班”',
    ]);
  });

  it('学期 and 报送事项: days of every year or of one, months as a list', () => {
    const control = readControl(
      workbook({
        学校名册: table(rosterTab, schoolRow({})),
        学期: table(termsTab, ['上学期', '9月1日', '2019-01-25'], ['下学期', '02-30', '07-15']),
        报送事项: table(
          obligationsTab,
          ['月报', '月报表，自查表', '3、9月'],
          ['清单', '自查表', 8, '8-31'],
          ['总结', '总结', 13],
        ),
      }),
    );
    expect(control.terms).toEqual([{ name: '上学期', from: '09-01', through: '2019-01-25' }]);
    expect(control.obligations.map(({ forms, months, due }) => [forms, months, due])).toEqual([
      [['自查表', '月报表'], [3, 9], undefined],
      [['自查表'], [8], '08-31'],
    ]);
    expect(messages(control)).toEqual([
      '学期!B3（开始）是“02-30”，应为每年的月-日或某一年的日期，例如 09-01 或 2018-09-01',
      '报送事项!B4（适用表）是“总结”，应为“自查表”“月报表”“年度总结”中的一个或几个，用顿号隔开',
      '报送事项!C4（月份）是“13”，应为“每月”，或 1 到 12 的月份，几个月用顿号隔开',
    ]);
  });

  it('催报阶梯: its defaults where the tab is missing, none where people took them out, no rung twice', () => {
    const defaults = readControl(workbook({ 学校名册: table(rosterTab, schoolRow({})) })).ladder;
    expect(defaults.map(({ side, days, unit, to }) => [side, days, unit, to.join('、')])).toEqual([
      ['前', 3, '自然日', '联络人'],
      ['当天', 0, '自然日', '联络人'],
      ['后', 1, '工作日', '联络人、校长'],
      ['后', 3, '工作日', '联络人、校长'],
      ['后', 5, '工作日', '校长、责任督学'],
    ]);
    expect(readTab(ladderTab).ladder).toEqual([]);
    const twice = readTab(
      ladderTab,
      [1, '前', '三', '自然日', '校长 联络人', '提醒', true],
      ['1', '后', 1, '工作日', '联络人', '催报', '是'],
      [3, '后', 1, '工作日', '教导主任', '催报', '是'],
    );
    expect(twice.ladder).toEqual([
      { rung: 1, side: '前', days: 3, unit: '自然日', to: ['联络人', '校长'], tone: '提醒', enabled: '是' },
    ]);
    expect(messages(twice)).toEqual([
      '催报阶梯!E4（发给）是“教导主任”，应为“联络人”“备用联络人”“校长”“责任督学”“安全科”中的一个或几个，用顿号隔开',
      '催报阶梯!A3（层级）是“1”，与催报阶梯!A2重复',
    ]);
  });

  it('延期, 退回, 豁免: values, and no decision about a school that nobody knows', () => {
    const control = readControl(
      workbook({
        学校名册: table(rosterTab, schoolRow({})),
        延期: table(extensionsTab, [371311001, '2018年9月', '2018-9-28', '停电'], ['999', '2018-09', '2018-09-28']),
        退回: table(returnsTab, ['371311001', 201809, '人数不对', 43369, '某科员'], ['371311001', '九月', '', '']),
        豁免: table(
          waiversTab,
          ['371311001', '参与人数', 'a2-cap', '含外校教师', null],
          ['371311001', '', '乱写', '原因'],
        ),
      }),
    );
    expect(control.extensions).toEqual([
      { school: '371311001', period: '2018-09', due: '2018-09-28', reason: '停电', obligation: '' },
    ]);
    expect(control.returns).toEqual([
      { school: '371311001', period: '2018-09', reason: '人数不对', date: '2018-09-26', by: '某科员' },
    ]);
    expect(control.waivers).toEqual([
      { school: '371311001', field: '参与人数', rule: 'A2-CAP', reason: '含外校教师', until: undefined },
    ]);
    expect(messages(control)).toEqual([
      '延期!A3（学校编码）是“999”，学校名册里没有这个编码',
      '退回!B3（报送月份）是“九月”，应为月份，例如 2018-09',
      '退回!C3（原因）是空的，应为文字',
      '退回!D3（退回日期）是空的，应为日期，例如 2018-09-25',
      '豁免!B3（栏目）是空的，应为一行文字',
      '豁免!C3（规则）是“乱写”，应为规则编号，例如 A2-CAP（见《总表》的“校验规则”）',
    ]);
  });
});
