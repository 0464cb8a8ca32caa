import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder } from './bench-district.ts';
import { hostileFiles } from './hostile-files.ts';
import { median, timedWell } from './machine.ts';
import { duration, type Line } from './table.ts';

interface Outcome {
  readonly code: string;
  readonly seconds: number;
  /** Above the process that has loaded the reader and the file's bytes, and rests. */
  readonly mebibytes: number;
}

/** Each hostile file in a process of its own that reads nothing before it: the cause named, time and memory. */
export async function hostile(rounds: number): Promise<readonly Line[]> {
  return inTemporaryFolder((folder) =>
    Object.entries(hostileFiles).map(([what, make], index): Line => {
      const file = join(folder, `${index}.xlsx`);
      writeFileSync(file, make());
      const outcomes = Array.from({ length: rounds }, (): Outcome => {
        const { stdout } = timedWell({ program: process.execPath, args: [import.meta.filename, file] });
        return JSON.parse(stdout);
      });
      const memory = median(outcomes.map(({ mebibytes }) => mebibytes));
      return {
        work: 'hostile files',
        way: what,
        took: duration(median(outcomes.map(({ seconds }) => seconds))),
        mark: '< 50 ms, < 100 MiB',
        note: `${outcomes[0]?.code ?? ''}, ${memory.toFixed(1)} MiB`,
      };
    }),
  );
}

async function readOne(file: string): Promise<Outcome> {
  const { readWorkbook } = await import('../../functions/adapters/xlsx/read-workbook.ts');
  const bytes = readFileSync(file);
  const rest = process.resourceUsage().maxRSS;
  const start = performance.now();
  const result = readWorkbook(bytes);
  const seconds = (performance.now() - start) / 1000;
  const mebibytes = (process.resourceUsage().maxRSS - rest) / 1024;
  return { code: result.ok ? 'READ' : result.code, seconds, mebibytes };
}

if (import.meta.main) console.log(JSON.stringify(await readOne(process.argv[2] ?? '')));
