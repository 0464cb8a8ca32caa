import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { annexRequirements } from './annexes.ts';
import { planRequirements } from './plan.ts';
import { served } from './requirement.ts';
import { numbers, type Outcome, requirementsTable } from './table.ts';

const all = [...planRequirements, ...annexRequirements];
// Beside the project where its papers lie; a clone alone has none.
const paper = resolve(import.meta.dirname, '../../../../shared/requirements.md');

describe('S1–S102', () => {
  it('are declared, each once, in their order', () => {
    expect(all.map(({ number }) => number)).toEqual(numbers);
  });

  it('are quoted as the requirements have them', (context) => {
    if (!existsSync(paper)) context.skip('the requirements do not lie beside this project');
    const lines = readFileSync(paper, 'utf8').matchAll(/^(S\d+) (?:附件[23] |rule )?“(.*)” ?(?:`|—)/gmu);
    expect(all.map(({ number, quote }) => [number, quote])).toEqual([...lines].map(([, ...parts]) => parts));
  });
});

describe('the table of S1–S102', () => {
  const passed: Outcome = { file: 'a.test.ts', name: 'a group > a test', state: 'passed' };
  const whole = numbers.map((number) => served(number, `原文${number}`, ['a.test.ts', 'a group > a test']));
  const withFirst = (first: object) => [{ ...whole[0], ...first } as (typeof whole)[number], ...whole.slice(1)];
  const lineOf = (requirements: typeof whole, outcomes: readonly Outcome[]) => {
    const { lines, wrong } = requirementsTable(requirements, outcomes);
    return [wrong, lines[0]?.replace(/^S1 +原文S1 +/, '')];
  };

  it('has a line a number that names its test, and is right where all passed', () => {
    const { lines, wrong } = requirementsTable(whole, [passed]);
    expect(wrong).toBe(0);
    expect(lines).toHaveLength(103);
    expect(lines[0]).toBe(`S1   原文S1${' '.repeat(30)} √ a.test.ts › a group › a test`);
    expect(lines.at(-1)).toBe('S1–S102: 102 served, 0 with a reason, 0 skipped, 0 not shown');
  });

  it('fails where a number is missing, pending, or has neither test nor reason', () => {
    expect(lineOf(whole.slice(1), [passed])).toEqual([1, expect.stringMatching(/× not declared$/)]);
    expect(lineOf([...whole, ...whole.slice(0, 1)], [passed])).toEqual([1, '× declared twice']);
    expect(lineOf(withFirst({ pending: 'a register' }), [passed])).toEqual([1, '× pending: a register']);
    for (const reason of [{}, { reason: '' }, { reason: ' ' }])
      expect(lineOf(withFirst({ tests: [], ...reason }), [passed])).toEqual([1, '× neither a test nor a reason']);
    expect(lineOf(withFirst({ tests: [], reason: '盖章在纸上' }), [passed])).toEqual([0, '– 盖章在纸上']);
    expect(requirementsTable([...whole, { number: 'S103', quote: '', tests: [] }], [passed]).wrong).toBe(1);
  });

  it('fails where a test is not there or did not pass, one of several or one of its examples', () => {
    const named = 'a.test.ts › a group › a test';
    expect(lineOf(whole, [])).toEqual([102, `× no such test: ${named}`]);
    expect(lineOf(whole, [{ ...passed, file: 'b.test.ts' }])).toEqual([102, `× no such test: ${named}`]);
    expect(lineOf(whole, [passed, { ...passed, state: 'failed' }])).toEqual([102, `× failed: ${named}`]);
    const two = withFirst({ tests: [...(whole[0]?.tests ?? []), ['b.test.ts', 'another']] });
    expect(lineOf(two, [passed])).toEqual([1, '× no such test: b.test.ts › another']);
  });

  it('takes a skipped test for none that serves, and says why it was skipped', () => {
    const skipped = { ...passed, state: 'skipped', note: 'no LibreOffice' } as const;
    const { lines, wrong } = requirementsTable(whole, [skipped]);
    expect([wrong, lines.at(-1)]).toEqual([0, 'S1–S102: 0 served, 0 with a reason, 102 skipped, 0 not shown']);
    expect(lines[0]).toMatch(/○ skipped: a\.test\.ts › a group › a test \(no LibreOffice\)$/);
  });
});
