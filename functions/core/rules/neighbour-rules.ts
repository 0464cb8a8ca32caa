import type { Finding } from '../../../schemas/finding.ts';
import { dayTitle } from '../../../schemas/periods.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { narrativeHash, narrativesOf } from '../narratives.ts';
import { countOf, findingAt, type Rule, type RuleContext, textOf, titleOf } from './rule.ts';

const incidentsAt = ['monthlyReport', 'incidents'] as const;

function checkSignals(context: RuleContext): readonly Finding[] {
  if (countOf(context, ...incidentsAt) !== 0) return [];
  const { from, through } = context.window;
  const seen = context.around.signals.filter(({ date }) => from <= date && date <= through);
  if (seen.length === 0) return [];
  const where = [...new Set(seen.map(({ register }) => `“${register}”`))].join('');
  const days = [...new Set(seen.map(({ date }) => dayTitle(date)))].join('、');
  return [
    findingAt(context, incidentsAt, 'X-SIG', 'query', {
      found: `本月发生填的是 0，安全科的${where}登记里这段时间有本校的 ${seen.length} 件（${days}）。`,
      expected: '登记过的事件，经核实属于欺凌的，应当计入本月发生数。',
      mend: '请核实：属于欺凌的请改为实际件数；不属于的，请在右边“说明”栏写一句。',
    }),
  ];
}

/** At least so many months in a row, and less likely than one in so many. */
const leastMonths = 3;
const oneIn = 100;

/** Months without an incident, this one first, with the pupils of each. */
function zeroRun(context: RuleContext): readonly number[] {
  const students = countOf(context, 'selfCheck', 'studentCount');
  if (countOf(context, ...incidentsAt) !== 0 || students === undefined) return [];
  const months = [students];
  for (const month of context.around.history.toReversed()) {
    if (month.incidents !== 0 || month.students === null) break;
    months.push(month.students);
  }
  return months;
}

function checkZeroRun(context: RuleContext): readonly Finding[] {
  const { rate } = context.around;
  const months = zeroRun(context);
  if (rate === undefined || months.length < leastMonths) return [];
  const expected = rate * months.reduce((sum, students) => sum + students, 0);
  if (Math.exp(-expected) * oneIn >= 1) return [];
  return [
    findingAt(context, incidentsAt, 'X-RUN', 'query', {
      found: `已经连续 ${months.length} 个月报 0 件；按全区各月的平均件数，这样规模的学校同期约有 ${expected.toFixed(1)} 件。`,
      expected: '这只是请学校再看一眼，不说明填得不对，也不参加任何排名。',
      mend: '请再核对有没有漏报；确实没有发生的，请在右边“说明”栏写一句怎样排查的。',
    }),
  ];
}

function checkNarratives(context: RuleContext): readonly Finding[] {
  return Object.entries(narrativesOf(context.reading)).flatMap(([key, text]) => {
    const [form = '', field = ''] = key.split('_');
    // What was filled in at hand-out was not written by the school.
    if (foldLabel(String(context.given[key] ?? '')) === text) return [];
    const isLastMonths = foldLabel(textOf(context.previous, form, field)) === text;
    if (!isLastMonths && !context.around.elsewhere.has(narrativeHash(text))) return [];
    return [
      findingAt(context, [form, field], 'X-DUP', 'query', {
        found: `${titleOf(context, form, field)}和${isLastMonths ? '上个月' : '另一所学校这个月'}写的一字不差。`,
        expected: '这一栏写的是本校这个月的情况。',
        mend: '请按本校这个月的实际情况改写；确实相同的，请在右边“说明”栏写一句原因。',
      }),
    ];
  });
}

/** Rules that hold a report against the section's registers, the district and the other schools. */
export const neighbourRules: readonly Rule[] = [
  {
    code: 'X-SIG',
    severity: 'query',
    sentence: '报 0 件的月份，区级设置《舆情》《信访》《督办》里有本校在统计区间内的登记的，请核实。',
    example: '请核实：本月报 0 件，《信访》里 9 月 12 日登记了一件。',
    check: checkSignals,
  },
  {
    code: 'X-RUN',
    severity: 'query',
    sentence:
      '连续 3 个月以上报 0 件，而按全区以前各月“每名学生每月平均件数”和本校学生数推算（泊松分布），一件也没有的可能不到百分之一的，请再核对一次。只提问，不排名。',
    example: '请核实：3000 名学生的学校连续 8 个月报 0 件，同期约应有 5 件。',
    check: checkZeroRun,
  },
  {
    code: 'X-DUP',
    severity: 'query',
    sentence:
      '特色工作、规划打算和处理情况，与上个月或别的学校这个月写的一字不差的，请核实；短语和没有事件的月份不比。',
    example: '请核实：“主要处理方式、程序和效果”和上个月完全一样。',
    check: checkNarratives,
  },
];
