import {
  type AnnualFigures,
  type Days,
  isAnnual,
  type ScoreMeans,
  type SummaryFigures,
} from '../../core/annual-report/annual-figures.ts';
import { monthsOf, summaryOf } from '../../core/annual-report/days.ts';
import { draftAnnualReport } from '../../core/annual-report/document.ts';
import { annualFigures, type YearBulletin } from '../../core/annual-report/figures.ts';
import { scoreMeans } from '../../core/annual-report/score-means.ts';
import type { BulletinDocument, DrawDocument } from '../../core/bulletin/document.ts';
import { draftDay, pairOf } from '../../core/bulletin/pair.ts';
import type { Paper } from '../../core/bulletin/paper.ts';
import type { IssuedBulletin } from '../../core/bulletin/state.ts';
import { localDate } from '../../core/calendar.ts';
import { type CampaignYear, yearTitle } from '../../core/campaign-year.ts';
import { reportKey } from '../../core/ledger-state.ts';
import { mattersOn } from '../../core/registers/matters.ts';
import { versionsOf } from '../../core/scores/state.ts';
import { OperatorError } from '../../operator-error.ts';
import type { World } from '../../world.ts';
import { draftAndFollow } from '../bulletin/draft-and-follow.ts';
import { figuresOfPair, issuedAgain, issuedFigures } from '../bulletin/issued.ts';
import type { PaperOutcome, PaperReport } from '../bulletin/report.ts';
import { calendarOf, type District, schoolsOf, windowOf } from '../district.ts';
import { gatherMaster } from '../gather-master.ts';
import { keptScores } from '../scores/kept-scores.ts';

/** The JSON of `run` under `annualReport`. */
export interface AnnualReport extends PaperReport {
  readonly figures: Omit<AnnualFigures, 'schools'>;
}

export type AnnualOutcome = PaperOutcome<AnnualReport>;

/**
 * Drafts the report of a campaign year, or finds the draft that says the same already, and tells the section once; issues
 * it where 通报审签 approves it. One that was issued is kept as it was sent.
 */
export async function annualReport(
  world: World,
  district: District,
  year: CampaignYear,
  request: { readonly drawDocument: DrawDocument; readonly dryRun: boolean },
): Promise<AnnualOutcome> {
  const paper: Paper = { from: year.from, through: year.through };
  const known = world.ledger.state.bulletins.get(paper.from);
  if (known?.issued)
    return asIssued(world, paper, known.issued, await issuedAgain(world, district, known, request.dryRun));
  const figures = await figuresNow(world, district, year);
  const wordsAt = (now: string): BulletinDocument => draftAnnualReport(figures, contextAt(district, now));
  const outcome = await draftAndFollow(world, district, { paper, figures, wordsAt }, request);
  const made = world.ledger.state.bulletins.get(paper.from)?.issued;
  return made ? asIssued(world, paper, made, outcome) : { ...outcome, report: withFigures(outcome.report, figures) };
}

async function asIssued(
  world: World,
  paper: Paper,
  issued: IssuedBulletin,
  outcome: PaperOutcome,
): Promise<AnnualOutcome> {
  const figures = await issuedFigures(world, paper, issued);
  if (!isAnnual(figures)) throw new RangeError('figures of another paper');
  return { ...outcome, report: withFigures(outcome.report, figures) };
}

function withFigures(report: PaperReport, { schools: _, ...figures }: AnnualFigures): AnnualReport {
  return { ...report, figures };
}

function contextAt({ settings }: District, now: string) {
  const { office, officePhone, bulletinNumberPrefix, campaign } = settings;
  return { date: localDate(now), office, officePhone, numberPrefix: bulletinNumberPrefix, campaign };
}

async function figuresNow(world: World, district: District, year: CampaignYear): Promise<AnnualFigures> {
  const periods = monthsOf(calendarOf(world, district), year);
  const [first] = periods;
  if (first === undefined) throw new OperatorError(`${yearTitle(year)}没有发过报表，没有可以评估的数据。`);
  const days = daysOf(world, district, year);
  const view = await gatherMaster(world, district);
  return annualFigures({
    view,
    order: district.roster.map(({ code }) => code),
    now: world.now,
    year,
    periods,
    days,
    matters: mattersAt(world, district, days),
    bulletins: await bulletinsOf(world, district, year),
    summaries: summariesOf(world, district, year),
    scores: await scoresAt(world, year),
  });
}

/** October through September; a district's first year begins with its first window. */
function daysOf(world: World, district: District, year: CampaignYear): Days {
  const from = `${year.from}-01`;
  const [first] = [...calendarOf(world, district).windows.keys()].sort();
  const began = first === undefined || first <= year.from ? from : windowOf(world, district, first).from;
  return { from: began > from ? began : from, through: `${year.through}-30` };
}

/** As they stand now, but not later than on the year's last day: a light that turns afterwards is the next year's. */
function mattersAt(world: World, { control, roster, holidays, registers }: District, { through }: Days) {
  const today = localDate(world.now);
  const day = today < through ? today : through;
  return mattersOn(day, control.registers, roster, { timeLimits: control.timeLimits, holidays }, registers);
}

/** A bulletin counts in the year of its second month, from the day on which its draft is due. */
async function bulletinsOf(world: World, district: District, year: CampaignYear): Promise<readonly YearBulletin[]> {
  const pairs = new Map(
    [...calendarOf(world, district).windows.keys()]
      .sort()
      .map(pairOf)
      .filter(({ through }) => year.from <= through && through <= year.through)
      .map((pair) => [pair.from, pair]),
  );
  const all: YearBulletin[] = [];
  for (const pair of pairs.values()) {
    const issued = world.ledger.state.bulletins.get(pair.from)?.issued;
    if (issued) {
      const { number, issuedOn } = issued;
      all.push({ ...pair, issued: { number, issuedOn, figures: await figuresOfPair(world, pair, issued) } });
    } else if (draftDay(windowOf(world, district, pair.through).through, district.holidays) <= localDate(world.now))
      all.push(pair);
  }
  return all;
}

/** The newest version of the scores that was published (S43); before that there is none to tell. */
async function scoresAt(world: World, { year }: CampaignYear): Promise<ScoreMeans | null> {
  const kept = await keptScores(world, versionsOf(world.ledger.state.scores, year).at(-1));
  return kept ? scoreMeans(kept) : null;
}

/** 年度总结 of the year: who was asked, and whose is right and signed. */
function summariesOf(world: World, district: District, year: CampaignYear): SummaryFigures | null {
  const asked = summaryOf(calendarOf(world, district), year);
  if (!asked) return null;
  const reports = schoolsOf(district, asked.ridesIn).flatMap(
    ({ code }) => world.ledger.state.reports.get(reportKey(code, asked.ridesIn)) ?? [],
  );
  return {
    due: asked.through,
    expected: reports.length,
    done: reports.filter(({ summary }) => summary === 'submitted').length,
  };
}
