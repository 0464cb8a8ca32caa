import { dayTitle, periodTitle } from '../../../schemas/periods.ts';
import { addDays } from '../calendar.ts';
import { windowTitle } from '../master/times.ts';
import { daysTooLong } from '../rules/backlog-rule.ts';
import { type Evidence, ownerFor } from './evidence.ts';
import { openAfter } from './open-cases.ts';
import { acceptedCount, accountsOf, type HandedOutMonth, sourceOfCount } from './school-months.ts';

/**
 * What the months of one school propose: crimes, old open incidents, incidents month after month.
 * @param months of one school, oldest first
 * @param asOf `YYYY-MM-DD`
 */
export function reportEvidence(months: readonly HandedOutMonth[], asOf: string): readonly Evidence[] {
  return [...crimes(months), ...backlog(months, asOf), ...monthAfterMonth(months)];
}

function crimes(months: readonly HandedOutMonth[]): readonly Evidence[] {
  return months.flatMap(({ row, window, recent }) => {
    const count = acceptedCount(row, 'incidentsCriminal') ?? 0;
    // What is typed but not in yet cannot wait either: 安全科 has had a letter about it.
    const found = row.findings.find(({ finding }) => finding.code === 'A3-CRIM')?.finding;
    if (!recent || (count === 0 && !found)) return [];
    const month = `${periodTitle(row.period)}报表（${windowTitle(window)}）`;
    return [
      {
        kind: 'criminal' as const,
        mark: row.period,
        school: row.school,
        trigger: '重大' as const,
        owner: ownerFor(row.school),
        from: window.from,
        through: window.through,
        why: count > 0 ? `${month}报构成刑事案件 ${count} 件。` : `${month}还没有报送，填的是：${found?.found ?? ''}`,
        sources: [sourceOfCount(row, 'incidentsCriminal')],
      },
    ];
  });
}

function backlog(months: readonly HandedOutMonth[], asOf: string): readonly Evidence[] {
  // Most schools never report one.
  if (!months.some(({ row }) => (acceptedCount(row, 'incidents') ?? 0) > 0)) return [];
  const accounts = accountsOf(months);
  const open = openAfter(accounts);
  const old = open.filter(({ through }) => asOf > addDays(through, daysTooLong));
  const [oldest] = old;
  const newest = accounts.at(-1);
  if (!oldest || !newest?.recent || isWaived(newest)) return [];
  const first = months.find(({ row }) => row.period === oldest.period) ?? newest;
  const sum = (of: typeof open): number => of.reduce((total, { count }) => total + count, 0);
  const { row, window } = newest;
  return [
    {
      kind: 'backlog',
      mark: oldest.period,
      school: row.school,
      trigger: '久拖不决',
      owner: ownerFor(row.school),
      from: first.window.from,
      through: window.through,
      why:
        `各月报表算到${dayTitle(window.through)}，还有 ${sum(open)} 件没有处理，其中 ${sum(old)} 件超过 ${daysTooLong} 天；` +
        `先发生的先处理的话，最早的是${periodTitle(oldest.period)}报的。`,
      sources: [sourceOfCount(row, 'handledCount'), sourceOfCount(first.row, 'incidents')],
    },
  ];
}

/** The section said that the question does not fit this school. */
function isWaived({ row }: HandedOutMonth): boolean {
  return (row.setAside ?? []).some(({ finding, why }) => finding.code === 'A3-BAL' && why === 'waived');
}

const inARow = 3;

/** Every third month in a row: what was decided about three months is asked again after three more. */
function monthAfterMonth(months: readonly HandedOutMonth[]): readonly Evidence[] {
  let row: HandedOutMonth[] = [];
  return months.flatMap((month) => {
    row = (acceptedCount(month.row, 'incidents') ?? 0) > 0 ? [...row, month] : [];
    const [first] = row;
    if (row.length < inARow || !first) return [];
    const three = row;
    row = [];
    return month.recent ? [threeMonths(first, month, three)] : [];
  });
}

function threeMonths(first: HandedOutMonth, last: HandedOutMonth, three: readonly HandedOutMonth[]): Evidence {
  const counts = three.map(({ row }) => `${Number(row.period.slice(5))}月 ${acceptedCount(row, 'incidents')} 件`);
  return {
    kind: 'months',
    mark: first.row.period,
    school: last.row.school,
    trigger: '社会反映强烈',
    owner: ownerFor(last.row.school),
    from: first.window.from,
    through: last.window.through,
    why: `${periodTitle(first.row.period)}起连续三次报表都报有事件发生：${counts.join('、')}。`,
    sources: three.map(({ row }) => sourceOfCount(row, 'incidents')),
  };
}
