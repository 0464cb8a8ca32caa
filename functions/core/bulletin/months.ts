import { addMonths, type Period } from '../../../schemas/periods.ts';
import { hasPassed } from '../calendar.ts';
import type { MasterRow, MasterView } from '../master/master-view.ts';
import {
  type BulletinFigures,
  type ByEducation,
  educationKeys,
  type Figure,
  type MonthFigures,
  type MonthStatus,
  type SchoolChecklist,
  type SchoolMonth,
} from './bulletin-figures.ts';
import type { Pair } from './pair.ts';
import { figureOf, schoolMonth } from './school-month.ts';
import { tickOf, ticks } from './tick-groups.ts';

/** What figures are made from: the master's rows and windows, the order of 学校名册, and the clock. */
export interface FiguresSource {
  readonly view: Pick<MasterView, 'rows' | 'periods'>;
  /** School codes in the order of 学校名册. */
  readonly order: readonly string[];
  /** ISO: which deadlines have passed. */
  readonly now: string;
  /** Figures of bulletins issued before, in any order; left out: there were none. */
  readonly issued?: readonly BulletinFigures[];
}

/** The district's months, with each school's row in each of them. */
export class Months {
  readonly #source: FiguresSource;
  readonly #rows: ReadonlyMap<string, MasterRow>;
  readonly #windows: ReadonlyMap<Period, MonthFigures['window']>;
  readonly #first: Period | undefined;
  readonly #known = new Map<string, SchoolMonth>();
  readonly #education = new Map<string, ByEducation<Figure>>();
  readonly #checklists = new Map<string, SchoolChecklist>();
  readonly #status = new Map<Period, MonthStatus>();

  constructor(source: FiguresSource) {
    this.#source = source;
    this.#rows = new Map(source.view.rows.map((row) => [`${row.period}/${row.school.code}`, row]));
    this.#windows = new Map(source.view.periods.map(({ period, window }) => [period, window]));
    this.#first = [...this.#windows.keys()].sort()[0];
  }

  /** Every month from the first hand-out up to one, oldest first, without a gap. */
  through(last: Period): readonly Period[] {
    const all: Period[] = [];
    for (let period = this.#first; period !== undefined && period <= last; period = addMonths(period, 1))
      all.push(period);
    return all;
  }

  window(period: Period): MonthFigures['window'] {
    return this.#windows.get(period) ?? null;
  }

  status(period: Period): MonthStatus {
    const known = this.#status.get(period) ?? this.#statusOf(period);
    this.#status.set(period, known);
    return known;
  }

  #statusOf(period: Period): MonthStatus {
    if (this.#first === undefined || period < this.#first) return 'notStarted';
    const window = this.window(period);
    if (!window) return 'notHandedOut';
    return hasPassed(window.due, this.#source.now) ? 'ended' : 'open';
  }

  of(code: string, period: Period): SchoolMonth {
    const key = `${period}/${code}`;
    const known = this.#known.get(key) ?? schoolMonth(period, this.status(period), this.#rows.get(key));
    this.#known.set(key, known);
    return known;
  }

  education(code: string, period: Period): ByEducation<Figure> {
    const key = `${period}/${code}`;
    const known = this.#education.get(key) ?? educationOf(this.#accepted(code, period));
    this.#education.set(key, known);
    return known;
  }

  /** A school's checklist in the last accepted version of a pair. */
  checklist(code: string, { from, through }: Pair): SchoolChecklist {
    const key = `${through}/${code}`;
    const known = this.#checklists.get(key) ?? checklistOf(this.#accepted(code, through) ?? this.#accepted(code, from));
    this.#checklists.set(key, known);
    return known;
  }

  /** Schools with a row in one of the months, in the order of 学校名册; one that left the register comes last. */
  schoolsIn(periods: readonly Period[]): readonly MasterRow['school'][] {
    const { view, order } = this.#source;
    const schools = new Map(
      view.rows.filter(({ period }) => periods.includes(period)).map(({ school }) => [school.code, school]),
    );
    const places = new Map(order.map((code, place) => [code, place]));
    const place = (code: string): number => places.get(code) ?? order.length;
    return [...schools.values()].sort((a, b) => place(a.code) - place(b.code) || (a.code < b.code ? -1 : 1));
  }

  #accepted(code: string, period: Period): MasterRow | undefined {
    const row = this.#rows.get(`${period}/${code}`);
    return row?.source === 'accepted' ? row : undefined;
  }
}

function educationOf(accepted: MasterRow | undefined): ByEducation<Figure> {
  return Object.fromEntries(
    educationKeys.map((key) => {
      const form = key === 'activityPeople' ? 'monthlyReport' : 'selfCheck';
      return [key, figureOf(accepted, accepted?.values[`${form}_${key}`])];
    }),
  ) as ByEducation<Figure>;
}

function checklistOf(accepted: MasterRow | undefined): SchoolChecklist {
  if (!accepted) return { is: 'none' };
  const { period, version, checkCode, values } = accepted;
  const ticked = ticks.map(({ key }) => [key, tickOf(values[`selfCheck_${key}`])] as const);
  return { is: 'reported', period, version, checkCode, ticks: Object.fromEntries(ticked) };
}
