import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import { cellAt, type Sheet, type Workbook } from '../../schemas/grid.ts';
import { placedFields } from '../../schemas/layout.ts';
import { masterTabs } from '../../schemas/tree.ts';
import { anxiao, makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport } from '../support/fill-report.ts';

const right: RosterRow = { code: '371311001', name: '示例第一小学' };
const wrong: RosterRow = { code: '371311002', name: '示例第二小学' };
const unsigned: RosterRow = { code: '371311003', name: '示例第三小学' };
const silent: RosterRow = { code: '371311004', name: '示例第四小学' };
const torn: RosterRow = { code: '371311005', name: '示例第五小学' };
const noMail: RosterRow = { code: '371311006', name: '示例第六小学', email: '-' };

function open(path: string): Workbook {
  const read = readWorkbook(readFileSync(path));
  if (!read.ok) throw new Error(`${path}: ${read.code} ${read.detail}`);
  return read.workbook;
}

function sheet(workbook: Workbook, name: string): Sheet {
  const found = workbook.sheets.find((it) => it.name === name);
  if (!found) throw new Error(`no tab ${name}`);
  return found;
}

/** Every file below a folder with its bytes and times: what must not change. */
function fingerprint(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    files.map((name) => {
      const path = join(folder, name);
      const stats = statSync(path);
      const bytes = stats.isFile() ? readFileSync(path).toString('base64').slice(0, 200_000) : '';
      return [name, `${stats.mtimeMs} ${stats.size} ${bytes}`];
    }),
  );
}

