import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmlParts } from '../../../functions/adapters/mail/read-eml.ts';
import { removeDistrict } from '../../support/bulletin-district.ts';
import { players } from './cast.ts';
import { clockLetters } from './expected-clocks.ts';
import { expectedLetters } from './expected-letters.ts';
import { type Delivered, type LivedYear, live } from './live.ts';

let year: LivedYear;
beforeAll(async () => {
  year = await live();
}, 600_000);
afterAll(() => removeDistrict(year?.district ?? ''));

const isOfClocks = ({ items }: Pick<Delivered, 'items'>): boolean =>
  items.some((item) => /^(clock|sectionWeek)\//.test(item));

/** An item without what only the program can know: which draft, which row of 退回, what names a row without a number. */
function plain(item: string): string {
  return item
    .replace(/^(bulletin\/[^/]+\/(?:draft|held))\/.*$/, '$1/*')
    .replace(/^(returned\/[^/]+\/[^/]+)\/[^/]+/, '$1/*')
    .replace(/^(sectionWeek\/[^/]+\/[^/]+)\/[^/]+/, '$1/*')
    .replace(/^(clock\/[^/]+)\/row-[^/]+/, '$1/row');
}

const lineOf = (day: string, to: string, items: readonly string[]): string =>
  [day, to, ...items.map(plain).sort()].join(' ');

describe('a year of the campaign, from August to July', () => {
  it('writes each letter about reports and bulletins that the story asks for, on its day, once, and no other', () => {
    const sent = year.letters
      .filter((letter) => !isOfClocks(letter))
      .map(({ at, to, items }) => lineOf(at.slice(0, 10), to, items));
    const expected = expectedLetters().map(({ day, to, items }) => lineOf(day, to, items));
    expect(sent.sort()).toEqual(expected.sort());
  });

  it('tells each section of each light of its clocks once, and once a week what it has in hand', () => {
    const names = [...players.values()].map(({ name }) => name);
    const sent = year.letters.filter(isOfClocks).map(({ at, to, items, bytes, subject }) => {
      const { text } = readEmlParts(bytes);
      return `${lineOf(at.slice(0, 10), to, items)}: ${subject} ${names.filter((name) => text.includes(name)).sort()}`;
    });
    const expected = clockLetters().map(({ day, to, items, counts: [all, red, yellow], schools }) => {
      const isWeekly = items.some((item) => item.startsWith('sectionWeek'));
      const lit = [red > 0 ? `超期 ${red} 件` : '', yellow > 0 ? `快到期 ${yellow} 件` : '']
        .filter((it) => it !== '')
        .join('，');
      const weekly = `科室周报：在办 ${all} 件${lit === '' ? '' : `，其中${lit}`}`;
      const kind = to.startsWith('dong@') || to.startsWith('xi@') ? '督学检查' : '到期提醒';
      return `${lineOf(day, to, items)}: ${isWeekly ? weekly : `${kind}：${lit}`} ${schools}`;
    });
    expect(sent.sort()).toEqual(expected.sort());
  });
});
