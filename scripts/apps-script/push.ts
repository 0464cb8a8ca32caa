import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

/**
 * `npm run apps-script:push`: builds the script and puts it into Apps Script projects with clasp. clasp weighs more than
 * everything else here together, so `npx` brings it; who pushes is whoever `npx @google/clasp login` was.
 */
const clasp = '@google/clasp@3.4.1';

/** Where a script may go, by the variable of the environment that holds the project's id. */
const targets = [
  { variable: 'SCHOOL_SCRIPT_ID', what: '模板里的 报表底稿（以后每月的报表从它复制）', isAddOn: false },
  { variable: 'CONTROL_SCRIPT_ID', what: '区级设置', isAddOn: false },
  { variable: 'ADD_ON_SCRIPT_ID', what: '本单位的编辑器插件', isAddOn: true },
] as const;

const wanted = targets.flatMap((target) => {
  const id = process.env[target.variable] ?? '';
  return id === '' ? [] : [{ ...target, id }];
});
if (wanted.length === 0) fail(`没有要推送的项目：请设 ${targets.map(({ variable }) => variable).join('、')} 之一。`);
const bad = wanted.find(({ id }) => !/^[\w-]{20,}$/.test(id));
if (bad) fail(`${bad.variable} 不像脚本项目的编号：它在 扩展程序 → Apps 脚本 → 项目设置 里。`);

for (const { id, what, isAddOn } of wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'anxiao-apps-script-'));
  const { code, manifest } = await bundle(isAddOn);
  writeFileSync(join(folder, 'Code.js'), code);
  writeFileSync(join(folder, 'appsscript.json'), manifest);
  writeFileSync(join(folder, '.clasp.json'), JSON.stringify({ scriptId: id, rootDir: '.' }));
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const { status } = spawnSync(npx, ['--yes', clasp, 'push', '--force'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) fail(`没有推到${what}。没有登录的，先运行 npx ${clasp} login。`);
  process.stdout.write(`已推到${what}。\n`);
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
