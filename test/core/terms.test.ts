import { describe, expect, it } from 'vitest';
import { checklistDueOf } from '../../functions/core/obligations/checklist-due.ts';
import { termOf } from '../../functions/core/terms.ts';
import type { Obligation } from '../../schemas/control.ts';

const terms = [
  { name: '第一学期', from: '09-01', through: '01-31' },
  { name: '第二学期', from: '02-16', through: '07-15' },
];

describe('the term of a month', () => {
  it.each([
    ['2018-09', '2018-09-01', '2018-11-16', '2019-01-31'],
    ['2019-01', '2018-09-01', '2018-11-16', '2019-01-31'],
    ['2019-02', '2019-02-16', '2019-05-01', '2019-07-15'],
    ['2019-07', '2019-02-16', '2019-05-01', '2019-07-15'],
  ])('%s lies in the one from %s, half of it on %s, through %s', (period, from, half, through) => {
    expect(termOf(terms, period)).toEqual({ from, half, through });
  });

  it('is none in a vacation, and that of its own year where the year was typed', () => {
    expect(termOf(terms, '2018-08')).toBeUndefined();
    const dated = [{ name: '2018—2019学年第一学期', from: '2018-09-03', through: '2019-01-25' }];
    expect(termOf(dated, '2018-10')).toMatchObject({ from: '2018-09-03', through: '2019-01-25' });
    expect(termOf(dated, '2019-10')).toBeUndefined();
  });
});

describe('when the checklist is due', () => {
  const monthly: Obligation = { name: '月报', forms: ['自查表', '月报表'], months: [9], due: undefined, help: '' };
  const checklist: Obligation = { name: '四个落实清单', forms: ['自查表'], months: [8], due: '08-31', help: '' };

  it.each([
    ['2018-08', '2018-08', '2018-08-31'],
    ['2018-09', '2018-09', '2018-08-31'],
    ['2019-03', '2018-09', '2018-08-31'],
    ['2019-08', '2018-09', '2019-08-31'],
    ['2018-07', '2018-07', undefined],
    ['2019-02', '2019-01', undefined],
  ])('for %s of a district that began in %s: %s', (period, since, due) => {
    expect(checklistDueOf([monthly, checklist], period, since)).toBe(due);
  });

  it('is never where 报送事项 does not ask for it', () => {
    expect(checklistDueOf([monthly], '2018-09', '2018-09')).toBeUndefined();
  });
});
