import type { Period } from '../../../schemas/periods.ts';
import {
  type BulletinFigures,
  type Correction,
  countKeys,
  educationKeys,
  type Figure,
  type SchoolCorrection,
  type SchoolFigures,
  type SchoolMonth,
  type TotalCorrection,
} from './bulletin-figures.ts';
import type { Pair } from './pair.ts';

type NowFigures = Omit<BulletinFigures, 'corrections'>;

/**
 * What bulletins issued before said otherwise than the accepted versions say now. A correction that one of them told
 * already is known by then, and not told again.
 * @param issued figures of those bulletins as they were issued
 * @param now the same pair's figures from what is accepted now
 */
export function corrections(
  issued: readonly BulletinFigures[],
  now: (pair: Pair) => NowFigures,
): readonly Correction[] {
  const inOrder = [...issued].sort((a, b) => (a.from < b.from ? -1 : 1));
  const told = new Told(inOrder);
  return inOrder.flatMap((figures): Correction[] => {
    const { from, through } = figures;
    const present = now({ from, through });
    const totals = totalCorrections(told, present);
    const schools = schoolCorrections(told, figures, present);
    return totals.length === 0 && schools.length === 0 ? [] : [{ from, through, totals, schools }];
  });
}

type Value = number | string | null;

/** What bulletins have said so far, the last word on each figure. */
class Told {
  readonly totals = new Map<string, number | null>();
  readonly schools = new Map<string, Exclude<Value, null>>();

  constructor(issued: readonly BulletinFigures[]) {
    for (const figures of issued) {
      for (const { period, key, value } of totalsOf(figures)) this.totals.set(`${period}/${key}`, value);
      for (const school of figures.schools)
        for (const { period, key, value } of figuresOf(school, figures.through))
          this.schools.set(`${school.code}/${period}/${key}`, value);
      // Figures of before corrections were kept have none.
      for (const { totals, schools } of figures.corrections ?? []) {
        for (const { period, key, now } of totals) this.totals.set(`${period}/${key}`, now);
        for (const { code, period, key, now } of schools) this.schools.set(`${code}/${period}/${key}`, now);
      }
    }
  }
}

interface OfMonth<V extends Value> {
  readonly period: Period;
  readonly key: string;
  readonly value: V;
}

/** The totals of a pair's own months. */
function totalsOf({ totals }: NowFigures): readonly OfMonth<number | null>[] {
  return totals.months.flatMap((month, index) => {
    const { period, expected, reported, zeroReports } = month;
    const counts = countKeys.map((key) => ({ key, value: totals[key].months[index]?.sum ?? null }));
    const education = educationKeys.flatMap((key) => {
      const total = totals.education?.[key];
      return total ? [{ key, value: total.months[index]?.sum ?? null }] : [];
    });
    const reporting = Object.entries({ expected, reported, zeroReports }).map(([key, value]) => ({ key, value }));
    return [...reporting, ...counts, ...education].map(({ key, value }) => ({ period, key, value }));
  });
}

/** What a school's own figures are, month by month, and its checklist, which is of the pair's last month. */
function figuresOf(school: SchoolFigures, through: Period): readonly OfMonth<number | string>[] {
  const months = school.months.flatMap(({ period, report, counts }, index) => {
    const education = school.education?.[index];
    return [
      { period, key: 'report', value: isAsked(report) ? report : 'notExpected' },
      ...countKeys.map((key) => ({ period, key, value: figureValue(counts[key]) })),
      ...(education ? educationKeys.map((key) => ({ period, key, value: figureValue(education[key]) })) : []),
    ];
  });
  const ticks = school.checklist?.is === 'reported' ? Object.entries(school.checklist.ticks) : [];
  return [...months, ...ticks.map(([key, { is }]) => ({ period: through, key, value: is }))];
}

function isAsked(report: SchoolMonth['report']): boolean {
  return report !== 'notStarted' && report !== 'notHandedOut';
}

function figureValue(figure: Figure): number | string {
  return figure.is === 'number' ? figure.value : figure.is;
}

function totalCorrections(told: Told, present: NowFigures): TotalCorrection[] {
  return totalsOf(present).flatMap(({ period, key, value: now }) => {
    const was = told.totals.get(`${period}/${key}`);
    return was === undefined || was === now ? [] : [{ period, key, was, now }];
  });
}

function schoolCorrections(told: Told, issued: BulletinFigures, present: NowFigures): SchoolCorrection[] {
  const here = new Set(present.schools.map(({ code }) => code));
  const gone = issued.schools.filter(({ code }) => !here.has(code));
  return [
    ...present.schools.flatMap(({ code, name, ...school }) =>
      figuresOf({ code, name, ...school }, present.through).flatMap(({ period, key, value: now }) => {
        // Of a school nobody spoke of, it is said how it stands and no more.
        const was = told.schools.get(`${code}/${period}/${key}`) ?? (key === 'report' ? 'notExpected' : undefined);
        return was === undefined || was === now ? [] : [{ code, name, period, key, was, now }];
      }),
    ),
    ...gone.flatMap(({ code, name, months }) =>
      months.flatMap(({ period }): SchoolCorrection[] => {
        const was = told.schools.get(`${code}/${period}/report`) ?? 'notExpected';
        return was === 'notExpected' ? [] : [{ code, name, period, key: 'report', was, now: 'notExpected' }];
      }),
    ),
  ];
}
