import { shanghaiMinute } from '../../../schemas/time.ts';
import { instantOf } from '../../core/calendar.ts';
import type { Check, World } from '../../world.ts';

const mark = 'backup';
/** How long what happened may go without a copy elsewhere: a week's work can be asked for again. */
const longest = 8 * 86_400_000;

/** Remembers that a backup was made of everything up to now: a mark, no event, for it tells nothing of the district. */
export function noteBackup(world: World): void {
  world.ledger.mark(mark, `${world.now}@${world.ledger.state.count}`);
}

/** Whether what the ledger holds lies in a backup, as far as is remembered. */
export function checkBackup(world: World): Check[] {
  const { count, reports } = world.ledger.state;
  const [at = '', events = ''] = (world.ledger.cache.marks.get(mark) ?? '').split('@');
  const todo = '运行 anxiao backup，并把备份放到另一台电脑或移动硬盘。';
  if (at !== '')
    return Number(events) === count || instantOf(world.now) - instantOf(at) < longest
      ? [{ is: 'ok', what: `上次备份在 ${shanghaiMinute(at)}。`, todo: '' }]
      : [{ is: 'warn', what: `上次备份在 ${shanghaiMinute(at)}，那以后又记了 ${count - Number(events)} 条。`, todo }];
  const first = [...reports.values()].reduce(
    (oldest, { handedOutAt }) => (oldest === '' || handedOutAt < oldest ? handedOutAt : oldest),
    '',
  );
  return first === '' || instantOf(world.now) - instantOf(first) < longest
    ? []
    : [{ is: 'warn', what: '不知道什么时候备份过。', todo }];
}
