import { localDate } from '../../core/calendar.ts';
import type { Check, World } from '../../world.ts';
import type { District } from '../district.ts';
import { type LetterOutcome, post, resume } from '../post.ts';
import { usableAddress } from '../usable-address.ts';
import { owed, owedWords } from './owed.ts';

const saidOf: Partial<Readonly<Record<LetterOutcome['state'], string>>> = {
  sent: '已发信给安全科',
  planned: '会发信给安全科',
};

/** Tells 安全科 once a day that runs seem to have stopped: for a schedule of its own, apart from that of the runs. */
export async function alarm(world: World, district: District, dryRun: boolean): Promise<Check[]> {
  const found = await owed(world, district);
  if (!found) return [{ is: 'ok', what: '程序没有停：没有拖着没做的事。', todo: '' }];
  const words = owedWords(found);
  const todo = '请看定时任务是不是停了，然后运行 anxiao run。';
  const { sectionEmail } = district.settings;
  if (!usableAddress(world, sectionEmail))
    return [{ is: 'bad', what: words, todo: `${todo}没有安全科邮箱，报不了警。` }];
  const key = `alarm/${localDate(world.now)}`;
  const known = world.ledger.state.letters.get(key);
  if (known && known.state !== 'claimed' && known.state !== 'deferred')
    return [{ is: 'bad', what: words, todo: `${todo}今天已经报过警。` }];
  const lines = [words, todo, '程序停着的时候，学校收不到提醒，报表也没有人校验。'];
  const letter = {
    key,
    items: [key],
    to: [sectionEmail],
    subject: '安校可能停了：有该做的事没有做',
    text: lines.join('\r\n\r\n'),
    html: lines.map((line) => `<p>${line}</p>`).join(''),
  };
  const outcome = known
    ? await resume(world, district, known, () => undefined, dryRun)
    : await post(world, district, letter, dryRun);
  const said = outcome === undefined ? '信没有发出' : (saidOf[outcome.state] ?? `信没有发出：${outcome.why ?? ''}`);
  return [{ is: 'bad', what: words, todo: `${todo}${said}。` }];
}
