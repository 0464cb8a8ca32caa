import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addMonths } from '../../schemas/periods.ts';
import { tree } from '../../schemas/tree.ts';
import { fillReport } from '../../test/support/fill-report.ts';
import { benchReport, benchSchools, inTemporaryFolder, makeBenchDistrict } from './bench-district.ts';
import { anxiaoCommand, type Command, median, settleDisk, timedWell } from './machine.ts';
import { duration, type Line } from './table.ts';

const schools = 417;
const periods = Array.from({ length: 12 }, (_, index) => addMonths('2018-01', index));

/** A run with nothing changed beside a process that looks at the same files, and one with ten changed beside the first. */
export async function unchanged(runs: number): Promise<readonly Line[]> {
  return inTemporaryFolder(async (folder) => {
    const district = await makeBenchDistrict(folder, { schools, periods, wrongEvery: 0 });
    const at = (now: string): Command =>
      anxiaoCommand('validate', district, '--period', '2018-12', '--now', now, '--json');
    settleDisk();
    const first = timedWell(at('2019-01-10T20:00')).seconds;
    const firstMaster = timedWell(anxiaoCommand('consolidate', district, '--now', '2019-01-10T20:00')).seconds;
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
    const master = timedWell(anxiaoCommand('consolidate', district, '--now', '2019-01-13T20:00')).seconds;
    const library = Number(timedWell(libraryAlone(district)).stdout);
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
      { work: changedWork, way: 'first run, the master aside', took: duration(first) },
      {
        work: changedWork,
        way: '10 changed, the master aside',
        took: duration(changed),
        ratio: first / changed,
        mark: '≥ 50×',
      },
      { work: masterWork, way: 'exceljs alone, writing only', took: duration(library) },
      { work: masterWork, way: 'anxiao consolidate, 10 changed', took: duration(master), ratio: master / library },
      { work: masterWork, way: 'anxiao consolidate, first', took: duration(firstMaster), ratio: firstMaster / library },
    ];
  });
}

const changedWork = `10 changed of ${schools * periods.length}`;
const masterWork = `master of ${schools * periods.length} reports`;

async function tenChanged(district: string, at: (now: string) => Command): Promise<number> {
  for (const [index, school] of benchSchools(10).entries())
    await fillReport(benchReport(district, school, '2018-12'), { selfCheck_studentCount: 1500 + index });
  settleDisk();
  return timedWell(at('2019-01-13T20:00')).seconds;
}

function libraryAlone(district: string): Command {
  return {
    program: process.execPath,
    args: [resolve(import.meta.dirname, 'exceljs-write.ts'), join(district, tree.master)],
  };
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
