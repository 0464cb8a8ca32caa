import { describe, expect, it } from 'vitest';
import type { Figure } from '../../functions/core/bulletin/bulletin-figures.ts';
import { countedByHand } from './bulletin-naive.ts';
import { changedByHand, schoolByHand } from './bulletin-naive-changes.ts';
import { draftOf, figuresOf, forEachDistrict, withIssued } from './bulletin-stories.ts';

/** Without what only the papers' own view knows: windows. */
function withoutWindows<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, it) => (key === 'window' ? undefined : it)));
}

const wordOf = (figure: Figure): string => (figure.is === 'number' ? String(figure.value) : figure.is);

describe('the figures of 50 random districts', () => {
  it('are in every total what somebody counts who goes through the papers', () => {
    forEachDistrict(({ now, ended }) => {
      const { totals } = figuresOf(now, ended);
      expect(withoutWindows(totals)).toEqual(withoutWindows(countedByHand(now, ended).totals));
    });
  });

  it('are of every school what its papers say, in the order of the register', () => {
    forEachDistrict(({ now, ended }) => {
      const { schools } = figuresOf(now, ended);
      const { people } = countedByHand(now, ended);
      expect(schools.map(({ code }) => code)).toEqual(people.map(({ code }) => code));
      for (const [index, school] of schools.entries()) {
        const of = people[index] ?? people[0];
        if (!of) throw new Error('nobody');
        for (const { period, report, counts } of [...school.lastYear, ...school.before, ...school.months])
          expect([report, ...Object.values(counts).map(wordOf)]).toEqual(schoolByHand(now, ended, of, period));
        for (const [at, period] of ['2018-09', '2018-10'].entries()) {
          const paper = now.months.includes(period) ? now.at(of, period) : undefined;
          const numbers = paper && 'education' in paper ? paper.education : [];
          const told = Object.values(school.education[at] ?? {}).flatMap((it) =>
            it.is === 'number' ? [it.value] : [],
          );
          expect(told).toEqual(numbers.filter((it) => typeof it === 'number'));
        }
      }
    });
  });

  it('correct what was issued before: all that is other by now, once', () => {
    let told = 0;
    forEachDistrict((of) => {
      const { corrections } = withIssued(of);
      const lines = corrections.flatMap(({ totals, schools }) => [
        ...totals.map(({ period, key, was, now }) => `${period} ${key} ${was}→${now}`),
        ...schools.map(({ code, period, key, was, now }) => `${code} ${period} ${key} ${was}→${now}`),
      ]);
      const [early, late] = [of.issued.includes('2018-05'), of.issued.includes('2018-07')];
      // What 5—6 had wrong was told by 7—8 already, where that was issued.
      const byHand = [
        ...(early ? changedByHand('2018-05', late ? of.second : of.first, of.now) : []),
        ...(late ? changedByHand('2018-07', of.second, of.now) : []),
      ];
      expect([...lines].sort()).toEqual([...byHand].sort());
      told += lines.length;
    });
    expect(told).toBeGreaterThan(100);
  });

  it('stand behind every number of the prose: each is what its path says, and no other number is said', () => {
    forEachDistrict((of) => {
      const figures = withIssued(of);
      const { statements, sentences } = draftOf(figures, of.ended);
      expect(sentences).toEqual(statements.map(({ text }) => text));
      const byHand = { totals: countedByHand(of.now, of.ended).totals, corrections: figures.corrections };
      for (const { text, says } of statements) {
        const numbers = says.flatMap(({ path, value }) => {
          if (typeof value !== 'number') return path.endsWith('.schools') ? [value.length] : [];
          const at = path.split('.').reduce<unknown>((it, key) => (it as Record<string, unknown>)?.[key], byHand);
          expect(at, path).toBe(value);
          return [Math.abs(value)];
        });
        expect(numbersIn(text), text).toEqual(numbers);
      }
    });
  });

  it('stand behind every name in the prose', () => {
    forEachDistrict((of) => {
      const figures = withIssued(of);
      const names = new Map(figures.schools.map(({ code, name }) => [code, name]));
      for (const { text, says } of draftOf(figures, of.ended).statements) {
        const told = says.flatMap(({ path, value }) =>
          typeof value === 'number' || path.endsWith('.schools') ? [] : value,
        );
        const found = [...text.matchAll(/..示例(?:中心小学|小学|中学)/g)].map(([name]) => name);
        expect(found).toEqual(told.map((code) => names.get(code)));
      }
    });
  });
});

/** The numbers of a sentence that are figures: what is left without dates, months, windows, references and instructions. */
function numbersIn(text: string): readonly number[] {
  const figures = text
    .replace(/（统计区间[^）]*）|附件\d|（明确填报0件）|不作0计|填0、|11月25日24:00前|\d{4}年\d+月\d+日/g, '')
    .replace(/\d{4}年\d+—\d+月|(?:\d{4}年)?\d{1,2}月(?!\d+日)/g, '');
  return [...figures.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
}
