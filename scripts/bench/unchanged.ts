import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths } from '../../schemas/periods.ts';
import { fillReport } from '../../test/support/fill-report.ts';
import { benchReport, benchSchools, inTemporaryFolder, makeBenchDistrict } from './bench-district.ts';
import { anxiaoCommand, type Command, median, timedWell } from './machine.ts';
import { duration, type Line } from './table.ts';

const schools = 417;
const periods = Array.from({ length: 12 }, (_, index) => addMonths('2018-01', index));

/** A run with nothing changed beside a process that looks at the same files, and one with ten changed beside the first. */
export async function unchanged(runs: number): Promise<readonly Line[]> {
  return inTemporaryFolder(async (folder) => {
    const district = await makeBenchDistrict(folder, { schools, periods, wrongEvery: 0 });
    const at = (now: string): Command =>
      anxiaoCommand('validate', district, '--period', '2018-12', '--now', now, '--json');
    const first = timedWell(at('2019-01-10T20:00')).seconds;
    timedWell(anxiaoCommand('consolidate', district, '--now', '2019-01-10T20:00'));
    const run = anxiaoCommand('run', district, '--period', '2018-12', '--now', '2019-01-12T20:00', '--json');
    timedWell(run);
    const before = fingerprint(district);
    const nothing: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= runs; round += 1) {
      const ours = timedWell(run).seconds;
      const looked = timedWell(bareLook(district)).seconds;
      // The first round warms both and is not counted.
      if (round > 0) nothing.push(ours);
      if (round > 0) bare.push(looked);
    }
    const untouched = fingerprint(district) === before ? 'nothing written' : 'SOMETHING WAS WRITTEN';
    const changed = await tenChanged(district, at);
    return [
      {
        work: `nothing changed, ${schools * periods.length} reports`,
        way: 'node: stat of the same files',
        took: duration(median(bare)),
      },
      {
        work: `nothing changed, ${schools * periods.length} reports`,
        way: 'anxiao run',
        took: duration(median(nothing)),
        ratio: median(nothing.map((ours, index) => ours / (bare[index] ?? Number.NaN))),
        mark: '≤ 2.5×',
        note: untouched,
      },
      { work: 'validate', way: 'first run, all of them', took: duration(first) },
      { work: 'validate', way: '10 changed', took: duration(changed), ratio: first / changed, mark: '≥ 50×' },
    ];
  });
}

async function tenChanged(district: string, at: (now: string) => Command): Promise<number> {
  for (const [index, school] of benchSchools(10).entries())
    await fillReport(benchReport(district, school, '2018-12'), { selfCheck_studentCount: 1500 + index });
  return timedWell(at('2019-01-13T20:00')).seconds;
}

function bareLook(district: string): Command {
  const look = `const fs = require('fs'); const path = require('path'); let files = 0;
    const root = path.join(process.argv[1], '学校');
    for (const school of fs.readdirSync(root)) for (const name of fs.readdirSync(path.join(root, school)))
      if (name.endsWith('.xlsx')) files += fs.statSync(path.join(root, school, name)).size > 0 ? 1 : 0;
    console.log(files);`;
  return { program: process.execPath, args: ['-e', look, district] };
}

/** Names, sizes and times of everything in the tree. */
function fingerprint(district: string): string {
  return readdirSync(district, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(district, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .join('\n');
}
