import { setTimeout as wait } from 'node:timers/promises';
import { OperatorError } from '../../functions/operator-error.ts';
import { shanghaiTime } from '../../schemas/time.ts';
import type { Answer, Call } from '../command-line.ts';
import { runCommand } from './jobs.ts';

/**
 * `run --every MINUTES`: runs now and again each so many minutes until it is asked to stop (Ctrl+C, SIGTERM), which it
 * does between two runs. What one run could not do is said, and the next one tries again.
 */
export async function keepRunning(call: Call, minutes: number, say: (answer: Answer) => void): Promise<void> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // A clock given with --now goes on from there.
  const ahead = Date.parse(call.now) - Date.now();
  while (!stopping.signal.aborted) {
    const now = shanghaiTime(Date.now() + ahead);
    try {
      say(await runCommand({ ...call, now }));
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      say({ document: { error: error.message }, lines: [], warnings: [error.message] });
    }
    await wait(minutes * 60_000, undefined, { signal: stopping.signal }).catch(() => {});
  }
}
