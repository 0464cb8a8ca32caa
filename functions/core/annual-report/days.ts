import { type Period, periodParts } from '../../../schemas/periods.ts';
import { addDays, workingDayFrom } from '../calendar.ts';
import { type CampaignYear, campaignYear, campaignYearOf } from '../campaign-year.ts';
import { type YearlyObligation, yearlyObligations } from '../obligations/due.ts';
import type { DistrictCalendar } from '../obligations/months.ts';

/** When a year's report is drafted by itself, when it is due (S47), and until when it is drafted if nobody did before. */
export interface ReportDays {
  readonly year: CampaignYear;
  readonly draft: string;
  readonly due: string;
  readonly until: string;
}

/** The plan asks for the summaries by the 25th (S45). */
const summaryDay = '09-25';

/**
 * The days of a year's report; undefined of a year in which the district had no month. It is drafted on the first working
 * day after the summaries and the last month's reports were due, and is due on 30 September, a day off or not.
 */
export function reportDays(calendar: DistrictCalendar, year: CampaignYear): ReportDays | undefined {
  if (monthsOf(calendar, year).length === 0) return undefined;
  const last = [
    summaryOf(calendar, year)?.through ?? `${year.year}-${summaryDay}`,
    calendar.windows.get(year.through)?.through,
  ]
    .filter((day) => day !== undefined)
    .reduce((latest, day) => (day > latest ? day : latest));
  return {
    year,
    draft: workingDayFrom(addDays(last, 1), calendar.holidays),
    due: reportDue(year),
    until: `${year.year}-12-31`,
  };
}

/** The last day of September (S47), `YYYY-MM-DD`. */
export function reportDue({ through }: Pick<CampaignYear, 'through'>): string {
  return `${through}-30`;
}

/** The year that a report is due of on a day: the newest whose day to draft has come, and is not long past. */
export function yearDue(calendar: DistrictCalendar, today: string): ReportDays | undefined {
  const { year } = campaignYearOf(today.slice(0, 7));
  const all = [year, year - 1].map((it) => reportDays(calendar, campaignYear(it)));
  return all.find((days) => days !== undefined && days.draft <= today && today <= days.until);
}

/** The months of a year that were handed out, oldest first. */
export function monthsOf({ windows }: Pick<DistrictCalendar, 'windows'>, { from, through }: CampaignYear): Period[] {
  return [...windows.keys()].filter((period) => from <= period && period <= through).sort();
}

/** 年度总结 of a year, where 报送事项 asks for it. */
export function summaryOf(calendar: DistrictCalendar, { year, through }: CampaignYear): YearlyObligation | undefined {
  return yearlyObligations(calendar, through).find(
    ({ kind, period }) => kind === 'annualSummary' && periodParts(period).year === year,
  );
}
