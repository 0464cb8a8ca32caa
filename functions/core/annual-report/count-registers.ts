import { addMonths, type Period } from '../../../schemas/periods.ts';
import { appeals, opinions, severities, supervisions, triggers } from '../../../schemas/registers/cases.ts';
import { inspections } from '../../../schemas/registers/inspections.ts';
import { instantOf } from '../calendar.ts';
import type { Matter } from '../registers/matters.ts';
import type { AppealFigures, CaseFigures, Days, OpinionFigures, VisitFigures } from './annual-figures.ts';
import { countedBy, isWithin, type RegisterRow, rowsOf, schoolsIn, tallyOf } from './register-rows.ts';

/** 舆情 of a stretch of days. */
export function opinionFigures(matters: readonly Matter[], days: Days): OpinionFigures {
  const rows = rowsOf(matters, opinions).filter(({ values }) => isWithin(days, values.date));
  const months: { period: Period; total: number }[] = [];
  for (let period = days.from.slice(0, 7); period <= days.through.slice(0, 7); period = addMonths(period, 1))
    months.push({ period, total: rows.filter(({ values }) => values.date.startsWith(period)).length });
  return {
    total: rows.length,
    some: schoolsIn(rows),
    months,
    verified: countedBy(
      rows.map(({ values }) => values.verified),
      ['属实', '不属实', '核实中'],
    ),
    response: tallyOf(rows, 'respond'),
    linked: rows.filter(({ values }) => values.linked !== '').length,
  };
}

const closedTitle = '已销号';
const untrueTitle = '查明不属实';

/** 督办 of a stretch of days, without what was decided against. */
export function caseFigures(matters: readonly Matter[], days: Days): CaseFigures {
  const all = rowsOf(matters, supervisions).filter(({ values }) => values.decision !== '不督办');
  const rows = all.filter(({ values }) => isWithin(days, values.date));
  const steps = supervisions.clocks.map(({ key, title }) => ({ title, ...tallyOf(rows, key) }));
  const places = rows.map(placeOf);
  const carried = all.filter(
    ({ values: { date, closedOn, verified } }) =>
      date < days.from && verified !== '不属实' && (closedOn === undefined || closedOn >= days.from),
  );
  const spans = rows.flatMap(({ values: { date, handledOn } }) =>
    handledOn === undefined ? [] : [daysBetween(date, handledOn)],
  );
  return {
    total: rows.length,
    some: schoolsIn(rows),
    triggers: countedBy(
      rows.map(({ values }) => values.trigger),
      triggers,
    ),
    severities: countedBy(
      rows.map(({ values }) => values.severity),
      severities,
    ),
    stages: countedBy(places, [...steps.map(({ title }) => underWay(title)), closedTitle, untrueTitle]),
    closed: places.filter((place) => place === closedTitle).length,
    untrue: places.filter((place) => place === untrueTitle).length,
    overdue: rows.filter(({ running }) => running?.light === '红').length,
    steps,
    handling: {
      cases: spans.length,
      mean:
        spans.length === 0 ? null : Math.round((10 * spans.reduce((sum, span) => sum + span, 0)) / spans.length) / 10,
      longest: spans.length === 0 ? null : Math.max(...spans),
    },
    carried: {
      total: carried.length,
      closed: carried.filter(({ values: { closedOn } }) => closedOn !== undefined).length,
    },
  };
}

/** Where a case stands: the first stage that is not done. */
function placeOf({ values }: RegisterRow<typeof supervisions>): string {
  if (values.closedOn !== undefined) return closedTitle;
  if (values.verified === '不属实') return untrueTitle;
  const stage = supervisions.clocks.find(({ done }) => values[done] === undefined);
  return stage ? underWay(stage.title) : closedTitle;
}

function underWay(stage: string): string {
  return `正在${stage}`;
}

function daysBetween(from: string, through: string): number {
  return Math.round((instantOf(through) - instantOf(from)) / 86_400_000);
}

/** 申诉复查 of a stretch of days. */
export function appealFigures(matters: readonly Matter[], days: Days): AppealFigures {
  const rows = rowsOf(matters, appeals).filter(({ values }) => isWithin(days, values.date));
  return {
    total: rows.length,
    some: schoolsIn(rows),
    accepted: countedBy(
      rows.map(({ values }) => values.accepted),
      ['受理', '不予受理'],
    ),
    decisions: countedBy(
      rows.flatMap(({ values }) => values.decision ?? []),
      ['维持', '变更', '撤销', '责令重新处理'],
    ),
    notified: rows.filter(({ values }) => values.notifiedOn !== undefined).length,
    overdue: rows.filter(({ running }) => running?.light === '红').length,
  };
}

/** 督学检查 of one kind that were planned in a stretch of days. */
export function visitFigures(matters: readonly Matter[], days: Days, kind: '专项督导' | '日常检查'): VisitFigures {
  const rows = rowsOf(matters, inspections).filter(({ values }) => values.kind === kind && isWithin(days, values.date));
  const visited = rows.filter(({ values }) => values.visitedOn !== undefined);
  const problems = (of: readonly RegisterRow<typeof inspections>[]): number =>
    of.reduce((sum, { values }) => sum + (values.problems ?? 0), 0);
  return {
    planned: rows.length,
    visited: visited.length,
    overdue: tallyOf(rows, 'visit').overdue,
    schools: schoolsIn(visited),
    problems: problems(visited),
    rectified: problems(visited.filter(({ values }) => values.rectifiedOn !== undefined)),
    rectifyOverdue: tallyOf(rows, 'rectify').overdue,
  };
}
