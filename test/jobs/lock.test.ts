import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readRosterFile } from '../../functions/adapters/roster-file.ts';
import { Person } from '../google/person.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { type GoogleDistrict, makeGoogleDistrict } from '../support/google-district.ts';
import { inProcess } from '../support/in-process.ts';
import { typeSetting } from '../support/type-setting.ts';

const row: RosterRow = { code: '371311001', name: '第一小学' };
const wrong: Typed = { ...rightReport, monthlyReport_incidents: '约3' };
const month = '2018年09月';

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

function folderDistrict(): string {
  const district = makeDistrict([row]);
  undo.push(() => rmSync(dirname(district), { recursive: true, force: true }));
  return district;
}

describe('锁定 in a folder', () => {
  it('closes a month some days after its deadline: what is typed then is neither read nor asked for', async () => {
    const district = folderDistrict();
    await typeSetting(district, '锁定', 5);
    await inProcess('run', district, '2018-09-03T09:00');
    await fillReport(reportPath(district, row), wrong);
    expect((await inProcess('run', district, '2018-09-30T23:59')).states).toMatchObject({ locked: 0, invalid: 1 });
    expect((await inProcess('run', district, '2018-10-01T00:00')).others[0]?.states).toMatchObject({ locked: 1 });
    await fillReport(reportPath(district, row), rightReport);
    const { others, letters } = await inProcess('run', district, '2018-10-08T10:00');
    expect(others[0]).toMatchObject({ period: '2018-09', read: 0, states: { locked: 1, submitted: 0 } });
    expect(letters).toEqual([]);
  });

  it('does nothing where no day is set', async () => {
    const district = folderDistrict();
    await inProcess('run', district, '2018-09-03T09:00');
    const { others } = await inProcess('run', district, '2019-09-03T09:00');
    expect(others.map(({ states }) => states.locked)).toEqual([0]);
  });
});

describe('锁定 on Google', () => {
  async function googleDistrict(): Promise<GoogleDistrict & { report: string; control: string }> {
    const folder = folderDistrict();
    const read = await readRosterFile(join(dirname(folder), 'roster.csv'));
    if ('problems' in read) throw new Error(read.problems.join());
    const google = await makeGoogleDistrict(read.schools);
    undo.push(() => google.emulator.close());
    const { section, root } = google;
    const control = await section.find(root, '区级设置');
    const settings: { values: string[][] } = await section.call(
      'GET',
      `/v4/spreadsheets/${control}/values/${encodeURIComponent('设置!A1:A40')}`,
    );
    const at = settings.values.findIndex(([title]) => title === '锁定') + 1;
    await section.type(control, { [`设置!B${at}`]: 5 });
    await run(google, '2018-09-03T09:00');
    const report = await section.at(root, '学校', `${row.code} ${row.name}`, month);
    return { ...google, report, control };
  }

  const run = ({ district, env }: GoogleDistrict, now: string) =>
    inProcess('run', district, now, (world) => world, env);
  const contact = ({ emulator }: GoogleDistrict) => new Person(emulator.url, `c${row.code}@example.cn`);

  it('closes the spreadsheet to the school, with a link to the month that is open; 延期 opens it again', async () => {
    const google = await googleDistrict();
    const { report, section, root } = google;
    await contact(google).type(report, wrong as Record<string, string>);
    await run(google, '2018-09-30T10:00');
    await contact(google).type(report, { selfCheck_studentCount: 1201 });
    expect((await run(google, '2018-10-01T00:00')).others[0]?.states).toMatchObject({ locked: 1 });

    await expect(contact(google).type(report, { selfCheck_studentCount: 1202 })).rejects.toThrow('protected cell');
    const october = await section.at(root, '学校', `${row.code} ${row.name}`, '2018年10月');
    const shown = await section.spreadsheet(
      report,
      'sheets(properties(title),data(rowData(values(userEnteredValue,userEnteredFormat(textFormat(link))))))',
    );
    const [first] = shown.sheets[0].data[0].rowData[0].values;
    expect(first.userEnteredValue.stringValue).toBe('2018年9月报表已经定稿，不再接收修改。2018年10月的请点这里填写。');
    expect(first.userEnteredFormat.textFormat.link.uri).toContain(october);

    await section.call(
      'POST',
      `/v4/spreadsheets/${google.control}/values/${encodeURIComponent('延期!A1:D1')}:append?valueInputOption=RAW`,
      { values: [[row.code, '2018-09', '2018-10-20', '停电']] },
    );
    const { others } = await run(google, '2018-10-08T10:00');
    expect(others[0]?.states).toMatchObject({ locked: 0, invalid: 1 });
    await contact(google).type(report, { monthlyReport_incidents: 1 });
    await expect(contact(google).type(report, { '自查表!A1': '改标题' })).rejects.toThrow('protected cell');
    expect((await run(google, '2018-10-09T10:00')).others[0]).toMatchObject({ read: 1, states: { submitted: 1 } });
  });
});
