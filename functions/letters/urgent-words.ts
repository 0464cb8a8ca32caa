import { callLine, framedSubject, frameWords } from './frame.ts';
import type { UrgentItem, UrgentPlan } from './plan.ts';
import type { LetterWords, WordsSection } from './words.ts';

/** 紧急: a report says that cases are criminal. The section hears which school and how many, and nothing of what happened. */
export function urgentWords(plan: UrgentPlan): LetterWords {
  const { items } = plan;
  const title = titleOf(items);
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `紧急：${title}`),
    preview: '请马上和学校核实，属实的登记督办。',
    title,
    opening: [
      '下面的数字是学校在月报表“构成刑事案件数”里填的，系统照原样转告，还没有人核实。',
      '请马上打电话和学校核实；属实的，请登记督办。',
    ],
    sections: items.map(section),
    closing: ['这封信不写案情。案情请当面或打电话说，邮件里请不要写学生的姓名和经过。'],
  };
}

function titleOf(items: readonly UrgentItem[]): string {
  const [first] = items;
  if (!first) throw new RangeError('an urgent letter about nothing');
  if (items.length === 1) return `${first.school}${first.period}报告构成刑事案件 ${first.cases} 件`;
  const schools = new Set(items.map(({ school }) => school)).size;
  const cases = items.reduce((sum, item) => sum + item.cases, 0);
  return schools === 1
    ? `${first.school} ${items.length} 份报表报告构成刑事案件共 ${cases} 件`
    : `${schools} 所学校报告构成刑事案件共 ${cases} 件`;
}

function section(item: UrgentItem): WordsSection {
  const people = [
    ...callLine('校长', item.principal, item.principalPhone),
    ...callLine('联络人', item.contact, item.phone),
  ];
  return {
    heading: item.school,
    period: item.period,
    status: `构成刑事案件 ${item.cases} 件（学校填报，未核实）`,
    tone: 'alarm',
    facts: [
      { name: '首次读到', value: item.firstSeenAt },
      { name: '报送状态', value: item.stateTitle },
      { name: '报表在', value: item.where },
    ],
    ...(people.length === 0
      ? {}
      : {
          table: {
            columns: ['请打电话'],
            rows: people.map((line) => ({ cells: [{ lines: [line] }] })),
          },
        }),
    stepsTitle: '请这样做',
    steps: ['打电话给校长，核实数字是不是填错了。', '属实的，登记督办，按规定报告。', '填错的，请学校改好报表再报。'],
    findingsTitle: '',
    findings: [],
    more: '',
  };
}
