import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDistrict, type RosterRow } from '../support/district.ts';
import { inProcess } from '../support/in-process.ts';

const shared = 'shared@example.cn';
const first: RosterRow = { code: '371311001', name: '示例第一小学', email: shared };
const second: RosterRow = { code: '371311002', name: '示例第二小学', email: 'Shared@Example.cn' };
const third: RosterRow = { code: '371311003', name: '示例第三小学' };

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

/** The section types another contact's address into the register. */
async function typeContact(district: string, { code }: RosterRow, email: string): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  const roster = workbook.getWorksheet('学校名册');
  const column = ((roster?.getRow(1).values ?? []) as unknown[]).indexOf('联络人邮箱');
  roster?.eachRow((row) => {
    if (row.getCell(1).value === code) row.getCell(column).value = email;
  });
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}

describe('a person who looks after several schools', () => {
  it('gets one reminder a day with all of them, and what comes up later that day the next working day', async () => {
    const district = makeDistrict([first, second, third]);
    places.push(resolve(district, '..'));
    await inProcess('run', district, '2018-09-01T09:00');
    const toShared = async (now: string) =>
      (await inProcess('run', district, now)).letters
        .filter(({ to }) => to.some((address) => address.toLowerCase() === shared))
        .map(({ items }) => items);
    const due = (rung: number, ...schools: RosterRow[]) =>
      ['2018-09', 'annualSummary-2018'].flatMap((key) =>
        schools.map(({ code }) => `remind/${key}/${code}/${rung}/${shared}`),
      );

    expect(await toShared('2018-09-26T09:00')).toEqual([due(3, first, second)]);
    await typeContact(district, third, shared);
    expect(await toShared('2018-09-26T11:00')).toEqual([]);
    expect(await toShared('2018-09-27T09:00')).toEqual([due(3, third)]);
    expect(await toShared('2018-09-28T09:00')).toEqual([due(4, first, second, third)]);
  });
});
