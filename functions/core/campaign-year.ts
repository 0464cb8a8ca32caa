import { addMonths, type Period, periodParts } from '../../schemas/periods.ts';

/**
 * A year of the campaign: October of the year before through September, the month in which the plan has the special
 * inspection (S41), the summaries (S45) and the evaluation report (S46, S47). October looks back on it (S40).
 */
export interface CampaignYear {
  readonly year: number;
  /** Its first and last month. */
  readonly from: Period;
  readonly through: Period;
}

export function campaignYear(year: number): CampaignYear {
  return { year, from: `${year - 1}-10`, through: `${year}-09` };
}

/** The year that a month belongs to. */
export function campaignYearOf(period: Period): CampaignYear {
  return campaignYear(periodParts(addMonths(period, 3)).year);
}

/** `2018年度`. */
export function yearTitle({ year }: Pick<CampaignYear, 'year'>): string {
  return `${year}年度`;
}
