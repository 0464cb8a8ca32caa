import type { Finding } from '../../../schemas/finding.ts';
import { addMonths, dayTitle, periodParts, periodTitle } from '../../../schemas/periods.ts';
import { isFiller } from '../../../schemas/text.ts';
import { answerOf, countOf, findingAt, isEmpty, type ReportContext, type Rule, textOf, titleOf } from './rule.ts';

const form = 'monthlyReport';

const parts = ['incidentsReported', 'incidentsCriminal'] as const;

/** A3-PART. */
export function checkParts(context: ReportContext): readonly Finding[] {
  const total = countOf(context, form, 'incidents');
  if (total === undefined) return [];
  return parts.flatMap((part) => {
    const count = countOf(context, form, part);
    if (count === undefined || count <= total) return [];
    return [
      findingAt(context, [form, part], 'A3-PART', 'error', {
        found: `${titleOf(context, form, part)}是 ${count} 件，比本月发生的 ${total} 件还多。`,
        expected: `它是本月发生事件数的“其中”，最多 ${total} 件。`,
        mend: '请核对这一栏和“本月校园欺凌发生事件数”，改正写错的那个。',
      }),
    ];
  });
}

/** A3-ZERO. */
export function checkZero(context: ReportContext): readonly Finding[] {
  if (isEmpty(context, form, 'incidents'))
    return [
      findingAt(context, [form, 'incidents'], 'A3-ZERO', 'error', {
        found: '“本月校园欺凌发生事件数”空着。',
        expected: '没有发生要填 0（零报告）；空着不能算 0。',
        mend: '请核实：本月没有发生就填 0，发生了就填件数。',
      }),
    ];
  if (countOf(context, form, 'incidents') !== 0) return [];
  return parts.flatMap((part) => {
    const count = countOf(context, form, part);
    if (!count) return [];
    return [
      findingAt(context, [form, part], 'A3-ZERO', 'error', {
        found: `本月发生填的是 0（零报告），${titleOf(context, form, part)}却是 ${count} 件。`,
        expected: '零报告的，两个“其中”也都是 0。',
        mend: '请核实：没有发生就把这里改为 0；发生了就改“本月校园欺凌发生事件数”。',
      }),
    ];
  });
}

/** A3-CRIM. */
export function checkCriminal(context: ReportContext): readonly Finding[] {
  const count = countOf(context, form, 'incidentsCriminal');
  if (!count) return [];
  return [
    findingAt(context, [form, 'incidentsCriminal'], 'A3-CRIM', 'note', {
      found: `报告了 ${count} 件构成刑事案件的事件。`,
      expected: '安全科会马上收到通知，并和学校联系。',
      mend: '数字属实就不用修改；还没有向公安机关和安全科报告的，请立即报告。',
    }),
  ];
}

/** A3-TEXT. */
export function checkHandlingText(context: ReportContext): readonly Finding[] {
  const incidents = countOf(context, form, 'incidents') ?? 0;
  const handled = countOf(context, form, 'handledCount') ?? 0;
  if (incidents === 0 && handled === 0) return [];
  const answer = answerOf(context.answers, form, 'handlingText');
  const text = answer.is === 'value' ? String(answer.value) : '';
  if (!isFiller(text)) return [];
  const what = incidents > 0 ? `本月发生 ${incidents} 件` : `本月处理 ${handled} 件`;
  return [
    findingAt(context, [form, 'handlingText'], 'A3-TEXT', 'error', {
      found:
        text.trim() === ''
          ? `${what}，“主要处理方式、程序和效果”却空着。`
          : `${what}，“主要处理方式、程序和效果”只写了“${text.trim().slice(0, 10)}”。`,
      expected: '有事件发生或处理的月份，这一栏要写清怎么处理、走了什么程序、效果如何。',
      mend: '请补写几句，不写学生姓名、班级和联系方式。',
    }),
  ];
}

const documentBlanks = ['docTitle', 'docNo', 'docDate'] as const;
const usualNumber = /^.{1,24}[〔[(（【［]\s*(?:19|20)\d{2}\s*[〕\])）】］]\s*第?\s*\d{1,4}\s*号$/;

/** A3-DOC. */
export function checkDocument(context: ReportContext): readonly Finding[] {
  const given = documentBlanks.filter((blank) =>
    blank === 'docDate'
      ? answerOf(context.answers, form, blank).is !== 'empty'
      : !isFiller(textOf(context.answers, form, blank)),
  );
  const findings: Finding[] = [];
  if (given.length > 0)
    for (const blank of documentBlanks.filter((candidate) => !given.includes(candidate)))
      findings.push(
        findingAt(context, [form, blank], 'A3-DOC', 'error', {
          found: `${given.map((it) => titleOf(context, form, it)).join('、')}填了，${titleOf(context, form, blank)}没有填。`,
          expected: '文件名称、文件编号、发文时间三项要么都填，要么都空。',
          mend: '请把缺的补上；本月没有发文的，三项都清空。',
        }),
      );
  return [...findings, ...checkDocumentDate(context), ...checkDocumentNumber(context)];
}

