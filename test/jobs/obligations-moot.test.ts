import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LetterOutcome } from '../../functions/jobs/letters/post.ts';
import { copyOf } from '../doors/district-tree.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { type Around, drawnOnce, inProcess } from '../support/in-process.ts';
import { retype } from '../support/retype.ts';
import { typeRow } from '../support/type-row.ts';
import { typeSetting } from '../support/type-setting.ts';

const school: RosterRow = { code: '371311001', name: '示例第一小学' };
const summary: Typed = {
  ...Object.fromEntries(
    ['organisation', 'dailyManagement', 'prevention', 'procedure'].flatMap((key) =>
      ['Experience', 'Shortcoming', 'Improvement'].map((part) => [`annualSummary_${key}${part}`, '逐项写明。']),
    ),
  ),
  annualSummary_principalSign: '乙校长',
};
/** Cells of a row of 报送事项 that somebody emptied. */
const nothing = { 事项: null, 适用表: null, 月份: null, '截止(月-日)': null, 说明: null };
const contact = `c${school.code}@example.cn`;
const item = (rung: number, person = contact) => `remind/annualSummary-2018/${school.code}/${rung}/${person}`;

const places: string[] = [];
let base: string | undefined;

/** The post takes nothing for now. */
const noPost: Around = (world) => {
  const { mailer } = world;
  return {
    ...drawnOnce(world),
    mailer: {
      compose: (letter, sender, now) => mailer.compose(letter, sender, now),
      deliver: async () => ({ state: 'deferred', why: '服务器忙' }),
      close: () => mailer.close(),
    },
  };
};

const remindersOf = (letters: readonly LetterOutcome[]) =>
  letters
    .filter(({ key }) => key.startsWith('remind/'))
    .map(({ items, state }) => `${state} ${items.join(' ')}`)
    .sort();

/** A copy in which a reminder of the summary waits since a morning, and what somebody does to it. */
async function waiting(morning: string, change: (district: string) => Promise<void>): Promise<string> {
  const district = copyOf(base ?? '');
  places.push(resolve(district, '..'));
  await inProcess('run', district, morning, noPost);
  await change(district);
  return district;
}

beforeAll(async () => {
  base = makeDistrict([school]);
  places.push(resolve(base, '..'));
  await inProcess('run', base, '2018-09-01T09:00');
  await fillReport(reportPath(base, school), rightReport, new Date('2018-09-20T10:00+08:00'));
  await inProcess('run', base, '2018-09-20T11:00');
});
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

describe('a reminder of 年度总结 that has not gone out', () => {
  const cases: readonly [string, (district: string) => Promise<void>, readonly string[]][] = [
    [
      'is withdrawn when the summary arrives',
      (at) => fillReport(reportPath(at, school), summary, new Date('2018-09-21T09:30+08:00')),
      [`withdrawn ${item(1)}`],
    ],
    [
      'is withdrawn when its rung is switched off',
      (at) => retype(at, '催报阶梯', 1, { 启用: '否' }),
      [`withdrawn ${item(1)}`],
    ],
    [
      'is withdrawn when the school gets more time',
      (at) => typeRow(at, '延期', school.code, '2018-09', '2018-09-30', '', '年度总结'),
      [`withdrawn ${item(1)}`],
    ],
    [
      'goes to another address when the register names one',
      (at) => retype(at, '学校名册', school.code, { 联络人邮箱: 'new@example.cn' }),
      [`sent ${item(1, 'new@example.cn')}`, `withdrawn ${item(1)}`],
    ],
    [
      'is withdrawn when nobody asks for it any more',
      (at) => retype(at, '报送事项', '年度总结', nothing),
      [`withdrawn ${item(1)}`],
    ],
    [
      'still goes when the month’s own time is extended',
      (at) => typeRow(at, '延期', school.code, '2018-09', '2018-09-30'),
      [`sent ${item(1)}`],
    ],
  ];
  it.each(cases)('%s', async (_, change, expected) => {
    const district = await waiting('2018-09-21T09:00', change);
    const { letters } = await inProcess('run', district, '2018-09-21T15:00');
    expect(remindersOf(letters)).toEqual(expected);
  });

  it('is withdrawn when the report is closed', async () => {
    const district = await waiting('2018-09-26T09:00', (at) => typeSetting(at, '锁定', 1));
    const { letters } = await inProcess('run', district, '2018-09-27T09:00');
    expect(remindersOf(letters)).toEqual([
      `withdrawn ${item(3)}`,
      `withdrawn ${item(3, `p${school.code}@example.cn`)}`,
    ]);
    expect(remindersOf((await inProcess('run', district, '2018-09-28T09:00')).letters)).toEqual([]);
  });

  it('waits for nobody’s lock: a report stays open as long as 年度总结 may be filled in', async () => {
    const district = await waiting('2018-09-26T09:00', async (at) => {
      await typeSetting(at, '锁定', 1);
      await typeRow(at, '延期', school.code, '2018-09', '2018-10-10', '', '年度总结');
    });
    const lockedAt = async (now: string) => (await inProcess('run', district, now)).others[0]?.states.locked;
    expect((await inProcess('run', district, '2018-09-27T09:00')).states).toMatchObject({ locked: 0, submitted: 1 });
    expect(await lockedAt('2018-10-11T23:00')).toBe(0);
    expect(await lockedAt('2018-10-12T00:00')).toBe(1);
  });
});
