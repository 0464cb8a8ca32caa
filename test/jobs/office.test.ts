import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { lettersIn } from '../doors/district-tree.ts';
import { draft, folder, quietDistrict, removeDistrict, schools, workbookOf } from '../support/bulletin-district.ts';
import { inProcess } from '../support/in-process.ts';
import { typeSetting } from '../support/type-setting.ts';

const office = '某区教育体育局校园安全科';
const phone = '0539-5550199';
const sender = `${office} <fa@bureau.example>`;
const address = 'ke@bureau.example';
const rows = schools.slice(0, 1);

let district = '';

/** Every text of a workbook, a cell a line. */
function textOf(path: string): string {
  const read = readWorkbook(readFileSync(path));
  if (!read.ok) throw new Error(read.code);
  return read.workbook.sheets.flatMap(({ cells }) => cells.flat()).join('\n');
}

beforeAll(async () => {
  district = await quietDistrict(rows);
  for (const [title, value] of Object.entries({
    工作机构: office,
    办公电话: phone,
    发件人: sender,
    安全科邮箱: address,
  }))
    await typeSetting(district, title, value);
  await inProcess('run', district, '2018-11-02T09:00');
  await draft(district, '2018-11-02T09:30');
  await inProcess('run', district, '2018-11-26T09:00');
});
afterAll(() => removeDistrict(district));

describe('the section, typed once in 设置', () => {
  it('signs every letter and gets every answer to it', () => {
    const letters = lettersIn(district).map((name) => readFileSync(join(district, '发件箱', name)));
    expect(letters.length).toBeGreaterThan(2);
    for (const letter of letters) {
      const head = (letter.toString('latin1').split('\r\n\r\n')[0] ?? '').replaceAll(/\r\n /g, '');
      expect(head).toMatch(/^From: .*<fa@bureau\.example>$/m);
      expect(head).toMatch(/^Reply-To: ke@bureau\.example$/m);
      expect(readEmlParts(letter).text).toContain(office);
    }
  });

  it('is to be rung under its one number in every letter, workbook and draft', () => {
    for (const name of lettersIn(district)) {
      const { html, text } = readEmlParts(readFileSync(join(district, '发件箱', name)));
      for (const part of [html, text]) expect(part, name).toContain(phone);
    }
    const [row] = rows;
    if (!row) throw new Error('no school');
    expect(textOf(workbookOf(district, row, 11))).toContain(phone);
    expect(textOf(join(district, '总表.xlsx'))).toContain(phone);
    expect(readFileSync(join(district, folder, '通报草稿.html'), 'utf8')).toContain(phone);
  });
});
