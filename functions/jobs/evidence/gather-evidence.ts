import { periodParts } from '../../../schemas/periods.ts';
import type { School } from '../../../schemas/roster.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { isYearly, type Paper, paperFolder, paperNames, paperTitle } from '../../core/bulletin/paper.ts';
import { addDays, hasPassed, instantOf, localDate } from '../../core/calendar.ts';
import type { CampaignYear } from '../../core/campaign-year.ts';
import type { EvidenceView, IssuedPaper, SummaryView } from '../../core/evidence/evidence-view.ts';
import { isOfYear } from '../../core/evidence/of-year.ts';
import { reportKey } from '../../core/ledger-state.ts';
import type { MasterRow, MasterView } from '../../core/master/master-view.ts';
import type { Matter } from '../../core/registers/matters.ts';
import type { ScoresView } from '../../core/scores/scores-view.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { gatherMaster } from '../gather-master.ts';
import { mattersOf } from '../matters.ts';
import { yearScores } from '../scores/scores-of.ts';

/** What the evidence of a year is made of: from the ledger as the master is, and from the registers. */
export async function gatherEvidence(world: World, district: District, year: CampaignYear): Promise<EvidenceView> {
  const { settings, control, registers } = district;
  const master = await gatherMaster(world, district);
  const rows = master.rows.filter(({ period }) => isIn(year, period)).sort(inOrder);
  const matters = mattersOf(world, district).filter((matter) => isOfYear(matter, year));
  const issued = issuedIn(world, year);
  const asOf = newest([
    ...rows.flatMap(({ version, seenAt }) => (version > 0 ? [seenAt] : [])),
    ...duesIn(world, year, master),
    ...issued.map(({ at }) => at),
    ...matters.flatMap(overdueSince),
  ]);
  return {
    year,
    asOf,
    settings,
    schools: schoolsIn(rows),
    sections: control.sections,
    // What is for one section's eyes alone is not here, nor how long it takes.
    timeLimits: control.timeLimits.filter((limit) => registers.some(({ name }) => isCalled(limit.register, name))),
    registers,
    matters,
    rows,
    summaries: summariesIn(world, settings.summaryMonth, rows),
    issued: issued.map(({ paper }) => paper),
    ...(rows.length > 0 ? { scores: await scoresIn(world, district, year, master, localDate(asOf)) } : {}),
  };
}

/** As published, else as the data has them, without what somebody tries out in 试算满分. */
async function scoresIn(
  world: World,
  district: District,
  { year }: CampaignYear,
  { rows }: MasterView,
  day: string,
): Promise<ScoresView> {
  const { view } = await yearScores(world, district, rows, year, day);
  return { ...view, indicators: view.indicators.map(({ trial: _, ...indicator }) => indicator) };
}

function isCalled(typed: string, name: string): boolean {
  return foldLabel(typed) === foldLabel(name);
}

function isIn({ from, through }: CampaignYear, period: string): boolean {
  return period >= from && period <= through;
}

function inOrder(a: MasterRow, b: MasterRow): number {
  if (a.period !== b.period) return a.period < b.period ? -1 : 1;
  return a.school.code < b.school.code ? -1 : 1;
}

function schoolsIn(rows: readonly MasterRow[]): readonly School[] {
  const schools = new Map(rows.map(({ school }) => [school.code, school]));
  return [...schools.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Deadlines of the year's months that have passed: what turned something to 逾期未报. */
function duesIn({ now }: World, year: CampaignYear, { periods }: MasterView): readonly string[] {
  return periods.flatMap(({ period, window: { due } }) => (isIn(year, period) && hasPassed(due, now) ? [due] : []));
}

function overdueSince({ clocks }: Matter): readonly string[] {
  return clocks.flatMap(({ light, due }) =>
    light === '红' && due !== undefined ? [`${addDays(due, 1)}T00:00:00+08:00`] : [],
  );
}

function newest(instants: readonly string[]): string {
  return instants.reduce((last, it) => (last === '' || instantOf(it) > instantOf(last) ? it : last), '');
}

/** Every school that was asked for 年度总结, in the month whose report it rides in. */
function summariesIn({ ledger }: World, month: number, rows: readonly MasterRow[]): readonly SummaryView[] {
  return rows
    .filter(({ period }) => periodParts(period).month === month)
    .map((row) => {
      const report = ledger.state.reports.get(reportKey(row.school.code, row.period));
      return { school: row.school, state: report?.summary ?? 'notStarted', row };
    });
}

/**
 * What tells of a month of the year, and the year's report, as they were issued: the document and the page, not the figures
 * for machines.
 */
function issuedIn(
  { ledger }: World,
  year: CampaignYear,
): readonly { readonly at: string; readonly paper: IssuedPaper }[] {
  return [...ledger.state.bulletins.values()].flatMap((bulletin) => {
    const { issued } = bulletin;
    if (!issued || !tellsOf(bulletin, year)) return [];
    const { document, page } = paperNames(bulletin);
    const files = [document, page].flatMap((name) => {
      const hash = issued.files[name];
      return hash === undefined ? [] : [{ path: `${paperFolder(bulletin)}/${name}`, hash }];
    });
    const { number, issuedOn, at } = issued;
    const serves = isYearly(bulletin) ? 'S46、S47' : 'S33';
    return [{ at, paper: { title: paperTitle(bulletin), serves, number, issuedOn, files } }];
  });
}

function tellsOf(paper: Paper, year: CampaignYear): boolean {
  if (isYearly(paper)) return paper.through === year.through;
  return isIn(year, paper.from) || isIn(year, paper.through);
}
