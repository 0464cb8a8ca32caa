import { periodTitle } from '../../../schemas/periods.ts';
import { sameWords } from '../hand-edit/document-text.ts';
import {
  type BulletinFigures,
  countKeys,
  educationKeys,
  type SchoolFigures,
  type SchoolMonth,
} from './bulletin-figures.ts';
import { correctedValue } from './correction-words.ts';
import type { BulletinDocument } from './document.ts';
import { ticks } from './tick-groups.ts';
import { countTitles, educationTitles, figureWords, monthTitle, reportWords } from './words.ts';

/** One thing that is not any more as it was, as a sentence: `示例小学10月发生：1 → 2`. */
export type ChangeSentence = string;

/** Which figures changed since a draft, old → new, by school and month; what follows from them in sums is not listed. */
export function changedFigures(before: BulletinFigures, now: BulletinFigures): readonly ChangeSentence[] {
  const old = new Map(before.schools.map((school) => [school.code, school]));
  const present = new Set(now.schools.map(({ code }) => code));
  const changes = [
    ...now.schools.flatMap((school) => {
      const was = old.get(school.code);
      return was ? changedSchool(was, school) : [`${school.name}：原来不在通报的数据里，现在在`];
    }),
    ...before.schools.filter(({ code }) => !present.has(code)).map(({ name }) => `${name}：现在不在通报的数据里了`),
    ...changedMonths(before, now),
  ];
  if (changes.length > 0 || JSON.stringify(before) === JSON.stringify(now)) return changes;
  const codes = (figures: BulletinFigures): string => figures.schools.map(({ code }) => code).join();
  if (codes(before) !== codes(now)) return ['学校名册的次序变了，各校的数没有变'];
  return ['各校填报的数没有变，别的统计变了（见新草稿）'];
}

function changedSchool(before: SchoolFigures, now: SchoolFigures): ChangeSentence[] {
  const months = (school: SchoolFigures): readonly SchoolMonth[] => [
    ...(school.lastYear ?? []),
    ...school.before,
    ...school.months,
  ];
  const named = before.name === now.name ? [] : [`${before.name}：改名为${now.name}`];
  return [
    ...named,
    ...months(now).flatMap((month) => {
      const was = months(before).find(({ period }) => period === month.period);
      return was ? changedMonth(`${now.name}${periodTitle(month.period)}`, was, month) : [];
    }),
    ...changedEducation(before, now),
    ...changedChecklist(before, now),
  ];
}

function changedEducation(before: SchoolFigures, now: SchoolFigures): ChangeSentence[] {
  return now.months.flatMap(({ period }, index) =>
    educationKeys.flatMap((key) => {
      const [old, figure] = [before.education?.[index]?.[key], now.education[index]?.[key]];
      if (!old || !figure || figureWords(old) === figureWords(figure)) return [];
      const what = `${now.name}${periodTitle(period)}${educationTitles[key]}`;
      return [`${what}：${figureWords(old)} → ${figureWords(figure)}`];
    }),
  );
}

function changedChecklist(
  { checklist: before }: SchoolFigures,
  { name, checklist: now }: SchoolFigures,
): ChangeSentence[] {
  if (before?.is !== 'reported' || now.is !== 'reported') return [];
  return ticks.flatMap(({ key, title }) => {
    const [was, is] = [before.ticks[key]?.is ?? 'blank', now.ticks[key]?.is ?? 'blank'];
    return was === is ? [] : [`${name}自查表“${title}”：${correctedValue(was)} → ${correctedValue(is)}`];
  });
}

function changedMonth(whose: string, before: SchoolMonth, now: SchoolMonth): ChangeSentence[] {
  const report =
    before.report === now.report ? [] : [`${whose}报送：${reportWords[before.report]} → ${reportWords[now.report]}`];
  const counts = countKeys.flatMap((key) => {
    const [was, is] = [figureWords(before.counts[key]), figureWords(now.counts[key])];
    return was === is ? [] : [`${whose}${countTitles[key].replace('其中：', '')}：${was} → ${is}`];
  });
  const version =
    report.length === 0 && counts.length === 0 && before.version !== now.version
      ? [`${whose}重新报过：第${before.version}版 → 第${now.version}版，件数没有变`]
      : [];
  return [...report, ...counts, ...version];
}

function changedMonths(before: BulletinFigures, now: BulletinFigures): ChangeSentence[] {
  return now.totals.months.flatMap((month, index) => {
    const was = before.totals.months[index];
    return was && was.expected !== month.expected
      ? [`${monthTitle(month.period)}应报：${was.expected}校 → ${month.expected}校`]
      : [];
  });
}

/** Which words of a draft are others now though its figures are the same: the office, its telephone, what is asked next. */
export function changedWords(before: BulletinDocument, now: BulletinDocument): readonly ChangeSentence[] {
  const pairs: readonly (readonly [string, string, string])[] = [
    ['标题', before.title.join(''), now.title.join('')],
    ['主送', before.addressee, now.addressee],
    ...paragraphPairs(before.sentences, now.sentences),
    ['署名', before.office, now.office],
    ['电话', before.phone, now.phone],
  ];
  // The day of the draft goes on by itself and is no change that anybody made.
  const asOfNow = (words: string): string => words.replaceAll(before.date, now.date);
  const changed = pairs
    .filter(([, was, is]) => sameWords(asOfNow(was)) !== sameWords(is))
    .map(([what, was, is]) => `${what}：“${was}” → “${is}”`);
  if (changed.length > 0 || before.code === now.code) return changed;
  return ['附件的写法变了（见新草稿）'];
}

/** Which paragraphs of a text are others now. */
export function changedParagraphs(before: readonly string[], now: readonly string[]): readonly ChangeSentence[] {
  return paragraphPairs(before, now)
    .filter(([, was, is]) => sameWords(was) !== sameWords(is))
    .map(([what, was, is]) => `${what}：“${was}” → “${is}”`);
}

function paragraphPairs(before: readonly string[], now: readonly string[]): (readonly [string, string, string])[] {
  const length = Math.max(before.length, now.length);
  return Array.from({ length }, (_, index) => [`正文第${index + 1}段`, before[index] ?? '', now[index] ?? ''] as const);
}
