import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import { makeDistrict, type RosterRow, reportPath } from '../../support/district.ts';
import { fillReport, rightReport } from '../../support/fill-report.ts';
import { type Hostile, hostileFiles } from '../../support/hostile-files.ts';
import { inProcess } from '../../support/in-process.ts';
import { codeOf } from './crafted-workbook.ts';

const first: RosterRow = { code: '371310000', name: '示例零小学' };
let district = '';
let report = Buffer.alloc(0);
let files: readonly Hostile[] = [];
let schools: readonly RosterRow[] = [];

beforeAll(async () => {
  const made = makeDistrict([first]);
  await inProcess('handOut', made, '2018-09-01T09:00');
  await fillReport(reportPath(made, first), rightReport);
  report = readFileSync(reportPath(made, first));
  rmSync(dirname(made), { recursive: true });
  files = hostileFiles(report);
  schools = [
    first,
    ...files.map((_, n) => ({ code: `3713110${String(n + 1).padStart(2, '0')}`, name: `示例${n + 1}小学` })),
  ];
  district = makeDistrict(schools);
});

afterAll(() => {
  if (district !== '') rmSync(dirname(district), { recursive: true, force: true });
});

it('each hostile file is a failure with its code, or read as if nothing were wrong', () => {
  const right = readWorkbook(report);
  if (!right.ok) throw new Error(right.detail);
  const is = (bytes: Buffer): string => {
    const code = codeOf(bytes);
    if (code !== 'ok') return code;
    const read = readWorkbook(bytes);
    const same =
      read.ok &&
      right.workbook.sheets.every(({ name, cells }, at) => {
        const other = read.workbook.sheets[at];
        return other?.name === name && JSON.stringify(other.cells.slice(0, cells.length)) === JSON.stringify(cells);
      });
    return same ? 'right' : 'read wrong';
  };
  expect(files.length).toBeGreaterThanOrEqual(40);
  expect(Object.fromEntries(files.map(({ what, bytes }) => [what, is(bytes)]))).toEqual(
    Object.fromEntries(files.map(({ what, becomes }) => [what, becomes])),
  );
  const failures = files.filter(({ becomes }) => becomes !== 'right').length;
  console.info(`${files.length} hostile files: ${failures} refused, ${files.length - failures} read right`);
});

it('in one district, none harms another school', async () => {
  await inProcess('handOut', district, '2018-09-01T09:00');
  await fillReport(reportPath(district, first), rightReport);
  for (const [n, { bytes }] of files.entries()) {
    const row = schools[n + 1];
    if (row) writeFileSync(reportPath(district, row), bytes);
  }
  const document = await inProcess('validate', district, '2018-09-20T09:00');
  const told = Object.fromEntries(document.failures.map(({ school, code }) => [school, code]));
  const wanted = files.flatMap(({ becomes }, n) => {
    // A right report of another school is that school's: L-WHO.
    const code = becomes === 'right' ? 'L-WHO' : becomes;
    return [[schools[n + 1]?.code ?? '', code] as const];
  });
  expect(told).toEqual(Object.fromEntries(wanted));
  expect(document.states.submitted).toBe(1);
  expect(document.findings.filter(({ school }) => school === first.code)).toEqual([]);
});
