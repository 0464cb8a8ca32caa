import { cellAddress } from '../../../schemas/grid.ts';
import { type Entries, entriesOf } from '../../../schemas/registers/entry.ts';
import { siteMarks } from '../../../schemas/scoring/site-marks.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { tree } from '../../../schemas/tree.ts';
import { type Indicator, markKey, type SiteMark, type SiteMarks } from './score.ts';

/** The marks of a year that count, and why others do not, as whole sentences. */
export interface SiteMarksRead {
  readonly marks: SiteMarks;
  readonly problems: readonly string[];
}

/** Reads 实地评分 of a year: of several rows for a school and indicator the last counts. */
export function readSiteMarks(entries: Entries, year: number, indicators: readonly Indicator[]): SiteMarksRead {
  const byName = new Map(indicators.map((it) => [foldLabel(it.name), it]));
  const marks = new Map<string, SiteMark>();
  const problems: string[] = [];
  for (const { row, values } of entriesOf(entries, siteMarks)) {
    if (values.year !== year) continue;
    const indicator = byName.get(foldLabel(values.indicator));
    const problem = whyNot(values.indicator, values.mark, indicator);
    if (problem === undefined && indicator) {
      const place = { path: tree.control, cell: cellAddress({ sheet: siteMarks.name, row, column: 0 }) };
      marks.set(markKey(values.school, indicator.name), { mark: values.mark, place });
    } else problems.push(`“${siteMarks.name}”第 ${row + 1} 行：${problem}；这一行没有采用。`);
  }
  return { marks, problems };
}

function whyNot(name: string, mark: number, indicator: Indicator | undefined): string | undefined {
  if (!indicator) return `“评分办法”里没有启用的指标“${name}”`;
  return mark > indicator.full ? `得分 ${mark} 超过了“${indicator.name}”的满分 ${indicator.full}` : undefined;
}
