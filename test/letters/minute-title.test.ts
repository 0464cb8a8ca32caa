import { expect, it } from 'vitest';
import { dueTitle, minuteTitle } from '../../functions/letters/minute-title.ts';

it.each([
  ['2018-09-26T09:00:00+08:00', '9月26日 09:00', '9月26日 周三 09:00'],
  ['2018-09-26T00:00:00+08:00', '9月25日24:00', '9月25日 周二 24:00'],
  ['2018-09-25T24:00:00+08:00', '9月25日24:00', '9月25日 周二 24:00'],
  ['2018-10-01T00:00+08:00', '9月30日24:00', '9月30日 周日 24:00'],
  ['2019-01-01T00:00:00+08:00', '12月31日24:00', '12月31日 周一 24:00'],
  ['2018-09-25T23:59:59+08:00', '9月25日 23:59', '9月25日 周二 23:59'],
])('%s was %s, and is due on %s', (iso, moment, due) => {
  expect(minuteTitle(iso)).toBe(moment);
  expect(dueTitle(iso)).toBe(due);
});

it('refuses what is no time', () => {
  expect(() => minuteTitle('9月25日')).toThrow(RangeError);
  expect(() => dueTitle('9月25日')).toThrow(RangeError);
});
