import { scoreAppeals } from '../../../schemas/scoring/score-appeals.ts';
import { limitOf } from '../../core/registers/clocks.ts';
import type { District } from '../district.ts';

const owner = scoreAppeals.owner;

/** Whom appeals go to, with what 科室 knows of the section; else through 安全科, whose telephone is on every letter. */
export function appealAddressee({ control }: District): string {
  const row = control.sections.findLast(({ section }) => section === owner);
  const ways = [...(row?.phone ? [`电话 ${row.phone}`] : []), ...(row?.email ? [`邮箱 ${row.email}`] : [])];
  return ways.length > 0 ? `${owner}（${ways.join('，')}）` : `安全科（见下面的联系方式），由安全科转${owner}`;
}

/** How long an answer takes, by 办理时限 as it is on a day: `10 个工作日`. */
export function answerTime({ control }: District, day: string): string {
  const [clock] = scoreAppeals.clocks;
  const { days, unit } = limitOf(scoreAppeals.name, clock, day, control.timeLimits) ?? clock.within;
  return `${days} 个${unit}`;
}
