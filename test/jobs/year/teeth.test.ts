import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { liveYear } from './live-year.ts';
import { mutations } from './planted.ts';

const seeds = [1, 2, 3, 4, 5, 6];

describe('the judge of the year', () => {
  it.each(mutations)('catches a program that $fault', async ({ calledBy, planted, months = 4 }) => {
    const said: string[] = [];
    for (const seed of seeds) {
      const { faults } = judge(await liveYear({ seed, schools: 40, months, planted }));
      said.push(...faults.map(({ what, about }) => `${what}: ${about}`));
      if (said.some((line) => calledBy.test(line))) return;
    }
    expect.fail(`${said.length} faults, none of them ${calledBy}: ${said.slice(0, 5).join('; ')}`);
  });

  it('has nothing to say where nothing is wrong', async () => {
    for (const seed of seeds) {
      const { faults, counts } = judge(await liveYear({ seed, schools: 40, months: 4 }));
      expect(faults, `seed ${seed}`).toEqual([]);
      expect(counts.letters).toBeGreaterThan(100);
    }
  });
});
