import { parseArgs } from 'node:util';
import { appsScript } from './apps-script.ts';
import { endToEnd } from './end-to-end.ts';
import { feedback } from './feedback.ts';
import { firstAnswer } from './first-answer.ts';
import { hostile } from './hostile.ts';
import { benchLetters } from './letters.ts';
import { commandLines, versions } from './machine.ts';
import { pii } from './pii.ts';
import { reading } from './read.ts';
import { benchSend } from './send.ts';
import { type Line, markdown } from './table.ts';
import { unchanged } from './unchanged.ts';

/** Every line of the bench by name; `--only NAME` runs one, `--quick` fewer rounds. It prints and asserts nothing. */
const lines: Readonly<Record<string, (rounds: number) => Promise<readonly Line[]>>> = {
  read: reading,
  hostile,
  'end-to-end': endToEnd,
  unchanged,
  feedback,
  letters: benchLetters,
  send: benchSend,
  'first-answer': firstAnswer,
  pii,
  'apps-script': appsScript,
};

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' } } });
if (values.only !== undefined && !Object.hasOwn(lines, values.only)) {
  process.stderr.write(`--only takes ${Object.keys(lines).join(', ')}\n`);
  process.exit(2);
}
const rounds = values.quick ? 1 : 5;
const table: Line[] = [];
for (const [name, measure] of Object.entries(lines)) {
  if (values.only !== undefined && values.only !== name) continue;
  process.stderr.write(`${name} …\n`);
  table.push(...(await measure(rounds)));
}
const commands = commandLines().map((line) => `    ${line}`);
process.stdout.write(
  `${versions().join('\n')}\n\n${markdown(table)}\n\nMedians of ${rounds} rounds in turn; quote the ratios.\n\n${commands.join('\n')}\n`,
);
