import type { Term } from '../../schemas/control.ts';
import type { Period } from '../../schemas/periods.ts';
import { addDays } from './calendar.ts';

/** A term of one year, `YYYY-MM-DD`. */
export interface TermDays {
  readonly from: string;
  /** The day in its middle. */
  readonly half: string;
  readonly through: string;
}

const dayLength = 86_400_000;

/** The term in which a month lies, wholly or in part, from 学期; none in a vacation. Of two the later one. */
export function termOf(terms: readonly Term[], period: Period): TermDays | undefined {
  const year = Number(period.slice(0, 4));
  return terms
    .flatMap((term) => [year - 1, year].flatMap((from) => daysOf(term, from)))
    .filter(({ from, through }) => from.slice(0, 7) <= period && period <= through.slice(0, 7))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
}

/** Every term that has a day from one day through another, each with the name of its row. */
export function termsBetween(
  terms: readonly Term[],
  from: string,
  until: string,
): readonly (TermDays & { readonly name: string })[] {
  const [first, last] = [Number(from.slice(0, 4)) - 1, Number(until.slice(0, 4))];
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const found = terms.flatMap((term) =>
    years.flatMap((year) => daysOf(term, year).map((days) => ({ ...days, name: term.name }))),
  );
  const unique = new Map(found.map((it) => [`${it.name} ${it.from}`, it]));
  return [...unique.values()].filter((it) => it.from <= until && it.through >= from);
}

/** The term that begins in a year; a term typed with its year is that of its year alone. */
function daysOf({ from, through }: Term, year: number): readonly TermDays[] {
  const first = from.length === 5 ? `${year}-${from}` : from;
  const sameYear = through.length === 5 ? `${first.slice(0, 4)}-${through}` : through;
  const last = sameYear >= first || through.length > 5 ? sameYear : `${Number(first.slice(0, 4)) + 1}-${through}`;
  if (last < first) return [];
  const days = Math.round((Date.parse(last) - Date.parse(first)) / dayLength);
  return [{ from: first, half: addDays(first, Math.floor(days / 2)), through: last }];
}
