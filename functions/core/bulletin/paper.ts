import { addMonths, type Period, periodParts } from '../../../schemas/periods.ts';
import { tree } from '../../../schemas/tree.ts';
import { yearTitle } from '../campaign-year.ts';
import { bulletinFolder, pairTitle } from './pair.ts';

/**
 * What the district drafts, has approved and issues once, named by the months that it speaks of: two are those of a
 * bulletin (S33), twelve those of the report of a campaign year (S47).
 */
export interface Paper {
  readonly from: Period;
  readonly through: Period;
}

/** What the files of a paper are called in its folder, without the ending where several have it. */
export interface PaperNames {
  readonly draft: string;
  readonly document: string;
  readonly page: string;
  readonly figures: string;
}

const reportName = '督导评估报告';
const bulletinNames: PaperNames = namesOf('通报');
const reportNames: PaperNames = namesOf(reportName);

/** True of the report of a year. */
export function isYearly({ from, through }: Paper): boolean {
  return addMonths(from, 11) === through;
}

/** The campaign year whose report a text names, as people write it: `2018年度督导评估报告`, `2018年度`. */
export function reportYear(text: string): number | undefined {
  const [, year] = /^\D*(\d{4})\D*$/.exec(text) ?? [];
  return year !== undefined && /年度|评估|督导/.test(text) && !/通报|期/.test(text) ? Number(year) : undefined;
}

/** Its months where they are spoken of by themselves: `2018年9—10月`, `2018年度`. */
export function paperMonths(paper: Paper): string {
  return isYearly(paper) ? yearTitle(periodParts(paper.through)) : pairTitle(paper);
}

/** `2018年9—10月通报`, `2018年度督导评估报告`. */
export function paperTitle(paper: Paper): string {
  return `${paperMonths(paper)}${isYearly(paper) ? reportName : '通报'}`;
}

/** What it is, in a sentence: `通报`, `督导评估报告`. */
export function paperWord(paper: Paper): string {
  return isYearly(paper) ? reportName : '通报';
}

/** `通报/2018年09—10月`, `通报/2018年度督导评估报告`. */
export function paperFolder(paper: Paper): string {
  return isYearly(paper) ? `${tree.bulletins}/${paperTitle(paper)}` : bulletinFolder(paper);
}

export function paperNames(paper: Paper): PaperNames {
  return isYearly(paper) ? reportNames : bulletinNames;
}

function namesOf(word: string): PaperNames {
  return { draft: `${word}草稿`, document: `${word}.docx`, page: `${word}.html`, figures: '数据.json' };
}
