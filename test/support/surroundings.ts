import type { Surroundings } from '../../functions/core/rules/surroundings.ts';
import { addMonths } from '../../schemas/periods.ts';

/** A school of which nothing is known but its report: in the first month of a district, with empty registers. */
export const alone: Surroundings = {
  history: [],
  handedOut: Array.from({ length: 36 }, (_, index) => addMonths('2018-01', index)),
  districtSince: '2018-09',
  schoolSince: '2018-09',
  newest: true,
  term: undefined,
  checklistDue: undefined,
  signals: [],
  rate: undefined,
  elsewhere: new Set(),
  waivers: [],
  explained: [],
  explainedBefore: [],
};
