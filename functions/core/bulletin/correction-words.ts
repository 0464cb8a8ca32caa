import type { SchoolCorrection } from './bulletin-figures.ts';
import { ticks } from './tick-groups.ts';
import { countTitles, educationTitles, reportWords } from './words.ts';

/** Totals that are told of a correction, with their units. */
export const correctedTotalTitles: Readonly<
  Record<string, { readonly title: string; readonly unit: string } | undefined>
> = {
  expected: { title: '应报', unit: '校' },
  reported: { title: '已报', unit: '校' },
  zeroReports: { title: '零报告', unit: '校' },
  incidents: { title: '发生', unit: '件' },
  handledCount: { title: '处理', unit: '件' },
};

/** A report was accepted, on time or late. */
export function isReportedWord(value: number | string): boolean {
  return value === 'onTime' || value === 'late';
}

/** What schools read of one another's corrections; what kind a case was and what else changed is for the section. */
export function isForSchools({ key }: SchoolCorrection): boolean {
  return key === 'report' || key === 'incidents' || key === 'handledCount';
}

const counts: Readonly<Record<string, string>> = { ...countTitles, ...educationTitles };

/** What was corrected: `发生`, `报送`, `应急处置预案`. */
export function correctedTitle(key: string): string {
  if (key === 'report') return '报送';
  return counts[key]?.replace('其中：', '') ?? ticks.find((tick) => tick.key === key)?.title ?? key;
}

const words: Readonly<Record<string, string>> = {
  ...reportWords,
  blank: '空',
  notApplicable: '不适用',
  unclear: '不清',
  none: '—',
  yes: '有',
  no: '无',
};

export function correctedValue(value: number | string): string {
  return typeof value === 'number' ? String(value) : (words[value] ?? value);
}
