import type { CampaignYear } from '../campaign-year.ts';
import type { Matter } from '../registers/matters.ts';

/**
 * True where a row of a register belongs to the evidence of a year: it says so, or it had begun by its end, and it is of
 * this year, or something about it happened since the year began, or it is not done yet, or it stays in force from year to
 * year.
 */
export function isOfYear({ register, entry, running }: Matter, { year, from, through }: CampaignYear): boolean {
  const said = register.columns.find(({ kind }) => kind === 'year')?.key;
  if (said !== undefined) return entry.values[said] === year;
  const days = register.columns.flatMap(({ key, kind }) => {
    const day = kind === 'date' ? entry.values[key] : undefined;
    return typeof day === 'string' ? [day] : [];
  });
  const [begun] = days;
  if (begun === undefined) return true;
  // A month sorts before its days, and the last month's days before what follows it.
  if (begun.slice(0, 7) > through) return false;
  return register.standing === true || running !== undefined || days.some((day) => day.slice(0, 7) >= from);
}