describe('a month of a district', () => {
  let district = '';

  beforeAll(async () => {
    district = makeDistrict([right, wrong, unsigned, silent, torn, { ...noMail, email: '' }]);
    anxiao('hand-out', district, '--now', '2018-09-01T09:00');
    await fillReport(reportPath(district, right), rightReport);
    await fillReport(reportPath(district, wrong), {
      ...rightReport,
      ...ownWords(wrong.name),
      monthlyReport_incidentsReported: 5,
      selfCheck_ruleProcess: '有（√）无（√）',
    });
    await fillReport(reportPath(district, unsigned), {
      ...rightReport,
      ...ownWords(unsigned.name),
      monthlyReport_principal: null,
    });
    const whole = readFileSync(reportPath(district, torn));
    writeFileSync(reportPath(district, torn), whole.subarray(0, whole.length / 2));
  });

  it('tells what stands, school by school', () => {
    const { status, json } = anxiao('validate', district, '--json', '--now', '2018-09-20T10:00');
    expect(status).toBe(1);
    expect(json.period).toBe('2018-09');
    expect(json.schools).toBe(6);
    expect(json.states).toMatchObject({ submitted: 1, invalid: 2, unsigned: 1, notStarted: 2 });
    expect(json.timeliness).toEqual({ notDue: 5, onTime: 1, late: 0, overdue: 0 });
    expect(json.failures).toMatchObject([{ school: torn.code, code: 'F-BROKEN' }]);
    expect(
      json.findings.map(({ school, cell, code }: Record<string, string>) => `${school} ${cell} ${code}`).sort(),
    ).toEqual([`${wrong.code} 月报表!F13 A3-PART`, `${wrong.code} 自查表!C11 A2-REQ`]);
  });

  it('has nothing to do the second time', () => {
    const first = anxiao('run', district, '--json', '--now', '2018-09-20T10:30');
    expect(first.status).toBe(1);
    // The receipts of the one report that is in: contact and principal, nobody else.
    expect(first.json.letters.flatMap(({ to }: { to: string[] }) => to).sort()).toEqual([
      `c${right.code}@example.cn`,
      `p${right.code}@example.cn`,
    ]);
    const before = fingerprint(district);
    const second = anxiao('run', district, '--json', '--now', '2018-09-20T11:00');
    expect(second.json.read).toBe(0);
    expect(second.json.letters).toEqual([]);
    expect(fingerprint(district)).toEqual(before);
  });

  it('shows in the master what was typed, blank by blank, with where it came from', () => {
    const master = open(join(district, '总表.xlsx'));
    for (const { form, field } of placedFields(monthlyForms)) {
      const key = `${form.key}_${field.key}`;
      const place = master.names.get(`col_${key}`) ?? columnOf(join(district, '总表.xlsx'), `col_${key}`);
      const tab = sheet(master, form.key === 'selfCheck' ? '自查汇总' : '月报汇总');
      const codes = columnOf(join(district, '总表.xlsx'), `col_${form.key}_schoolId`);
      const row = tab.cells.findIndex((cells) => cells[codes.column] === right.code);
      const shown = cellAt(tab, row, place.column);
      if (field.kind === 'ref') expect(shown).toBe(right.code);
      else if (field.kind === 'month') expect(shown).toBe(9);
      else if (field.kind === 'tick') expect(shown).toBe('有');
      else if (key === 'monthlyReport_reportDate') expect(shown).toBe(43_363);
      else if (key === 'monthlyReport_docDate') expect(shown).toBe(43_346);
      else expect([key, shown]).toEqual([key, rightReport[key] ?? null]);
    }
  });

  it('writes to the contacts of overdue schools once, and to nobody who reported', () => {
    const { json } = anxiao('run', district, '--json', '--now', '2018-09-26T09:30');
    expect(json.timeliness).toEqual({ notDue: 0, onTime: 1, late: 0, overdue: 5 });
    const letters: { to: string[]; items: string[]; state: string }[] = json.letters;
    expect(letters.every(({ state }) => state === 'sent')).toBe(true);
    // 年度总结, due the same day, is an obligation of its own: whoever reported may still be reminded of it.
    const reminded = letters.filter(({ items }) => items.some((item) => item.startsWith('remind/2018-09/')));
    const late = [wrong, unsigned, silent, torn];
    // Contact and principal from the first overdue day; a school without a contact's address at least its principal.
    expect(reminded.flatMap(({ to }) => to).sort()).toEqual([
      ...late.map(({ code }) => `c${code}@example.cn`),
      ...[...late, noMail].map(({ code }) => `p${code}@example.cn`),
    ]);
    expect(reminded.flatMap(({ items }) => items)).toContain(
      `remind/2018-09/${silent.code}/3/c${silent.code}@example.cn`,
    );
    const outbox = readdirSync(join(district, '发件箱'));
    expect(outbox.filter((name) => name.endsWith('.eml'))).toHaveLength(letters.length + 2);
    expect(outbox).toContain('index.html');
    expect(anxiao('run', district, '--json', '--now', '2018-09-26T10:30').json.letters).toEqual([]);
  });

  it('writes nothing outside humane hours and in a dry run', () => {
    const twin = makeDistrict([silent]);
    anxiao('hand-out', twin, '--now', '2018-09-01T09:00');
    anxiao('validate', twin, '--now', '2018-09-20T09:00');
    for (const now of ['2018-09-26T08:29', '2018-09-26T17:30', '2018-10-01T10:00'])
      expect(anxiao('remind', twin, '--json', '--now', now).json.letters).toEqual([]);
    const before = fingerprint(twin);
    const planned = anxiao('run', twin, '--json', '--dry-run', '--now', '2018-09-26T09:00');
    expect(planned.json.letters).toMatchObject([
      { to: [`c${silent.code}@example.cn`], state: 'planned' },
      { to: [`p${silent.code}@example.cn`], state: 'planned' },
    ]);
    expect(fingerprint(twin)).toEqual(before);
  });

  it('rebuilds the same master after it was deleted, and from the journal alone', () => {
    anxiao('run', district, '--now', '2018-09-26T10:45');
    const path = join(district, '总表.xlsx');
    const before = readFileSync(path);
    rmSync(path);
    expect(anxiao('consolidate', district, '--now', '2018-09-26T11:00').status).toBe(0);
    expect(readFileSync(path).equals(before)).toBe(true);
    rmSync(path);
    rmSync(join(district, '台账', 'snapshot.json'));
    anxiao('consolidate', district, '--now', '2018-09-26T11:10');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('goes on while the master is open in Excel, says so, and catches up', async () => {
    const path = join(district, '总表.xlsx');
    const lock = join(district, '~$总表.xlsx');
    const before = readFileSync(path);
    writeFileSync(lock, 'somebody');
    await fillReport(reportPath(district, silent), { ...rightReport, monthlyReport_reportDate: '2018-09-26' });
    const while_ = anxiao('run', district, '--json', '--now', '2018-09-26T13:00');
    expect(while_.status).toBe(1);
    expect(while_.stderr).toContain('总表.xlsx');
    expect(while_.json.states.submitted).toBe(2);
    expect(readFileSync(path).equals(before)).toBe(true);
    rmSync(lock);
    anxiao('run', district, '--now', '2018-09-26T13:30');
    expect(readFileSync(path).equals(before)).toBe(false);
  });

  it('keeps what people wrote into the master and into 校验结果', () => {
    const master = join(district, '总表.xlsx');
    writeFileSync(master, 'a note of the section');
    anxiao('consolidate', district, '--now', '2018-09-26T14:00');
    expect(
      readdirSync(district)
        .map((name) => join(district, name))
        .filter((path) => statSync(path).isFile() && readFileSync(path, 'utf8') === 'a note of the section'),
    ).toHaveLength(1);
    expect(open(master).sheets.map(({ name }) => name)).toEqual(Object.values(masterTabs));
    const feedback = join(district, '学校', `${wrong.code} ${wrong.name}`, '2018年09月 校验结果.xlsx');
    expect(existsSync(feedback)).toBe(true);
  });

  it('a correction becomes the next accepted version; a wrong one leaves the last in force', async () => {
    await fillReport(reportPath(district, right), { monthlyReport_incidents: 2 });
    const corrected = anxiao('run', district, '--json', '--now', '2018-09-26T14:30').json;
    expect(corrected.states.submitted).toBe(2);
    const changes = sheet(open(join(district, '总表.xlsx')), '变更记录');
    expect(changes.cells.flat()).toContain('本月校园欺凌发生事件数');
    await fillReport(reportPath(district, right), { monthlyReport_incidentsReported: 7 });
    const broken = anxiao('run', district, '--json', '--now', '2018-09-26T15:00').json;
    expect(broken.states).toMatchObject({ submitted: 1, invalid: 3 });
    expect(broken.timeliness.overdue).toBe(4);
    expect(readdirSync(join(district, '学校', `${right.code} ${right.name}`, '历史版本'))).toHaveLength(2);
  });
});

/** The first cell of a range's defined name, by its own look into the file: ranges are not single cells. */
function columnOf(path: string, name: string): { column: number } {
  const text = definedNames(path);
  const match = new RegExp(`name="${name}"[^>]*>[^<]*!\\$([A-Z]+)\\$`).exec(text);
  if (!match?.[1]) throw new Error(`no column named ${name}`);
  let column = 0;
  for (const letter of match[1]) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1 };
}

function definedNames(path: string): string {
  const parts = unzipSync(readFileSync(path), { filter: ({ name }) => name === 'xl/workbook.xml' });
  return Buffer.from(parts['xl/workbook.xml'] ?? []).toString('utf8');
}
