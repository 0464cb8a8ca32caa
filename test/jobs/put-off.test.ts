import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readEmlHead } from '../../functions/adapters/mail/read-eml.ts';
import { inProcess } from '../support/in-process.ts';
import { answering, mailTown, remindOver, rowsOf } from '../support/mail-district.ts';
import { retype } from '../support/retype.ts';
import { typeRow } from '../support/type-row.ts';

const town = mailTown();
afterEach(town.endServers);
afterAll(town.leave);

const rows = rowsOf(1);
const code = '371311001';
const contact = `c${code}@example.cn`;
const principal = `p${code}@example.cn`;

async function toldOn(district: string, day: string): Promise<string[]> {
  const { letters } = await inProcess('remind', district, `${day}T09:00`);
  return letters.map(({ key, state }) => `${state} ${key.replace(`remind/2018-09/${code}/`, '')}`);
}

describe('a deadline that is put off after reminders went', () => {
  it('has its own reminders: before it, on it and after it, each once', async () => {
    const district = await town.district(rows);
    for (const day of ['2018-09-21', '2018-09-25', '2018-09-26']) await toldOn(district, day);
    await typeRow(district, '延期', code, '2018-09', '2018-10-19');
    const days = ['2018-09-27', '2018-10-16', '2018-10-17', '2018-10-19', '2018-10-22', '2018-10-23', '2018-10-24'];
    const told: [string, string[]][] = [];
    for (const day of days) told.push([day, await toldOn(district, day)]);
    expect(Object.fromEntries(told)).toEqual({
      '2018-09-27': [],
      '2018-10-16': [`sent 1/2018-10-16/${contact}`],
      '2018-10-17': [],
      '2018-10-19': [`sent 2/2018-10-19/${contact}`],
      '2018-10-22': [`sent 3/2018-10-22/${contact}`, `sent 3/2018-10-22/${principal}`],
      '2018-10-23': [],
      '2018-10-24': [`sent 4/${contact}`, `sent 4/${principal}`],
    });
  });

  it('is never named by a letter that waited: it is withdrawn, and the new one says the new day', async () => {
    const district = await town.district(rows);
    await remindOver(district, await town.serve(answering(() => '451 later')), '2018-09-21T09:00');
    await typeRow(district, '延期', code, '2018-09', '2018-09-28');
    const server = await town.serve();
    const { letters } = await remindOver(district, server, '2018-09-25T09:00');
    expect(letters.map(({ state }) => state)).toEqual(['withdrawn', 'sent']);
    expect(server.arrived.map((bytes) => readEmlHead(bytes).subject)).toEqual([
      '提醒：示例第1小学2018年9月报表请于 9月28日 周五 24:00 前报送',
    ]);
  });
});

describe('a ladder that is renumbered amid a month', () => {
  it('keeps nobody from hearing of the day that passed, nor tells again what was told since', async () => {
    const district = await town.district(rows);
    for (const day of ['2018-09-21', '2018-09-25']) await toldOn(district, day);
    // The first rung is gone, and the others have moved up.
    const ladder = [
      [1, { 相对截止: '当天', 天数: 0, 单位: '自然日', 发给: '联络人', 语气: '提醒' }],
      [2, { 相对截止: '后', 天数: 1, 单位: '工作日', 发给: '联络人、校长', 语气: '催报' }],
      [3, { 相对截止: '后', 天数: 3, 单位: '工作日', 发给: '联络人、校长', 语气: '催报' }],
      [4, { 相对截止: '后', 天数: 5, 单位: '工作日', 发给: '联络人', 语气: '督促' }],
      [5, { 启用: '否' }],
    ] as const;
    for (const [rung, cells] of ladder) await retype(district, '催报阶梯', rung, cells);
    expect(await toldOn(district, '2018-09-26')).toEqual([`sent 2/2018-09-26/${contact}`, `sent 2/${principal}`]);
    expect(await toldOn(district, '2018-09-28')).toEqual([`sent 3/${contact}`, `sent 3/${principal}`]);
    // What was told as 3 is called 2 now: whoever heard it on its day does not hear it again.
    await retype(district, '催报阶梯', 3, { 启用: '否' });
    await retype(district, '催报阶梯', 2, { 天数: 3 });
    expect(await toldOn(district, '2018-09-29')).toEqual([]);
  });
});
