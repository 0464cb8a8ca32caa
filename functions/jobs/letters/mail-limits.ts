import { localDate } from '../../core/calendar.ts';
import type { MailLimits, World } from '../../world.ts';
import type { District } from '../district.ts';

/** How many letters may go: as 设置 says, else as the server is known to take; no limit where nothing is sent (发件箱). */
export function mailLimits({ mailer }: Pick<World, 'mailer'>, { settings }: Pick<District, 'settings'>): MailLimits {
  const { allows } = mailer;
  if (!allows) return { perMinute: 0, perDay: 0 };
  const { mailPerMinute, mailPerDay } = settings;
  return {
    perMinute: mailPerMinute === 'auto' ? allows.perMinute : mailPerMinute,
    perDay: mailPerDay === 'auto' ? allows.perDay : mailPerDay,
  };
}

/** How many letters went out on the day of the clock, by all runs of the district. */
export function postedToday({ ledger, now }: Pick<World, 'ledger' | 'now'>): number {
  const { posted } = ledger.state;
  return posted && posted.day >= localDate(now) ? posted.count : 0;
}

/** Why a letter must not go yet, where it must not; waits for its turn where that is soon. */
export async function whyNotYet(world: World, district: District): Promise<string | undefined> {
  const { perMinute, perDay } = mailLimits(world, district);
  if (perDay > 0 && postedToday(world) >= perDay) return `今天已经发了 ${perDay} 封，到了“每天最多发信”的上限。`;
  if (perMinute === 0 || !world.pacer || (await world.pacer.turn(perMinute))) return undefined;
  return `每分钟最多发 ${perMinute} 封，这次运行发不完。`;
}
