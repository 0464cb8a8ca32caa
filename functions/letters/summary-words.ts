import { framedSubject, frameWords } from './frame.ts';
import type { SummaryMatter, SummaryMonth, SummaryPlan } from './plan.ts';
import type { LetterWords, WordsLine, WordsSection } from './words.ts';

/** As many names as a line of a telephone can carry; all of them stand in 总表. */
const named = 10;

/** 每日小结: what is new, what waits for 安全科, and how the months stand. */
export function summaryWords(plan: SummaryPlan): LetterWords {
  const { day, since, months, news, waiting } = plan;
  if (news.length === 0 && waiting.length === 0) throw new RangeError('a summary of nothing');
  const title = `${day}小结：${headline(plan)}`;
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, title),
    preview: months.map(({ period, coverage }) => `${period}${coverage}`).join('；'),
    title,
    opening: [],
    sections: [
      ...(news.length === 0 ? [] : [mattersSection('新的情况', `${since} 以来`, news)]),
      ...(waiting.length === 0 ? [] : [mattersSection('等着处理', `${waiting.length} 类`, waiting)]),
      standSection(plan),
    ],
    closing: [
      '名单、电话和说什么，都在《总表》的“总览”里。',
      '有新情况的工作日才发这封信；不想收，请在区级设置把“每日小结”改成“否”。',
    ],
  };
}

function headline({ news, waiting }: SummaryPlan): string {
  if (news.length === 0) return `还有 ${waiting.length} 类事等着处理`;
  return news
    .slice(0, 3)
    .map(({ title, count }) => `${title} ${count}`)
    .join('，');
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

function mattersSection(heading: string, status: string, matters: readonly SummaryMatter[]): WordsSection {
  return {
    ...plain,
    heading,
    status,
    table: {
      columns: ['事项', '哪些'],
      rows: matters.map(({ title, count, names }) => ({
        cells: [{ lines: [line(title), line(count)] }, { lines: [line(listed(names))] }],
      })),
    },
  };
}

function standSection({ months, master }: SummaryPlan): WordsSection {
  const { where, link } = master;
  return {
    ...plain,
    heading: '报送进度',
    ...standing(months),
    facts: [
      ...months.map(({ period, coverage, deadline, passed }) => ({
        name: period,
        value: `${coverage}；${deadline} 截止${passed ? '（已过）' : ''}`,
      })),
      link === undefined ? { name: '总表', value: where } : { name: '总表', value: '打开总表', link },
    ],
  };
}

function standing(months: readonly SummaryMonth[]): Pick<WordsSection, 'status' | 'tone'> {
  const open = months.filter(({ missing }) => missing > 0);
  if (open.length === 0) return { status: '全部报齐', tone: 'calm' };
  const status = open.map(({ period, missing }) => `${period}还差 ${missing} 校`).join('，');
  return { status, tone: open.some(({ passed }) => passed) ? 'alarm' : 'plain' };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, named).join('、');
  return names.length > named ? `${shown}，还有 ${names.length - named} 个` : shown;
}

function line(text: string): WordsLine {
  return { text, call: '', link: '' };
}
