import type { ScorePublication } from '../../../schemas/scoring/publication.ts';
import { schemeTab } from '../../../schemas/scoring/scheme.ts';
import { foldCode, foldName } from '../bulletin/approval.ts';
import { dateTitle } from '../bulletin/words.ts';
import { campaignYear, yearTitle } from '../campaign-year.ts';

/** A row of 评分公布 in which everything is filled: from then on it is meant. */
export type SignedPublication = ScorePublication & { readonly date: string };

/** What a row is held against. */
export interface PublicationContext {
  /** The day it is in Shanghai. */
  readonly today: string;
  /** False where a row of 评分办法 cannot be used: scores without it would stand for good. */
  readonly isSchemeWhole: boolean;
  /** 试运行: nothing is made final. */
  readonly trial: boolean;
}

/** Rows that somebody signed, the last one of each year. */
export function signedPublications(rows: readonly ScorePublication[]): readonly SignedPublication[] {
  const years = new Map(rows.map((row) => [row.year, row]));
  return [...years.values()].filter(isSigned).sort((a, b) => a.year - b.year);
}

function isSigned(row: ScorePublication): row is SignedPublication {
  return row.date !== undefined && row.publisher !== '' && row.reviewer !== '';
}

/** Why a row names other scores than those that stand; undefined where it names these, or none. */
export function codeProblem(row: SignedPublication, code: string): string | undefined {
  if (foldCode(row.code) === '' || foldCode(row.code) === foldCode(code)) return undefined;
  return `“评分公布”${yearTitle(row)}：评分编号是“${row.code}”，可现在的分数是 ${code}，签了以后变过，没有公布；请看过“督导评分”再改。`;
}

/** Why a signed row cannot be followed, as whole sentences. */
export function publicationProblems(row: SignedPublication, context: PublicationContext): readonly string[] {
  const { today, isSchemeWhole, trial } = context;
  const { date, publisher, reviewer } = row;
  const say = (why: string): string => `“评分公布”${yearTitle(row)}：${why}`;
  return [
    ...(foldName(publisher) === foldName(reviewer)
      ? [say(`公布人和复核人是同一个人（${publisher}）：要两个人，没有公布。`)]
      : []),
    ...(date > today ? [say(`公布日期是${dateTitle(date)}，那一天还没有到，没有公布。`)] : []),
    ...(date < `${campaignYear(row.year).from}-01`
      ? [say(`公布日期${dateTitle(date)}在这一年度以前，没有公布。`)]
      : []),
    ...(isSchemeWhole ? [] : [say(`“${schemeTab.name}”里有不能用的行，请先改好，没有公布。`)]),
    ...(trial ? [say('现在是试运行，没有公布。')] : []),
  ];
}
