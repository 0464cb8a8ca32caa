import { GoogleFault, type Pace } from '../../../functions/adapters/google/calls.ts';
import { probeBatches } from './batches.ts';
import { type Bench, openBench } from './bench.ts';
import { probeChanges } from './changes.ts';
import { probeCopies } from './copies.ts';
import { type Probed, stop } from './fact.ts';
import { probeSharing } from './sharing.ts';
import { probeStorage } from './storage.ts';

/** What to try, and where. */
export interface Checking {
  readonly district: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Somebody who may be given the trial folder, and types something. */
  readonly person?: string;
  /** Lines for whoever sits there. */
  readonly say: (line: string) => void;
  readonly pace?: Pace;
}

/**
 * Tries every unverified fact that the district leans on, in a folder of its own inside the district's that is gone at
 * the end. Throws an operator's error where the account is not set up.
 */
export async function checkGoogle({ district, env, person, say, pace }: Checking): Promise<readonly Probed[]> {
  const bench = await openBench(district, env, pace);
  const results: Probed[] = [];
  const parts: readonly [title: string, probe: (bench: Bench) => Promise<readonly Probed[]>][] = [
    ['台账', (it) => probeStorage(it, env.LEDGER_BUCKET ?? '')],
    ['复制报表', probeCopies],
    ['读写表格', probeBatches],
    ['共享', (it) => probeSharing(it, person)],
    ['改动清单', (it) => probeChanges(it, person, say)],
  ];
  try {
    for (const [title, probe] of parts) {
      say(`正在试：${title}`);
      results.push(...(await probe(bench).catch((error: unknown) => [brokenOff(title, error)])));
    }
  } finally {
    await bench.remove();
  }
  return results;
}

/** Google said no in the middle of it: that part of the district would not work. Set-up troubles go to the operator. */
function brokenOff(title: string, error: unknown): Probed {
  if (!(error instanceof GoogleFault)) throw error;
  return {
    what: `${title}：能够做完`,
    otherwise: stop,
    is: 'no',
    saw: `Google 的回答：${error.status} ${error.message}`,
  };
}

const signs: Readonly<Record<Probed['is'], string>> = { yes: '√', no: '×', untried: '？' };

/** The list for people: each fact ticked or crossed, with what to do where it is not so. */
export function checkLines(results: readonly Probed[]): readonly string[] {
  const count = (is: Probed['is']): number => results.filter((it) => it.is === is).length;
  return [
    ...results.flatMap(({ is, what, otherwise, saw }) => [
      `${signs[is]} ${what}${saw === '' ? '' : `（${saw}）`}`,
      ...(is === 'no' ? [`    ${otherwise}`] : []),
    ]),
    '',
    count('no') === 0
      ? `${count('yes')} 项都符合${count('untried') > 0 ? `，${count('untried')} 项没有试` : ''}：可以用了。试用的文件夹已放进回收站。`
      : `${count('no')} 项不符合，请照上面说的做。试用的文件夹已放进回收站。`,
    '没有试的还有每分钟的次数限制：运行时会自动放慢。',
  ];
}
