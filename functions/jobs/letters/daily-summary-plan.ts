import { periodTitle, weekdayTitle } from '../../../schemas/periods.ts';
import { tree } from '../../../schemas/tree.ts';
import { hasPassed, localDate } from '../../core/calendar.ts';
import type { News } from '../../core/daily-news.ts';
import { coverageOf } from '../../core/master/form-totals.ts';
import type { MasterView } from '../../core/master/master-view.ts';
import { todoGroups } from '../../core/master/todo.ts';
import type { TodoGroup } from '../../core/master/todo-group.ts';
import { dueTitle, minuteTitle } from '../../letters/minute-title.ts';
import type { SummaryMatter, SummaryMonth, SummaryPlan } from '../../letters/plan.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { gatherMaster } from '../gather-master.ts';

/** What a day's summary says: the news, and what waits as 总览 has it; undefined where there is neither. */
export async function summaryPlan(
  world: World,
  district: District,
  { news, since }: { readonly news: readonly News[]; readonly since: string },
): Promise<SummaryPlan | undefined> {
  const { office, officePhone } = district.settings;
  const view = await gatherMaster(world, district);
  const waiting = todoGroups(view).map(matterOf);
  if (news.length === 0 && waiting.length === 0) return undefined;
  const link = await world.store.linkTo(tree.master);
  return {
    recipient: { name: office, role: '安全科' },
    office,
    phone: officePhone,
    replyTo: '',
    day: weekdayTitle(localDate(world.now)),
    since: minuteTitle(since),
    months: monthsOf(world, view),
    news,
    waiting,
    master: { where: tree.master, ...(link === undefined ? {} : { link }) },
  };
}

/** Months in which somebody is still missing, and the newest one. */
function monthsOf(world: World, { periods }: MasterView): readonly SummaryMonth[] {
  return periods
    .filter(({ expected, reported, states }, index) => index === 0 || expected - reported - states.locked > 0)
    .slice(0, 4)
    .map((period) => ({
      period: periodTitle(period.period),
      deadline: dueTitle(period.window.due),
      passed: hasPassed(period.window.due, world.now),
      coverage: coverageOf(period),
      missing: period.expected - period.reported,
    }));
}

/** What waits, by the names of its schools, or of its rows: what is to be said to whom stands in 总览. */
function matterOf({ title, items }: TodoGroup): SummaryMatter {
  const names = [...new Set(items.map(({ row, school = row?.school, name = school?.name, say }) => name ?? say))];
  const unit = items.every(({ row, school, name }) => name === undefined && (row ?? school)) ? '校' : '件';
  return { title, count: `${names.length} ${unit}`, names };
}
