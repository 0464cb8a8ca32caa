import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle } from './bundle.ts';

/** `npm run build [-- FOLDER] [--parts]`: what is deployed, index.js and package.json, into dist/ or another folder. */
const args = process.argv.slice(2);
const target = resolve(args.find((it) => !it.startsWith('--')) ?? resolve(import.meta.dirname, '../../dist'));
const { code, manifest, parts } = await bundle();
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'index.js'), code);
writeFileSync(join(target, 'package.json'), manifest);
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
process.stdout.write(
  `${join(target, 'index.js')}：${kilobytes(Buffer.byteLength(code))}（压缩后 ${kilobytes(gzipSync(code).length)}）\n`,
);
if (args.includes('--parts'))
  for (const [name, bytes] of parts) process.stdout.write(`${kilobytes(bytes).padStart(8)}  ${name}\n`);