function checkDocumentDate(context: ReportContext): readonly Finding[] {
  const issued = textOf(context.answers, form, 'docDate');
  const reported = textOf(context.answers, form, 'reportDate');
  if (issued === '') return [];
  if (issued > context.today)
    return [
      findingAt(context, [form, 'docDate'], 'A3-DOC', 'error', {
        found: `发文时间是 ${issued}，这一天还没有到。`,
        expected: '发文时间不能晚于今天。',
        mend: '请核对年、月、日是否写错。',
      }),
    ];
  if (reported === '' || issued <= reported) return [];
  return [
    findingAt(context, [form, 'docDate'], 'A3-DOC', 'error', {
      found: `发文时间 ${issued} 晚于填报日期 ${reported}。`,
      expected: '发文时间应当在填报日期当天或之前。',
      mend: '请核对两个日期，改正写错的那个。',
    }),
  ];
}

function checkDocumentNumber(context: ReportContext): readonly Finding[] {
  const number = textOf(context.answers, form, 'docNo');
  if (isFiller(number) || usualNumber.test(number)) return [];
  return [
    findingAt(context, [form, 'docNo'], 'A3-DOC', 'query', {
      found: '文件编号和常见的写法不一样。',
      expected: '常见的写法像“某校字〔2018〕3号”，有年份和号数。',
      mend: '请核对；如果确实这样编号，在右边“说明”栏写一句即可。',
    }),
  ];
}

/** A3-ACT. */
export function checkActivity(context: ReportContext): readonly Finding[] {
  const named = !isFiller(textOf(context.answers, form, 'activityName'));
  const answer = answerOf(context.answers, form, 'activityPeople');
  if (answer.is === 'unreadable') return [];
  const people = countOf(context, form, 'activityPeople') ?? 0;
  if (named && people === 0)
    return [
      findingAt(context, [form, 'activityPeople'], 'A3-ACT', 'error', {
        found: `填了活动名称，${titleOf(context, form, 'activityPeople')}却${answer.is === 'empty' ? '空着' : '是 0'}。`,
        expected: '开展了活动就要有参与人数。',
        mend: '请补填参与人次；本月没有活动的，请清空活动名称。',
      }),
    ];
  if (!named && people > 0)
    return [
      findingAt(context, [form, 'activityName'], 'A3-ACT', 'error', {
        found: `参与人数是 ${people}，活动名称却没有填。`,
        expected: '有人参与就要写明是什么活动。',
        mend: '请补填活动名称，几项活动用顿号隔开；本月没有活动的，请把参与人数改为 0。',
      }),
    ];
  return people > 0 ? checkActivityAgainstSessions(context, people) : [];
}

function checkActivityAgainstSessions(context: ReportContext, people: number): readonly Finding[] {
  const times = ['eduTeacherTimes', 'eduStudentTimes', 'eduParentTimes'].map((key) =>
    countOf(context, 'selfCheck', key),
  );
  if (!times.every((count) => count === 0)) return [];
  return [
    findingAt(context, [form, 'activityPeople'], 'A3-ACT', 'query', {
      found: `月报表写有 ${people} 人参与专题教育，自查表的三行专题教育却都是 0 次。`,
      expected: '两张表说的通常是同一批活动。',
      mend: '请核对自查表的次数；如果不是同一类活动，请在右边“说明”栏写一句。',
    }),
  ];
}

/** A3-VIL. */
export function checkVillages(context: ReportContext): readonly Finding[] {
  const central = context.school.type === '中心小学';
  const { villages } = context.school;
  return ['villagePlanCount', 'villageHotlineCount'].flatMap((blank) => {
    const count = countOf(context, form, blank);
    if (count === undefined || (central && count <= villages)) return [];
    const words = central
      ? {
          found: `${titleOf(context, form, blank)}是 ${count}，名册里本校辖区的村小是 ${villages} 所。`,
          expected: `这里最多是 ${villages}。`,
          mend: '请核对；如果村小数有变化，请告诉安全科更新学校名册。',
        }
      : {
          found: `${titleOf(context, form, blank)}填了 ${count}。`,
          expected: '这一栏只由中心小学填写。',
          mend: '本校不是中心小学，请清空，或填“不适用”。',
        };
    return [findingAt(context, [form, blank], 'A3-VIL', 'error', words)];
  });
}

/** A3-PER. */
export function checkPeriod(context: ReportContext): readonly Finding[] {
  return [...checkMonth(context), ...checkReportDate(context)];
}

function checkMonth(context: ReportContext): readonly Finding[] {
  const answer = answerOf(context.answers, form, 'periodMonth');
  const { month } = periodParts(context.period);
  if (!context.answers[`${form}_periodMonth`] || (answer.is === 'value' && answer.value === month)) return [];
  const said = answer.is === 'empty' ? '空着' : answer.is === 'value' ? `写的是 ${answer.value} 月` : '认不出是几月';
  return [
    findingAt(context, [form, 'periodMonth'], 'A3-PER', 'error', {
      found: `标题括号里的月份${said}。`,
      expected: `这是 ${periodTitle(context.period)}的报表，应当是 ${month}。`,
      mend: `请改为 ${month}；如果内容是别的月份的，请填到那个月的报表里。`,
    }),
  ];
}

