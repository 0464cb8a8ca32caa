import { framedSubject, frameWords } from './frame.ts';
import type { SummaryMatter, SummaryMonth, SummaryPlan } from './plan.ts';
import type { LetterWords, WordsFact, WordsLine, WordsSection } from './words.ts';

/** As many names as a line of a telephone can carry; all of them stand in 总表. */
const named = 10;

/** 每日小结: how the months stand, what is new, and what waits for 安全科. */
export function summaryWords(plan: SummaryPlan): LetterWords {
  const { day, since, months, news, waiting, master } = plan;
  if (news.length === 0 && waiting.length === 0) throw new RangeError('a summary of nothing');
  const title = `${day}小结：${headline(plan)}`;
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, title),
    preview: months.map(({ period, coverage }) => `${period}${coverage}`).join('；'),
    title,
    opening: [],
    sections: [
      ...(months.length === 0 ? [] : [monthsSection(months)]),
      ...(news.length === 0 ? [] : [mattersSection('新的情况', `${since} 以来`, news)]),
      ...(waiting.length === 0 ? [] : [mattersSection('等着处理', `${waiting.length} 类`, waiting)]),
      masterSection(master),
    ],
    closing: ['有新情况的工作日才发这封信。不想收，请在区级设置把“每日小结”改成“否”。'],
  };
}

function headline({ news, waiting }: SummaryPlan): string {
  const [first, ...others] = news;
  if (!first) return `还有 ${waiting.length} 类事等着处理`;
  return `${first.title} ${first.count}${others.length > 0 ? '等' : ''}`;
}

const plain = {
  period: '',
  tone: 'plain',
  facts: [],
  stepsTitle: '',
  steps: [],
  findingsTitle: '',
  findings: [],
  more: '',
} as const;

function monthsSection(months: readonly SummaryMonth[]): WordsSection {
  return {
    ...plain,
    heading: '报送进度',
    status: months.map(({ period, coverage }) => `${period} ${coverage.split('（')[0]}`)[0] ?? '',
    facts: months.flatMap(({ period, coverage, deadline, passed }): WordsFact[] => [
      { name: period, value: `${coverage}；${deadline} 截止${passed ? '（已过）' : ''}` },
    ]),
  };
}

function mattersSection(heading: string, status: string, matters: readonly SummaryMatter[]): WordsSection {
  return {
    ...plain,
    heading,
    status,
    table: {
      columns: ['事项', '哪些'],
      rows: matters.map(({ title, todo, count, names }) => ({
        cells: [
          { lines: [line(title), line(count)] },
          { lines: [line(listed(names)), ...(todo === '' ? [] : [line(`→ ${todo}`)])] },
        ],
      })),
    },
  };
}

function masterSection({ where, link }: SummaryPlan['master']): WordsSection {
  return {
    ...plain,
    heading: '名单、电话和说什么',
    status: '都在总表的“总览”里',
    facts: [link === undefined ? { name: '总表', value: where } : { name: '总表', value: '打开总表', link }],
  };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, named).join('、');
  return names.length > named ? `${shown}，还有 ${names.length - named} 个` : shown;
}

function line(text: string): WordsLine {
  return { text, call: '', link: '' };
}
