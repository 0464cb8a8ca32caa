import { setTimeout as wait } from 'node:timers/promises';
import { OperatorError } from '../../functions/operator-error.ts';
import { shanghaiTime } from '../../schemas/time.ts';
import type { Answer, Call } from '../call.ts';
import { runCommand } from './jobs.ts';

/**
 * `run --every MINUTES`: runs now and again each so many minutes until it is asked to stop (Ctrl+C, SIGTERM), which it
 * does between two runs. What one run could not do is said, and the next one tries again.
 */
export async function keepRunning(call: Call, minutes: number, say: (answer: Answer) => void): Promise<void> {
  // Wrong usage is no trouble that the next run might find gone.
  if (call.args.length !== 1) throw new OperatorError('请写明一个区的文件夹，例如：anxiao run 区文件夹 --every 60');
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
      say(troubleOf(error));
    }
    await wait(minutes * 60_000, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

/** A fault of ours keeps its stack for whoever mends it; it may be gone an hour later, and the schools' reports are not. */
function troubleOf(error: unknown): Answer {
  if (error instanceof OperatorError)
    return { document: { error: error.message }, lines: [], warnings: [error.message] };
  const stack = error instanceof Error ? error.stack : String(error);
  return { document: { error: '程序出错，没有做完。' }, lines: [], warnings: [`程序出错，没有做完：${stack}`] };
}