function checkReportDate(context: ReportContext): readonly Finding[] {
  const date = textOf(context.answers, form, 'reportDate');
  if (date === '' || answerOf(context.answers, form, 'reportDate').is !== 'value') return [];
  const at = [form, 'reportDate'] as const;
  const { from, through } = context.window;
  if (date > context.today)
    return [
      findingAt(context, at, 'A3-PER', 'error', {
        found: `填报日期是 ${date}，这一天还没有到。`,
        expected: '填报日期是实际填好的那一天，不能晚于今天。',
        mend: '请核对年、月、日。',
      }),
    ];
  if (date < from)
    return [
      findingAt(context, at, 'A3-PER', 'error', {
        found: `填报日期是 ${date}，早于统计区间的第一天 ${from}。`,
        expected: `${periodTitle(context.period)}的报表统计 ${dayTitle(from)}—${dayTitle(through)}，填报日期应当在这之后。`,
        mend: '请核对年、月、日；如果内容是上个月的，请填到上个月的报表里。',
      }),
    ];
  if (date <= through) return [];
  return [
    findingAt(context, at, 'A3-PER', 'note', {
      found: `填报日期 ${date} 在截止日 ${dayTitle(through)}之后。`,
      expected: '如实填写即可。',
      mend: '不用修改；下个月请在截止日前报送。',
    }),
  ];
}

/** Rules inside 附件3. */
export const monthlyReportRules: readonly Rule[] = [
  {
    code: 'A3-PART',
    severity: 'error',
    sentence: '举报发现数、刑事案件数各自不超过本月发生事件数（两者可以重叠，不相加）。',
    example: '错：发生 2 件，举报发现 3 件。对：发生 2 件，举报发现 2 件，刑事 1 件。',
    check: checkParts,
  },
  {
    code: 'A3-ZERO',
    severity: 'error',
    sentence: '本月没有发生要填 0（零报告），不能空着；填 0 时两个“其中”也是 0。',
    example: '错：空着。对：0。',
    check: checkZero,
  },
  {
    code: 'A3-CRIM',
    severity: 'note',
    sentence: '构成刑事案件数大于 0 时，第一次看到的那次运行就给安全科发一封急信。',
    example: '请核实：构成刑事案件 1 件。',
    check: checkCriminal,
  },
  {
    code: 'A3-TEXT',
    severity: 'error',
    sentence: '本月有事件发生或处理的，“主要处理方式、程序和效果”要写实在内容。',
    example: '错：发生 1 件，处理方式写“正常”。对：写清调查、教育、家校沟通和回访情况。',
    check: checkHandlingText,
  },
  {
    code: 'A3-DOC',
    severity: 'error',
    sentence: '文件名称、编号、发文时间三项要么都填，要么都空；发文时间不晚于填报日期和今天；编号写法少见时请核实。',
    example: '错：只填了名称。对：《防欺凌方案》、某校字〔2018〕3号、2018-9-3。',
    check: checkDocument,
    turnsOn: ({ answers }) => [textOf(answers, form, 'docDate')],
  },
  {
    code: 'A3-ACT',
    severity: 'error',
    sentence: '填了活动名称就要有参与人数，反过来也一样；与自查表的次数对不上时请核实。',
    example: '错：活动名称空着，参与 300 人。对：主题班会，300 人。',
    check: checkActivity,
  },
  {
    code: 'A3-VIL',
    severity: 'error',
    sentence: '村小两栏只由中心小学填写，不超过名册里的村小数；其他学校留空或填“不适用”。',
    example: '错：初中填了 2。对：不适用。',
    check: checkVillages,
  },
  {
    code: 'A3-PER',
    severity: 'error',
    sentence: '标题月份就是报送月份；填报日期不早于统计区间第一天、不晚于今天（截止日之后只作提示）。',
    example: '错：9 月的报表写（8）月。对：（9）月。',
    check: checkPeriod,
    turnsOn: ({ answers }) => [textOf(answers, form, 'reportDate')],
  },
];

/**
 * The other period that both the month of the title and the date speak of, where they agree in that (L-WHO: schools do
 * save September's file as October's); undefined where they do not.
 */
export function otherPeriodMeant(
  answers: ReportContext['answers'],
  period: string,
  windowOf: (period: string) => { readonly from: string; readonly through: string },
): string | undefined {
  const month = answerOf(answers, form, 'periodMonth');
  const date = textOf(answers, form, 'reportDate');
  if (month.is !== 'value' || month.value === periodParts(period).month || date === '') return undefined;
  for (let back = -12; back <= 12; back += 1) {
    const other = addMonths(period, back);
    if (back === 0 || periodParts(other).month !== month.value) continue;
    const { from, through } = windowOf(other);
    if (from <= date && date <= through) return other;
  }
  return undefined;
}
