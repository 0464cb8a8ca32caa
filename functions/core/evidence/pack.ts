import type { Book } from '../../../schemas/book.ts';
import { timeLimitsTab } from '../../../schemas/registers/time-limits.ts';
import { scoresBook } from '../scores/scores-book.ts';
import { alone } from './alone.ts';
import { contactsBook, contactTabs } from './contacts-book.ts';
import type { EvidenceView } from './evidence-view.ts';
import { planWords } from './plan-words.ts';
import { registerBook } from './register-book.ts';
import { reportingBook, reportingTabs, summariesBook } from './reporting-book.ts';

/** One line of 目录: a document, or a tab of one, and what it proves. */
export interface Paper {
  readonly title: string;
  /** What the plan asks for, in its words. */
  readonly proves: string;
  readonly path: string;
  readonly tab?: string;
  /** How much it is, `12 行`; empty where it is one document. */
  readonly amount: string;
  /** `YYYY-MM-DD`, where the document has a day of its own. */
  readonly date?: string;
}

/** A file of the pack: a book to be drawn, or bytes that were kept under a hash. */
export type PackFile =
  | { readonly path: string; readonly book: Book }
  | { readonly path: string; readonly kept: string };

export interface Pack {
  /** In the order of 目录. */
  readonly papers: readonly Paper[];
  readonly files: readonly PackFile[];
}

/** Where the files of the pack stand in it. */
export const packPaths = {
  index: '目录.xlsx',
  contacts: '联系和机构.xlsx',
  registers: '登记表.xlsx',
  reporting: '报送情况.xlsx',
  summaries: '总结/年度总结清单.xlsx',
  scores: '评分.xlsx',
} as const;

/** The evidence of a year, without its index: every paper lies in one of the files, and every file holds a paper. */
export function evidencePack(view: EvidenceView): Pack {
  return {
    papers: [
      ...contactPapers(view),
      ...reportingPapers(view),
      ...registerPapers(view),
      ...issuedPapers(view),
      ...scorePapers(view),
    ],
    files: [
      { path: packPaths.contacts, book: contactsBook(view) },
      { path: packPaths.reporting, book: reportingBook(view) },
      { path: packPaths.summaries, book: summariesBook(view) },
      { path: packPaths.registers, book: registerBook(view) },
      ...view.issued.flatMap(({ files }) => files.map(({ path, hash }) => ({ path, kept: hash }))),
      ...(view.scores ? [{ path: packPaths.scores, book: alone(scoresBook(view.scores, view.asOf)) }] : []),
    ],
  };
}

function contactPapers({ sections, schools }: EvidenceView): readonly Paper[] {
  const path = packPaths.contacts;
  return [
    { title: '工作机构和办公电话', proves: planWords('S3'), path, tab: contactTabs.body, amount: '' },
    { title: '科室分工', proves: planWords('S5'), path, tab: contactTabs.sections, amount: lines(sections.length) },
    {
      title: '学校负责人、联系人和责任督学',
      proves: planWords('S9、S19'),
      path,
      tab: contactTabs.schools,
      amount: `${schools.length} 校`,
    },
  ];
}

function reportingPapers({ rows, schools, summaries }: EvidenceView): readonly Paper[] {
  const path = packPaths.reporting;
  const schoolCount = `${schools.length} 校`;
  const summariesIn = summaries.filter(({ state }) => state === 'submitted' || state === 'locked').length;
  return [
    {
      title: '自查表、月报表逐月报送情况',
      proves: planWords('S35、S101'),
      path,
      tab: reportingTabs.months,
      amount: lines(rows.length),
    },
    { title: '逐校报送汇总', proves: planWords('S35'), path, tab: reportingTabs.schools, amount: schoolCount },
    {
      title: '“四个落实”自查清单',
      proves: planWords('S4、S22—S24、S31'),
      path,
      tab: reportingTabs.checklist,
      amount: schoolCount,
    },
    {
      title: '年度总结报送清单',
      proves: planWords('S44、S45'),
      path: packPaths.summaries,
      amount: `应报 ${summaries.length} 校，已报 ${summariesIn} 校`,
    },
  ];
}

function registerPapers({ registers, matters, timeLimits }: EvidenceView): readonly Paper[] {
  const path = packPaths.registers;
  return [
    ...registers.map((register) => {
      const count = matters.filter((matter) => matter.register.key === register.key).length;
      return {
        title: `${register.name}登记表`,
        proves: planWords(register.serves),
        path,
        tab: register.name,
        amount: count === 0 ? '没有登记' : lines(count),
      };
    }),
    { title: '办理时限', proves: planWords('S39'), path, tab: timeLimitsTab.name, amount: lines(timeLimits.length) },
  ];
}

function issuedPapers({ issued }: EvidenceView): readonly Paper[] {
  return issued.flatMap(({ title, serves, number, issuedOn, files }) =>
    files.map(({ path }) => ({
      title: `${title}（${number}）`,
      proves: planWords(serves),
      path,
      amount: '',
      date: issuedOn,
    })),
  );
}

function scorePapers({ scores }: EvidenceView): readonly Paper[] {
  if (!scores) return [];
  const { published } = scores;
  const amount = published ? `第${published.version}版，${published.publishedOn}公布` : '没有公布，按现有数据';
  return [{ title: '专项督导评分', proves: planWords('S8、S41—S43'), path: packPaths.scores, amount }];
}

function lines(count: number): string {
  return `${count} 行`;
}
