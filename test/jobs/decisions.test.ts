import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { anxiao, makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport, type Typed } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { typeRow } from '../support/type-row.ts';
import { typeSetting } from '../support/type-setting.ts';

const first: RosterRow = { code: '371311001', name: '第一小学' };
const second: RosterRow = { code: '371311002', name: '第二小学' };
const manyParents: Typed = { selfCheck_eduParentTimes: 1, selfCheck_eduParentPeople: 2401 };

const made: string[] = [];
afterEach(() => {
  for (const district of made.splice(0)) rmSync(dirname(district), { recursive: true, force: true });
});

/** A district in its first month, its schools' reports right but for what is given. */
async function september(schools: Readonly<Record<string, Typed>>): Promise<string> {
  const rows = [first, second].filter(({ code }) => code in schools);
  const district = makeDistrict(rows);
  made.push(district);
  await inProcess('run', district, '2018-09-03T09:00');
  for (const row of rows)
    await fillReport(reportPath(district, row), { ...rightReport, ...ownWords(row.name), ...schools[row.code] });
  return district;
}

interface Said {
  readonly findings: readonly { school: string; code: string; severity: string; message: string }[];
  readonly states: Readonly<Record<string, number>>;
}

/** `371311001 A2-CAP query` of each finding that stands, and the states that are not empty. */
function told({ findings, states }: Said) {
  return {
    findings: findings.map(({ school, code, severity }) => `${school} ${code} ${severity}`).sort(),
    states: Object.fromEntries(Object.entries(states).filter(([, count]) => count > 0)),
  };
}

const run = async (district: string, now: string) => told(await inProcess('run', district, now));

/** The rows of a tab of the master below its header, as texts. */
function masterRows(district: string, tab: string): string[] {
  const read = readWorkbook(readFileSync(join(district, '总表.xlsx')));
  if (!read.ok) throw new Error(read.detail);
  const sheet = read.workbook.sheets.find(({ name }) => name === tab);
  return (sheet?.cells ?? []).map((cells) => cells.filter((cell) => cell !== null).join(' '));
}

function feedback(district: string, row: RosterRow): string {
  const path = reportPath(district, row).replace('.xlsx', ' 校验结果.xlsx');
  const read = readWorkbook(readFileSync(path));
  return read.ok ? read.workbook.sheets.flatMap(({ cells }) => cells.flat()).join('\n') : '';
}

/** The bytes of every file below a folder whose name ends so. */
function below(folder: string, ending = ''): Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(ending) && statSync(path).isFile())
    .map((path) => readFileSync(path));
}

describe('说明', () => {
  it('clears a query, stands in the master, and is asked for again when the value changes', async () => {
    const district = await september({ [first.code]: manyParents });
    expect(await run(district, '2018-09-20T10:00')).toEqual({
      findings: ['371311001 A2-CAP query'],
      states: { submitted: 1 },
    });
    await fillReport(reportPath(district, first), { selfCheck_explain_eduParentTimes: '属实' });
    expect((await run(district, '2018-09-20T11:00')).findings).toHaveLength(1);
    await fillReport(reportPath(district, first), { selfCheck_explain_eduParentTimes: '祖辈也来参加了' });
    expect(await run(district, '2018-09-20T12:00')).toEqual({ findings: [], states: { submitted: 1 } });
    expect(masterRows(district, '校验问题').find((row) => row.includes('已说明'))).toContain('祖辈也来参加了');
    await fillReport(reportPath(district, first), { selfCheck_eduParentPeople: 2600 });
    expect((await run(district, '2018-09-20T13:00')).findings).toEqual(['371311001 A2-CAP query']);
    await fillReport(reportPath(district, first), { selfCheck_explain_eduParentTimes: '开放日来了两批祖辈' });
    expect((await run(district, '2018-09-20T14:00')).findings).toEqual([]);
  });
});

describe('豁免', () => {
  it('waives a rule for one school until its last day, on the command line', async () => {
    const wrong = { selfCheck_eduTeacherPeople: 81 };
    const district = await september({ [first.code]: wrong, [second.code]: wrong });
    const validate = (now: string) => told(anxiao('validate', district, '--json', '--now', now).json);
    expect(validate('2018-09-20T10:00').findings).toEqual(['371311001 A2-CAP error', '371311002 A2-CAP error']);
    await typeRow(district, '豁免', first.code, '开展教师校园欺凌专题培训·人次', 'A2-CAP', '含外校教师', '2018-09-22');
    expect(validate('2018-09-20T11:00')).toEqual({
      findings: ['371311002 A2-CAP error'],
      states: { invalid: 1, submitted: 1 },
    });
    anxiao('consolidate', district, '--now', '2018-09-20T11:00');
    expect(masterRows(district, '校验问题').find((row) => row.includes('已豁免'))).toContain('豁免：含外校教师');
    expect(validate('2018-09-22T23:00').findings).toEqual(['371311002 A2-CAP error']);
    expect(validate('2018-09-23T00:00').findings).toEqual(['371311001 A2-CAP error', '371311002 A2-CAP error']);
  });

  it('of a blank that no form has is refused with its place', async () => {
    const district = await september({ [first.code]: {} });
    await typeRow(district, '豁免', first.code, '食堂人数', 'A2-CAP', '原因');
    const { status, stderr } = anxiao('run', district, '--now', '2018-09-20T10:00');
    expect(status).toBe(2);
    expect(stderr).toContain('豁免!B2（栏目）是“食堂人数”，两张表里没有这一栏');
  });
});

