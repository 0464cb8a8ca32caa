import { periodParts } from '../../../schemas/periods.ts';
import { dimensions } from '../../../schemas/scoring/scheme.ts';
import { hasPassed } from '../../core/calendar.ts';
import { campaignYear } from '../../core/campaign-year.ts';
import type { MasterRow } from '../../core/master/master-view.ts';
import { readSources } from '../../core/scores/read-sources.ts';
import { type Indicator, indicatorsOf, type SchoolScore, scoreSchools } from '../../core/scores/score.ts';
import { readSiteMarks } from '../../core/scores/site-marks.ts';
import type { ScoreSource } from '../../core/scores/source.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { openDuties } from '../letters/duties.ts';
import { mattersOf } from '../matters.ts';

/** A year's scores as the data has them on a day. */
export interface LiveScores {
  readonly indicators: readonly Indicator[];
  readonly schools: readonly SchoolScore[];
  /** Rows of 实地评分 that do not count, as whole sentences. */
  readonly problems: readonly string[];
}

/**
 * Scores a year by 评分办法.
 * @param rows every school's months, as the master shows them
 * @param today the day whose state it is, `YYYY-MM-DD`
 */
export function liveScores(
  world: World,
  district: District,
  rows: readonly MasterRow[],
  year: number,
  today: string,
): LiveScores {
  const { control, roster } = district;
  const indicators = indicatorsOf(control.scheme, dimensions);
  const { marks, problems } = readSiteMarks(control.registers, year, indicators);
  const sources = readSources({
    year: campaignYear(year),
    today,
    rows,
    entries: control.registers,
    matters: mattersOf(world, district),
    terms: control.terms,
    summaries: summariesOf(world, district, year),
  });
  const names = new Map(roster.map(({ code, name }) => [code, name]));
  return { indicators, schools: scoreSchools(indicators, sources, marks, names), problems };
}

/** 年度总结 of a year: who has it in, and who owes it since its deadline passed. */
function summariesOf(world: World, district: District, year: number): ReadonlyMap<string, ScoreSource['summary']> {
  const { from, through } = campaignYear(year);
  const owed = openDuties(world, district).filter(
    ({ obligation, report, deadline }) =>
      obligation?.kind === 'annualSummary' &&
      from <= report.period &&
      report.period <= through &&
      hasPassed(deadline.due, world.now),
  );
  const found = new Map<string, ScoreSource['summary']>(
    owed.map(({ school, report }) => [
      school.code,
      { is: 'owed', place: { period: report.period, path: report.path, cell: '' } },
    ]),
  );
  for (const { school, period, summary, path } of world.ledger.state.reports.values())
    if (summary === 'submitted' && from <= period && period <= through && isOfYear(district, period))
      found.set(school, { is: 'in', place: { period, path, cell: '' } });
  return found;
}

function isOfYear({ settings }: District, period: string): boolean {
  return periodParts(period).month === settings.summaryMonth;
}
