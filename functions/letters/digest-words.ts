import { callLine, framedSubject, frameWords } from './frame.ts';
import type { DigestPlan, DigestSchool } from './plan.ts';
import type { LetterWords, WordsCell, WordsLine, WordsSection } from './words.ts';

/** The day's schools that have not reported, for 责任督学 or 安全科: who, in what state, whom to call. */
export function digestWords(plan: DigestPlan): LetterWords {
  const { recipient, schools } = plan;
  if (schools.length === 0) throw new RangeError('a digest without a school');
  const forSection = recipient.role === '安全科';
  const toCall = forSection ? schools.filter(({ toldWhom }) => toldWhom === '') : [];
  const groups = [...Map.groupBy(schools, (school) => [...dueOf(plan, school), lateOf(plan, school)].join(' '))];
  const title = titleOf(plan);
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `${forSection ? '催报名单' : '督学名单'}：${title}`),
    preview: toCall.length === 0 ? '名单和联系电话在信里。' : `其中 ${toCall.length} 所学校没有通知到，要打电话。`,
    title,
    opening: [opening(plan, toCall.length)],
    sections: [
      ...(toCall.length === 0 ? [] : [callList(plan, toCall)]),
      ...groups.map(([, group]) => waitingList(plan, group)),
    ],
    closing: [
      `以上以 ${plan.readAt} 读取的内容为准；学校报好以后，就不会再列在名单里。`,
      ...(toCall.some(({ unreachable }) => unreachable)
        ? ['打电话时请问一下邮箱，填进区级设置的《学校名册》，下次就能发信了。']
        : []),
      '谢谢您！',
    ],
  };
}

function opening(plan: DigestPlan, toCall: number): string {
  const late = plan.schools.filter((school) => lateOf(plan, school)).length;
  const what =
    late === plan.schools.length
      ? '过了截止时间还没有报齐'
      : late === 0
        ? '还没有报齐'
        : '还没有报齐，有的已经过了截止时间';
  if (plan.recipient.role === '责任督学')
    return `您责任区内的这些学校${what}，请您方便时问一问，帮学校解决填报中的困难。`;
  return `下面的学校${what}。${toCall === 0 ? '' : `其中 ${toCall} 所还没有人收到过信，要请您打电话。`}`;
}

function titleOf(plan: DigestPlan): string {
  const schools = new Set(plan.schools.map(({ school }) => school));
  const [only] = schools;
  const periods = new Set(plan.schools.map((school) => dueOf(plan, school)[0]));
  const which = periods.size === 1 ? ([...periods][0] ?? '') : '';
  // Another obligation bears its own name: 2018年年度总结.
  const what = which === '' || which.endsWith('月') ? `${which}报表` : which;
  const state = plan.schools.every((school) => lateOf(plan, school)) ? '逾期未报' : '还没有报送';
  return `${schools.size === 1 ? only : `${schools.size} 所学校的`}${what}${state}`;
}

function dueOf(plan: DigestPlan, school: DigestSchool): readonly [period: string, deadline: string] {
  return [school.period ?? plan.period, school.deadline ?? plan.deadline];
}

function lateOf(plan: DigestPlan, school: DigestSchool): boolean {
  return (school.tone ?? plan.tone ?? '催报') !== '提醒';
}

const nothingElse = { stepsTitle: '', steps: [], findingsTitle: '', findings: [], more: '' } as const;

function callList(plan: DigestPlan, schools: readonly DigestSchool[]): WordsSection {
  return {
    ...nothingElse,
    heading: '请打电话',
    period: `${schools.length} 所`,
    status: '还没有人收到过信',
    tone: 'alarm',
    facts: [],
    table: {
      columns: ['学校', '打给'],
      rows: schools.map((school) => ({
        cells: [{ lines: [words(school.school), words(dueOf(plan, school)[0]), words(told(school))] }, people(school)],
      })),
    },
  };
}

function waitingList(plan: DigestPlan, schools: readonly DigestSchool[]): WordsSection {
  const [first] = schools;
  const [period, deadline] = first ? dueOf(plan, first) : [plan.period, plan.deadline];
  const late = first !== undefined && lateOf(plan, first);
  return {
    ...nothingElse,
    heading: late ? '逾期未报' : '还没有报送',
    period,
    status: `${schools.length} 所学校`,
    tone: late ? 'alarm' : 'plain',
    facts: [{ name: '截止时间', value: `${deadline}${late ? '（已过）' : ''}` }],
    table: {
      columns: ['学校和状态', '联系'],
      rows: schools.map((school) => ({
        cells: [
          { lines: [words(school.school), words(`状态：${school.stateTitle}`), words(told(school))] },
          people(school),
        ],
      })),
    },
  };
}

function told({ toldWhom, unreachable }: DigestSchool): string {
  if (toldWhom !== '') return `已发信给${toldWhom}`;
  return unreachable ? '没有可用的邮箱，没有发信' : '还没有人收到过信';
}

function people({ contact, phone, principal, principalPhone }: DigestSchool): WordsCell {
  const lines = [...callLine('联络人', contact, phone), ...callLine('校长', principal, principalPhone)];
  return { lines: lines.length === 0 ? [words('名册里没有联系人')] : lines };
}

function words(text: string): WordsLine {
  return { text, call: '', link: '' };
}
