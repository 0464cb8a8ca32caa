import { afterAll, describe, expect, it } from 'vitest';
import { judge, type Verdict } from './judge.ts';
import { liveYear, type YearOptions } from './live-year.ts';
import { traceOf } from './trace.ts';

/** Seeds that one test holds, so that a failure says at once which ones. */
const together = 10;

/** Lives and judges the years of these seeds; `SEED=7` does that one alone, wherever it belongs. */
export function holdYears(from: number, through: number): void {
  const only = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
  const total = { runs: 0, killed: 0, held: 0, letters: 0, failed: 0, wanted: 0 };
  const seeds = Array.from({ length: through - from + 1 }, (_, index) => from + index).filter(
    (seed) => only === undefined || seed === only,
  );
  const groups = Array.from({ length: Math.ceil(seeds.length / together) }, (_, index) =>
    seeds.slice(index * together, (index + 1) * together),
  );

  describe.skipIf(seeds.length === 0)('a year of 120 schools on a virtual clock', () => {
    it.each(groups.map((group) => [group[0], group.at(-1), group] as const))(
      'keeps every promise with the seeds %i to %i',
      async (_first, _last, group) => {
        for (const seed of group) {
          const options = optionsOf(seed);
          const verdict = judge(await liveYear(options));
          if (verdict.faults.length > 0) expect.fail(await report(options, verdict));
          for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += verdict.counts[key];
        }
      },
      600_000,
    );

    afterAll(() => {
      const { runs, killed, held, letters, failed, wanted } = total;
      console.log(
        `${seeds.length} years judged: ${runs} runs, ${killed} killed, ${held} turned away; ${letters} letters arrived, ` +
          `${failed} were not taken, ${wanted} times somebody was to have been told`,
      );
    });
  });
}

/** Each fiftieth year has its letters in MIME, each tenth 每日小结. */
function optionsOf(seed: number): YearOptions {
  return { seed, schools: 120, months: 12, mime: seed % 50 === 0, summaries: seed % 10 === 0 };
}

/** What went wrong, told of the smallest district and the shortest time that still shows it. */
async function report(options: YearOptions, verdict: Verdict): Promise<string> {
  for (const months of [1, 2, 4, 8, 12])
    for (const schools of [1, 2, 4, 8, 15, 30, 60, 120]) {
      const smaller = { ...options, months, schools };
      const year = await liveYear(smaller);
      const { faults } = judge(year);
      if (faults.length > 0)
        return `SEED=${options.seed}: ${verdict.faults.length} faults; ${schools} schools and ${months} months show it:\n${traceOf(year, faults)}`;
    }
  return `SEED=${options.seed}: ${JSON.stringify(verdict.faults.slice(0, 5))}`;
}
