import { vi } from 'vitest';
import { main } from '../../scripts/command-line.ts';
import type { Ran } from '../support/district.ts';

/** The command line in this process: what it said and its status, without the second that a new process takes. */
export function line(...args: string[]): Promise<Ran> {
  return lineIn({ SMTP_URL: '', MAIL_FROM: '' }, ...args);
}

/** The same in an environment of its own. */
export async function lineIn(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  let status: number;
  try {
    status = await main(args, { ...env });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  let json: unknown;
  try {
    json = JSON.parse(said.stdout);
  } catch {
    json = undefined;
  }
  return { status, ...said, json };
}
