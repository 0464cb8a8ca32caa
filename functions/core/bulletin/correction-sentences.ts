import { periodTitle } from '../../../schemas/periods.ts';
import type { Correction, SchoolCorrection } from './bulletin-figures.ts';
import { correctedTotalTitles, isReportedWord } from './correction-words.ts';
import { pairTitle } from './pair.ts';
import { joined, plain, type Teller, type Told, told } from './told.ts';

/** What bulletins issued before said otherwise, a paragraph each: who reported since, who corrected, and what it comes to. */
export function correctionParagraphs(teller: Teller): readonly Told[] {
  return teller.figures.corrections.map((correction, index) => correctionParagraph(teller, correction, index));
}

function correctionParagraph(teller: Teller, correction: Correction, index: number): Told {
  const { since, corrected, moved } = correctionsBySort(correction);
  const what = [
    ...(since.length === 0 ? [] : [`补报${since.length}校`]),
    ...(corrected.length === 0 ? [] : [`更正${corrected.length}校`]),
    ...(moved.length === 0 ? [] : [`报送情况变动${moved.length}校`]),
  ];
  const totals = correction.totals.flatMap(({ period, key, was, now }, at) => {
    const of = correctedTotalTitles[key];
    if (!of) return [];
    const path = `corrections.${index}.totals.${at}`;
    const said = (end: 'was' | 'now', value: number | null): Told =>
      value === null ? plain('无数据') : told`${teller.number(`${path}.${end}`)}${of.unit}`;
    return [told`${periodTitle(period)}${of.title}由${said('was', was)}变为${said('now', now)}`];
  });
  const schools: Told = {
    text: what.length === 0 ? '有变动' : what.join('、'),
    says: [since, corrected, moved]
      .filter(({ length }) => length > 0)
      .map((value) => ({ path: `corrections.${index}.schools`, value })),
  };
  const sums = totals.length === 0 ? plain('所涉各月的应报、已报、零报告、发生和处理总数没有变') : joined(totals, '，');
  return told`${pairTitle(correction)}的通报发出以后，${schools}（逐校见附件1）；${sums}。`;
}

/** Schools by what happened since, each in the first sort that fits, in the order of the corrections. */
export function correctionsBySort({ schools }: Correction): {
  readonly since: readonly string[];
  readonly corrected: readonly string[];
  readonly moved: readonly string[];
} {
  const sorts = { since: [] as string[], corrected: [] as string[], moved: [] as string[] };
  for (const code of new Set(schools.map((it) => it.code))) {
    const own = schools.filter((it) => it.code === code);
    const sort = own.some(isSince) ? 'since' : own.some(isFigure) ? 'corrected' : 'moved';
    sorts[sort].push(code);
  }
  return sorts;
}

/** 更正: a figure is another in a report that stands; that it counts as late since then is no matter of its own. */
function isFigure({ key, now }: SchoolCorrection): boolean {
  return key !== 'report' && now !== 'none';
}

/** 补报: nothing had come when the bulletin was issued. */
function isSince({ key, was, now }: SchoolCorrection): boolean {
  return key === 'report' && !isReportedWord(was) && isReportedWord(now);
}
