import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle, mostBytes } from './bundle.ts';

/** `npm run apps-script:build`: apps-script/dist/Code.js and appsscript.json; exit status 2 where it got too large. */
const target = resolve(import.meta.dirname, '../../apps-script/dist');
const { code, manifest, handlers, parts } = await bundle(process.argv.includes('--add-on'));
const bytes = Buffer.byteLength(code);
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'Code.js'), code);
writeFileSync(join(target, 'appsscript.json'), manifest);
process.stdout.write(`apps-script/dist/Code.js：${bytes} 字节（上限 ${mostBytes}），${handlers.length} 个入口函数\n`);
if (process.argv.includes('--parts'))
  for (const [file, size] of parts) process.stdout.write(`${String(size).padStart(7)}  ${file}\n`);
if (bytes > mostBytes) {
  process.stderr.write(`脚本 ${bytes} 字节，超出上限 ${mostBytes}：--parts 列出各部分的大小。\n`);
  process.exitCode = 2;
}
