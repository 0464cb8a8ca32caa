import { type ReportDays, yearDue } from '../../core/annual-report/days.ts';
import type { DrawDocument } from '../../core/bulletin/document.ts';
import { isYearly, type Paper } from '../../core/bulletin/paper.ts';
import { localDate } from '../../core/calendar.ts';
import { campaignYearOf } from '../../core/campaign-year.ts';
import type { World } from '../../world.ts';
import { isPaperDue } from '../bulletin/is-due.ts';
import { calendarOf, type District } from '../district.ts';
import type { AnnualOutcome } from './annual-report.ts';

/**
 * For `run`: drafts the report of a campaign year on its day, once (S46, S47), and does all that `run` does of a bulletin.
 * Nothing where nothing is due, without looking at a single report.
 */
export async function annualReportIfDue(
  world: World,
  district: District,
  request: { readonly drawDocument: DrawDocument; readonly dryRun: boolean },
): Promise<AnnualOutcome | undefined> {
  let last: AnnualOutcome | undefined;
  const due = yearDue(calendarOf(world, district), localDate(world.now));
  for (const paper of papersUnderWay(world, due)) {
    const isDrafted =
      due?.year.from === paper.from ? world.ledger.state.bulletins.get(paper.from) !== undefined : undefined;
    if (!(await isPaperDue(world, district, paper, isDrafted))) continue;
    // What writes it is loaded in the few runs a year that need it.
    const { annualReport } = await import('./annual-report.ts');
    const outcome = await annualReport(world, district, campaignYearOf(paper.through), request);
    last = last
      ? { ...outcome, letters: [...last.letters, ...outcome.letters], busy: [...last.busy, ...outcome.busy] }
      : outcome;
  }
  return last;
}

/** Reports with a draft, and the one that is due, oldest first. */
function papersUnderWay(world: World, due: ReportDays | undefined): readonly Paper[] {
  const drafted = [...world.ledger.state.bulletins.values()].filter(isYearly);
  const papers: Paper[] = drafted.map(({ from, through }) => ({ from, through }));
  if (due && drafted.every(({ from }) => from !== due.year.from))
    papers.push({ from: due.year.from, through: due.year.through });
  return papers.sort((a, b) => (a.from < b.from ? -1 : 1));
}
