import { localDate } from '../../core/calendar.ts';
import type { Check, World } from '../../world.ts';
import type { District } from '../district.ts';
import { type LetterOutcome, post, resume } from '../letters/post.ts';
import { usableAddress } from '../letters/usable-address.ts';
import { owed, owedWords } from './owed.ts';

/** What `watch` answers: nothing where runs go on, else what they owe and what became of the alarm. */
export interface WatchReport {
  readonly stopped: boolean;
  /** In the shape of every job's failures, so that whoever reads those hears of it. */
  readonly failures: readonly { readonly school: string; readonly code: string; readonly message: string }[];
  readonly letters: readonly LetterOutcome[];
}

const todo = '请看定时任务是不是停了，然后运行 anxiao run。';

/**
 * Tells 安全科 once a day that runs seem to have stopped. It is called by a schedule of its own, apart from that of the
 * runs: what tells that something stopped must not stop with it.
 */
export async function watch(world: World, district: District, dryRun: boolean): Promise<WatchReport> {
  const found = await owed(world, district);
  if (!found) return { stopped: false, failures: [], letters: [] };
  const message = `${owedWords(found)}${todo}`;
  const letter = await alarm(world, district, [owedWords(found), todo], dryRun);
  return {
    stopped: true,
    failures: [{ school: '', code: 'STOPPED', message }],
    letters: letter ? [letter] : [],
  };
}

/** The day's alarm; undefined where it went already, or has nowhere to go. */
async function alarm(
  world: World,
  district: District,
  words: readonly string[],
  dryRun: boolean,
): Promise<LetterOutcome | undefined> {
  const { sectionEmail } = district.settings;
  if (!usableAddress(world, sectionEmail)) return undefined;
  const key = `alarm/${localDate(world.now)}`;
  const known = world.ledger.state.letters.get(key);
  if (known?.state === 'claimed' || known?.state === 'deferred')
    return resume(world, district, known, () => undefined, dryRun);
  if (known) return undefined;
  const lines = [...words, '程序停着的时候，学校收不到提醒，报表也没有人校验。'];
  const letter = {
    key,
    items: [key],
    to: [sectionEmail],
    subject: '安校可能停了：有该做的事没有做',
    text: lines.join('\r\n\r\n'),
    html: lines.map((line) => `<p>${line}</p>`).join(''),
  };
  return post(world, district, letter, dryRun);
}

/** The same as a line of doctor's. */
export async function checkStopped(world: World, district: District, dryRun: boolean): Promise<Check[]> {
  const { stopped, failures, letters } = await watch(world, district, dryRun);
  if (!stopped) return [{ is: 'ok', what: '程序没有停：没有拖着没做的事。', todo: '' }];
  const [letter] = letters;
  return failures.map(({ message }) => ({ is: 'bad' as const, what: message, todo: `${wordsOf(letter)}。` }));
}

function wordsOf(letter: LetterOutcome | undefined): string {
  switch (letter?.state) {
    case undefined:
      return '没有再发信：今天已经报过警，或没有能用的安全科邮箱';
    case 'sent':
      return '已发信给安全科';
    case 'planned':
      return '会发信给安全科';
    default:
      return `信没有发出：${letter?.why ?? ''}`;
  }
}
