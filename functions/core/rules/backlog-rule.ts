import type { Finding } from '../../../schemas/finding.ts';
import { addDays } from '../calendar.ts';
import { countOf, findingAt, type Rule, type RuleContext } from './rule.ts';

const at = ['monthlyReport', 'handledCount'] as const;

/** Days after which an open case is 久拖不决. */
export const daysTooLong = 10;

/**
 * Cases open when the month began, as far as accepted versions tell. More handled than were open means that older ones
 * were open which nobody reported: the account then starts anew at none.
 */
function openedWith({ around }: RuleContext): number {
  return around.history.reduce(
    (open, { incidents, handled }) => Math.max(0, open + (incidents ?? 0) - (handled ?? 0)),
    0,
  );
}

/** True where each month asked for since the school's first was accepted with its numbers; the first follows none. */
function isKnown({ around, period }: RuleContext): boolean {
  const { history, handedOut, districtSince, schoolSince } = around;
  const first = schoolSince > districtSince ? schoolSince : districtSince;
  if (period <= first) return false;
  const known = new Set(
    history.filter(({ incidents, handled }) => incidents !== null && handled !== null).map((month) => month.period),
  );
  return handedOut.every((month) => month < first || month >= period || known.has(month));
}

interface Account {
  readonly incidents: number;
  readonly handled: number;
  readonly before: number;
}

function accountOf(context: RuleContext): Account | undefined {
  const incidents = countOf(context, 'monthlyReport', 'incidents');
  const handled = countOf(context, 'monthlyReport', 'handledCount');
  if (incidents === undefined || handled === undefined) return undefined;
  return { incidents, handled, before: openedWith(context) };
}

function checkBacklog(context: RuleContext): readonly Finding[] {
  const account = accountOf(context);
  if (!account) return [];
  return account.handled > account.incidents + account.before
    ? [tooManyHandled(context, account)]
    : checkOpen(context, account);
}

function tooManyHandled(context: RuleContext, { incidents, handled, before }: Account): Finding {
  const sum = `本月处理 ${handled} 件，比本月发生的 ${incidents} 件加上以前报过、还没有处理的 ${before} 件还多。`;
  if (isKnown(context))
    return findingAt(context, at, 'A3-BAL', 'error', {
      found: sum,
      expected: `处理的件数最多是 ${incidents + before}。`,
      mend: '请核对本月发生和处理的件数，改正写错的那个；以前月份报少了的，请先改正那个月的报表。',
    });
  return findingAt(context, at, 'A3-BAL', 'query', {
    found: sum,
    expected: '多出来的应当是开始报送以前、或没有报送的月份发生的。',
    mend: '请核对；属于以前发生的，请在右边“说明”栏写一句。',
  });
}

/** What is left of this month and of those before, with the last day on which it may still be none too old. */
function openCases({ window }: RuleContext, { incidents, handled, before }: Account) {
  const older = { count: before - handled, until: addDays(window.from, daysTooLong - 1) };
  const all = { count: before + incidents - handled, until: addDays(window.through, daysTooLong) };
  return [all, older].filter(({ count }) => count > 0);
}

function checkOpen(context: RuleContext, account: Account): readonly Finding[] {
  // A later month takes what is left over, and tells how it went on.
  if (!context.around.newest) return [];
  const open = openCases(context, account).find(({ until }) => context.today > until);
  if (!open) return [];
  return [
    findingAt(context, at, 'A3-BAL', 'note', {
      found: `有 ${open.count} 件超过 ${daysTooLong} 天还没有处理。`,
      expected: '久拖不决的事件会列入重点督办。',
      mend: '填得属实就不用修改；请抓紧处理，处理以后在下一个月的报表里填报。',
    }),
  ];
}

/** Days on which what is left becomes too old. */
function turnsOn(context: RuleContext): readonly string[] {
  const account = accountOf(context);
  return account ? openCases(context, account).map(({ until }) => addDays(until, 1)) : [];
}

/** Cases come in and are handled: no more than there are, and none too late. */
export const backlogRule: Rule = {
  code: 'A3-BAL',
  severity: 'error',
  sentence:
    '处理件数不超过本月发生数加上以前没有处理的；刚开始报送或前面有月份没有报的，只请核实。超过 10 天没有处理的提示。',
  example: '错：上月发生 2 件、处理 2 件，本月发生 1 件、处理 3 件。对：本月处理 1 件。',
  check: checkBacklog,
  turnsOn,
  onNewest: true,
};
