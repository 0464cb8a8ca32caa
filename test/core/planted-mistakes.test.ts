import { describe, expect, it } from 'vitest';
import { judge, rules } from '../../functions/core/judge.ts';
import { caseOf, type Dice, diceOf, type MadeUp, rightMonth } from './made-up-school.ts';
import { type Mistake, mistakes } from './planted-mistakes.ts';

const schools = 300;

/** Mistakes of one school: up to three, no two of which touch the same, and each kind in turn. */
function chosen(number: number, dice: Dice): readonly Mistake[] {
  const first = mistakes[number % mistakes.length] as Mistake;
  const others = Array.from({ length: dice.whole(0, 2) }, () => dice.pick(mistakes));
  return [first, ...others].filter((it, at, all) => all.findIndex(({ touches }) => touches === it.touches) === at);
}

function withMistake(month: MadeUp, { change }: Mistake): MadeUp {
  const { typed, before, around, school, drift } = change(month);
  return {
    school: { ...month.school, ...school },
    typed: { ...month.typed, ...typed },
    before: { ...month.before, ...before },
    drifts: drift ? [...month.drifts, drift] : month.drifts,
    around: { ...month.around, ...around },
  };
}

function said(month: MadeUp): string[] {
  return judge(caseOf(month)).findings.map(({ code, severity, form, field }) => `${code} ${severity} ${form}_${field}`);
}

describe('300 schools with every kind of planted mistake', () => {
  it('finds every mistake and blames nothing that is right', () => {
    const dice = diceOf(20_180_901);
    const missed: string[] = [];
    const blamed: string[] = [];
    let planted = 0;
    let right = 0;
    for (let number = 1; number <= schools; number += 1) {
      const clean = rightMonth(number, dice);
      right += said(clean).length === 0 ? 1 : 0;
      blamed.push(...said(clean).map((it) => `${number} unharmed: ${it}`));
      const these = chosen(number, dice);
      const month = these.reduce(withMistake, clean);
      const expected = these.flatMap(({ says }) => says);
      const found = said(month);
      planted += expected.length;
      missed.push(...expected.filter((it) => !found.includes(it)).map((it) => `${number}: ${it}`));
      blamed.push(...found.filter((it) => !expected.includes(it)).map((it) => `${number}: ${it}`));
    }
    console.log(
      `${schools} schools: ${right} right months unblamed; ${planted} mistakes of ${mistakes.length} kinds planted, ` +
        `${planted - missed.length} found, ${missed.length} missed, ${blamed.length} wrongly blamed`,
    );
    expect({ missed, blamed }).toEqual({ missed: [], blamed: [] });
  });

  it('plants a mistake for every rule', () => {
    const named = mistakes.flatMap(({ says }) => says).map((it) => it.split(' ')[0]);
    expect(rules.map(({ code }) => code).filter((code) => !named.includes(code))).toEqual([]);
  });
});
