import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../scripts/build/bundle.ts';
import { type Running, start } from './processes.ts';

/** The functions as they are deployed, built into a folder of their own: away from our sources and packages. */
export interface Built {
  /** Starts them on a free port; says which one in its first line. */
  readonly serve: (env: NodeJS.ProcessEnv) => Promise<{ readonly server: Running; readonly port: number }>;
  readonly folder: string;
  /** Ends what it started, and removes what it built. */
  readonly end: () => Promise<void>;
}

export async function buildFunctions(): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'anxiao-built-'));
  const { code, manifest } = await bundle();
  writeFileSync(join(folder, 'index.js'), code);
  writeFileSync(join(folder, 'package.json'), manifest);
  const started: Running[] = [];
  return {
    folder,
    serve: async (env) => {
      const server = start(['--import', './test/doors/clock.ts', join(folder, 'index.js')], { PORT: '0', ...env });
      started.push(server);
      return { server, port: Number((await server.said(/"port":(\d+)/))[1]) };
    },
    end: async () => {
      for (const { child } of started) child.kill('SIGKILL');
      await Promise.all(started.map(({ ended }) => ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
