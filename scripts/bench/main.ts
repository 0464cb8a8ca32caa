import { parseArgs } from 'node:util';
import { endToEnd } from './end-to-end.ts';
import { benchLetters } from './letters.ts';
import { versions } from './machine.ts';
import { benchReading } from './read.ts';
import { benchSend } from './send.ts';
import { duration, type Line, markdown } from './table.ts';
import { unchanged } from './unchanged.ts';

/** Every line of the bench by name; `--only NAME` runs one, `--quick` fewer rounds. It prints and asserts nothing. */
const lines: Readonly<Record<string, (runs: number) => Promise<readonly Line[]>>> = {
  read: reading,
  'end-to-end': endToEnd,
  unchanged,
  letters,
  send,
};

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } });
const runs = values.quick ? 1 : 5;
const table: Line[] = [];
for (const [name, measure] of Object.entries(lines)) {
  if (values.only !== undefined && values.only !== name) continue;
  process.stderr.write(`${name} …\n`);
  table.push(...(await measure(runs)));
}
process.stdout.write(
  `${versions().join('\n')}\n\n${markdown(table)}\n\nMedians of ${runs} rounds in turn; quote the ratios.\n`,
);

async function reading(rounds: number): Promise<readonly Line[]> {
  const rows = await benchReading(rounds);
  return rows.map(({ reader, seconds, timesOurs, peakMiB, wrong }) => ({
    work: 'read 1,000 workbooks',
    way: reader,
    took: wrong === 'absent' ? null : duration(seconds),
    ratio: timesOurs,
    note: wrong === 'absent' ? '' : `peak ${Math.round(peakMiB)} MiB, wrong ${wrong}`,
    ...(reader === 'SheetJS' ? { mark: '≥ 5×' } : {}),
  }));
}

async function letters(): Promise<readonly Line[]> {
  const rows = await benchLetters();
  return rows.map(({ way, ms, ratio, note }, index) => ({
    work: '1,000 letters rendered',
    way,
    took: duration(ms / 1000),
    ratio,
    note,
    ...(index > 0 ? { mark: '≥ 25×' } : {}),
  }));
}

async function send(): Promise<readonly Line[]> {
  const rows = await benchSend();
  return rows.map(({ way, ms, ratio, note }, index) => ({
    work: '1,000 letters sent',
    way,
    took: duration(ms / 1000),
    ratio,
    note,
    ...(index > 0 ? { mark: '≥ 1.2×' } : {}),
  }));
}