describe('退回', () => {
  it('carries nothing of a child into letters, lists or the ledger, whatever the section typed', async () => {
    const district = await september({ [first.code]: {} });
    await run(district, '2018-09-20T10:00');
    const typed = '请把学生王小明的名字删去，身份证号371311200801011234，电话13912345678。';
    await typeRow(district, '退回', first.code, '2018-09', typed, '2018-09-21');
    await typeRow(district, '延期', first.code, '2018-09', '2018-09-28', typed);
    await typeRow(district, '信访', first.code, '2018-09-19', typed, '属实', typed);
    expect((await run(district, '2018-09-21T10:00')).states).toEqual({ returned: 1 });
    const asked = '请把学生〔姓名〕的名字删去，身份证号〔证件号〕，电话〔电话〕。';
    expect(feedback(district, first)).toContain(asked);
    expect(masterRows(district, '报送进度').join()).toContain(asked);
    expect(masterRows(district, '总览').join()).toContain(asked);
    const letters = below(join(district, '发件箱'), '.eml').map((bytes) =>
      readEmlParts(bytes).text.replace(/ \r?\n */g, ''),
    );
    expect(letters.filter((text) => text.includes(asked))).toHaveLength(2);
    const carried = [
      ...letters,
      ...below(join(district, '台账')).map((bytes) => bytes.toString()),
      ...['报送进度', '总览', '校验问题'].flatMap((tab) => masterRows(district, tab)),
      feedback(district, first),
    ];
    for (const text of carried) expect(text).not.toMatch(/王小明|371311200801011234|13912345678/);
  });

  it('asks a school again until its workbook changes; the accepted version stays in force', async () => {
    const district = await september({ [first.code]: {} });
    const say = (now: string) => anxiao('run', district, '--json', '--now', now).json;
    expect(told(say('2018-09-20T10:00')).states).toEqual({ submitted: 1 });
    await typeRow(district, '退回', first.code, '2018-09', '处理情况请写得具体一些。', '2018-09-21');
    const returned = say('2018-09-21T10:00');
    expect(told(returned).states).toEqual({ returned: 1 });
    expect(returned.timeliness).toMatchObject({ onTime: 1 });
    expect(feedback(district, first)).toContain('处理情况请写得具体一些。');
    expect(masterRows(district, '报送进度').join()).toContain('退回原因：处理情况请写得具体一些。');
    expect(told(say('2018-09-22T10:00')).states).toEqual({ returned: 1 });
    const explained = JSON.parse(anxiao('explain', district, '2018-09/incidents', '--json').stdout);
    expect(explained.value).toBe(1);
    await fillReport(reportPath(district, first), { monthlyReport_handledDesc: '班主任约谈双方，已当面道歉。' });
    expect(told(say('2018-09-23T10:00')).states).toEqual({ submitted: 1 });
    expect(told(say('2018-09-24T10:00')).states).toEqual({ submitted: 1 });
    // The same report a second time, by a row of its own.
    await typeRow(district, '退回', first.code, '2018-09', '还差一句效果。', '2018-09-24');
    expect(told(say('2018-09-24T11:00')).states).toEqual({ returned: 1 });
  });

  it('is answered already where the school changed its report before the row was seen', async () => {
    const district = await september({ [first.code]: {} });
    await run(district, '2018-09-20T10:00');
    await typeRow(district, '退回', first.code, '2018-09', '请再核对。', '2018-09-21');
    await fillReport(reportPath(district, first), { selfCheck_studentCount: 1190 });
    expect((await run(district, '2018-09-21T10:00')).states).toEqual({ submitted: 1 });
  });

  it('counts no longer when its row is taken away', async () => {
    const district = await september({ [first.code]: {} });
    await run(district, '2018-09-20T10:00');
    const control = readFileSync(join(district, '区级设置.xlsx'));
    await typeRow(district, '退回', first.code, '2018-09', '请再核对。', '2018-09-21');
    expect((await run(district, '2018-09-21T10:00')).states).toEqual({ returned: 1 });
    writeFileSync(join(district, '区级设置.xlsx'), control);
    expect((await run(district, '2018-09-21T11:00')).states).toEqual({ submitted: 1 });
  });
});

describe('a change after 锁定', () => {
  it('is kept and shown, counts nothing, and is judged once the month is open again', async () => {
    const district = await september({ [first.code]: {} });
    await typeSetting(district, '锁定', 5);
    await run(district, '2018-09-20T10:00');
    await inProcess('run', district, '2018-10-01T09:00');
    await fillReport(reportPath(district, first), { monthlyReport_incidents: 2, monthlyReport_handledCount: 2 });
    const later = await inProcess('run', district, '2018-10-08T10:00');
    expect(later.others[0]).toMatchObject({ period: '2018-09', read: 0, states: { locked: 1 }, findings: [] });
    const changes = masterRows(district, '变更记录').filter((row) => row.includes('定稿后改的'));
    expect(changes).toHaveLength(2);
    expect(masterRows(district, '总览').join()).toContain('定稿后改了 2 栏，没有计入。');
    const incidents = async () =>
      JSON.parse(anxiao('explain', district, '2018-09/incidents', '--json').stdout).value as number;
    expect(await incidents()).toBe(1);
    const events = readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8');
    await inProcess('run', district, '2018-10-08T11:00');
    expect(readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8')).toBe(events);
    await typeRow(district, '延期', first.code, '2018-09', '2018-10-31', '数据更正');
    const open = await inProcess('run', district, '2018-10-09T10:00');
    expect(open.others[0]).toMatchObject({ states: { submitted: 1, locked: 0 } });
    expect(await incidents()).toBe(2);
    expect(masterRows(district, '总览').join()).not.toContain('定稿后改了');
  });
});
