import type { Finding } from '../../../schemas/finding.ts';
import { dayTitle } from '../../../schemas/periods.ts';
import { type Blank, blanksOf } from '../blanks-of.ts';
import { countOf, findingAt, type Rule, type RuleContext, textOf, titleOf } from './rule.ts';

const form = 'selfCheck';

function lackingIn({ forms, answers }: RuleContext): readonly Blank[] {
  const declared = forms.find(({ key }) => key === form);
  return (declared ? blanksOf(declared) : []).filter(
    ({ field }) => field.kind === 'tick' && textOf(answers, form, field.key) === '无',
  );
}

function checkChecklist(context: RuleContext): readonly Finding[] {
  const { checklistDue, newest } = context.around;
  if (!newest || checklistDue === undefined || context.today < checklistDue) return [];
  const lacking = lackingIn(context);
  const [first] = lacking;
  if (!first) return [];
  return [
    findingAt(context, [form, first.field.key], 'A2-AUG', 'note', {
      found: `“四个落实”清单 ${dayTitle(checklistDue)}到期，还有 ${lacking.length} 项是“无”：${lacking.map(({ field }) => titleOf(context, form, field.key)).join('')}。`,
      expected: '机构、制度、日常监管和教育各项都应当落实。',
      mend: '填得属实就不用修改；请抓紧落实，落实以后在下一个月的自查表里选“有”。',
    }),
  ];
}

interface Checkpoint {
  readonly day: string;
  readonly atEnd: boolean;
}

/** The half and the end of the term, each asked of the report of the month in which it falls. */
function checkpointsOf(context: RuleContext): readonly Checkpoint[] {
  const { term } = context.around;
  if (!term) return [];
  return [
    { day: term.half, atEnd: false },
    { day: term.through, atEnd: true },
  ].filter(({ day }) => day.slice(0, 7) === context.period);
}

/** True where each month of the term that was reported, this one included, says 0. */
function noSessions(context: RuleContext): boolean {
  const { term, history } = context.around;
  if (!term || countOf(context, form, 'eduStudentTimes') !== 0) return false;
  return !history.some(({ period, sessions }) => period >= term.from.slice(0, 7) && (sessions ?? 0) > 0);
}

function checkTerm(context: RuleContext): readonly Finding[] {
  const { term } = context.around;
  const reached = checkpointsOf(context).findLast(({ day }) => day <= context.today);
  if (!term || !reached || !noSessions(context)) return [];
  const until = reached.atEnd ? `${dayTitle(term.through)}期末` : `${dayTitle(term.half)}期中`;
  return [
    findingAt(context, [form, 'eduStudentTimes'], 'A2-SEM', 'query', {
      found: `本学期从${dayTitle(term.from)}到${until}，已报的各月学生主题教育都是 0 次。`,
      expected: '每学期至少开展一次学生欺凌主题教育。',
      mend: `开展过的请改正次数和人次；还没有开展的请${reached.atEnd ? '补上' : '尽快安排'}，并在右边“说明”栏写明时间。`,
    }),
  ];
}

/** Rules that a date brings up, without any change of the report. */
export const calendarRules: readonly Rule[] = [
  {
    code: 'A2-AUG',
    severity: 'note',
    sentence:
      '“四个落实”清单到期（8 月 31 日，见区级设置《报送事项》）以后，自查表还有“无”的，在最新一份报表里提示一次。',
    example: '请核实：8 月 31 日以后“岗位职责”仍是“无”。',
    check: checkChecklist,
    turnsOn: (context) =>
      context.around.checklistDue === undefined || lackingIn(context).length === 0 ? [] : [context.around.checklistDue],
    onNewest: true,
  },
  {
    code: 'A2-SEM',
    severity: 'query',
    sentence: '每学期至少一次学生主题教育：到期中、期末（见区级设置《学期》）已报的各月都是 0 次的，各问一次。',
    example: '请核实：9 月到 11 月的学生主题教育都是 0 次。',
    check: checkTerm,
    turnsOn: (context) => (noSessions(context) ? checkpointsOf(context).map(({ day }) => day) : []),
  },
];
