import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDistrict, type RosterRow } from '../support/district.ts';
import { inProcess } from '../support/in-process.ts';
import { retype } from '../support/retype.ts';

const shared = 'shared@example.cn';
const first: RosterRow = { code: '371311001', name: '示例第一小学', email: shared };
const second: RosterRow = { code: '371311002', name: '示例第二小学', email: 'Shared@Example.cn' };
const third: RosterRow = { code: '371311003', name: '示例第三小学' };

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

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
    await retype(district, '学校名册', third.code, { 联络人邮箱: shared });
    expect(await toShared('2018-09-26T11:00')).toEqual([]);
    expect(await toShared('2018-09-27T09:00')).toEqual([due(3, third)]);
    expect(await toShared('2018-09-28T09:00')).toEqual([due(4, first, second, third)]);
  });

  it('and who has a school of their own and inspects others hears of the own one first, of the others the day after', async () => {
    const both = 'both@example.cn';
    const district = makeDistrict([
      { ...first, email: both },
      { ...third, inspectorEmail: 'Both@example.cn' },
    ]);
    places.push(resolve(district, '..'));
    await retype(district, '催报阶梯', 3, { 发给: '联络人、责任督学' });
    await inProcess('run', district, '2018-09-01T09:00');
    const toBoth = async (now: string) =>
      (await inProcess('run', district, now)).letters
        .filter(({ to }) => to.some((address) => address.toLowerCase() === both))
        .map(({ items }) => items.map((item) => item.split('/').slice(1, 4).join('/')));
    const due = (rung: number, { code }: RosterRow) =>
      ['2018-09', 'annualSummary-2018'].map((key) => `${key}/${code}/${rung}`);
    expect(await toBoth('2018-09-26T09:00')).toEqual([due(3, first)]);
    expect(await toBoth('2018-09-26T14:00')).toEqual([]);
    expect(await toBoth('2018-09-27T09:00')).toEqual([due(3, third)]);
    expect(await toBoth('2018-09-28T09:00')).toEqual([due(4, first)]);
  });
});
