import { parseArgs } from 'node:util';
import { live } from '../demo/live.ts';
import { googlePlace, tell } from '../demo/tell.ts';
import { openDriveStage } from './drive-stage.ts';

/** `npm run demo:google [-- --keep] [-- --json]`: the demo's two months on an emulator of Google. */
const { keep, json } = parseArgs({ options: { keep: { type: 'boolean' }, json: { type: 'boolean' } } }).values;

const stage = await openDriveStage();
const { document, lines } = tell(
  stage.district,
  await live(stage, (line) => process.stderr.isTTY && process.stderr.write(`${line}\n`)),
  googlePlace,
);
console.log(json ? JSON.stringify(document) : lines.join('\n'));
if (keep) {
  const env = Object.entries(stage.env).map(([name, value]) => `${name}=${value}`);
  console.log(`\n模拟器还开着（Ctrl+C 结束）。在另一个窗口里，命令前面加上：\n  ${env.join(' ')}`);
} else await stage.emulator.close();
