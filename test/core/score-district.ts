import type { HolidayTable } from '../../functions/core/calendar.ts';
import { campaignYear } from '../../functions/core/campaign-year.ts';
import { readRegister } from '../../functions/core/control/read-register.ts';
import type { MasterRow } from '../../functions/core/master/master-view.ts';
import { mattersOn } from '../../functions/core/registers/matters.ts';
import { readSources } from '../../functions/core/scores/read-sources.ts';
import { indicatorsOf, type SchoolScore, scoreSchools } from '../../functions/core/scores/score.ts';
import { readSiteMarks } from '../../functions/core/scores/site-marks.ts';
import type { ScoreSource } from '../../functions/core/scores/source.ts';
import { usableIndicators } from '../../functions/core/scores/usable-indicators.ts';
import { termsTab } from '../../schemas/control.ts';
import type { Cell } from '../../schemas/grid.ts';
import type { Entries, Entry } from '../../schemas/registers/entry.ts';
import { dimensions, schemeTab } from '../../schemas/scoring/scheme.ts';
import { sampleRow, sampleSchools } from './master-view-sample.ts';

/** Every day but the weekend is worked. */
export const weekdays: HolidayTable = {
  isWorkingDay: (date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()),
  covers: () => true,
};

const defaults: readonly (readonly Cell[])[] = schemeTab.rows;

/** 评分办法 as it is read from these rows, with what is wrong in it. */
export function readScheme(rows: readonly (readonly Cell[])[] = defaults) {
  const cells = [schemeTab.columns.map(({ title }) => title), ...rows];
  const read = usableIndicators(readRegister(schemeTab, { sheet: schemeTab.name, cells }));
  return { scheme: read.rows.map(({ values }) => values), problems: read.problems };
}

/** The default rows with one of them changed, by the title of its columns. */
export function schemeWith(name: string, change: Readonly<Record<string, Cell>>): readonly (readonly Cell[])[] {
  const titles = schemeTab.columns.map(({ title }) => title as string);
  return defaults.map((row) => (row[1] === name ? row.map((cell, at) => change[titles[at] ?? ''] ?? cell) : row));
}

/** Rows of a register as they are understood. */
export function entries(...rows: readonly Readonly<Record<string, unknown>>[]): readonly Entry[] {
  return rows.map((values, row) => ({ key: `row-${row}`, row: row + 1, values }));
}

/** September's report of a school, accepted and on time unless told otherwise. */
export function report(
  index: number,
  values: Readonly<Record<string, string | number | null>> = {},
  over: Partial<MasterRow> = {},
): MasterRow {
  const row = sampleRow(index, '2018-09', over);
  const typed = Object.entries(values).map(([key, value]) => [
    key,
    { value, understood: true, cell: row.values[key]?.cell ?? '' },
  ]);
  return { ...row, values: { ...row.values, ...Object.fromEntries(typed) } };
}

export const overdue = { source: 'none', state: 'notStarted', timeliness: 'overdue' } as const;

export interface Setting {
  readonly registers?: Entries;
  readonly scheme?: readonly (readonly Cell[])[];
  readonly today?: string;
  readonly summaries?: ReadonlyMap<string, ScoreSource['summary']>;
}

/** What the year 2018 gives each school. */
export function scored(rows: readonly MasterRow[], setting: Setting = {}) {
  const { registers = {}, today = '2018-09-28', summaries = new Map() } = setting;
  const indicators = indicatorsOf(readScheme(setting.scheme).scheme, dimensions);
  const terms = readRegister(termsTab, {
    sheet: termsTab.name,
    cells: [termsTab.columns.map(({ title }) => title), ...termsTab.rows],
  }).rows.map(({ values }) => values);
  const matters = mattersOn(today, registers, sampleSchools, { timeLimits: [], holidays: weekdays });
  const year = campaignYear(2018);
  const sources = readSources({ year, today, rows, entries: registers, matters, terms, summaries });
  const { marks, problems } = readSiteMarks(registers, year.year, indicators);
  const names = new Map(sampleSchools.map(({ code, name }) => [code, name]));
  const schools = scoreSchools(indicators, sources, marks, names);
  return { indicators, sources, schools, problems };
}

/** Points of an indicator, by its name, for each school in turn. */
export function pointsOf(
  {
    indicators,
    schools,
  }: { readonly indicators: readonly { readonly name: string }[]; readonly schools: readonly SchoolScore[] },
  name: string,
): (number | null)[] {
  const at = indicators.findIndex((it) => it.name === name);
  return schools.map(({ points }) => points[at]?.points ?? null);
}
