import * as fc from 'fast-check';
import { ticks } from '../../functions/core/bulletin/tick-groups.ts';
import type { MasterView } from '../../functions/core/master/master-view.ts';
import { addMonths, type Period } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { type Count, viewOf } from './bulletin-sample.ts';
import { sampleSchools } from './master-view-sample.ts';

/** What lies of one school and month: an accepted paper, or why there is none; `away`: nobody asked for one. */
export type Paper =
  | {
      readonly is: 'in' | 'late';
      readonly counts: readonly [Count, Count, Count, Count];
      readonly without: readonly string[];
      readonly education: readonly Count[];
    }
  | { readonly is: 'overdue' | 'notDue' | 'away' };

/** A district's papers: schools down, months across. */
export interface Papers {
  readonly schools: readonly School[];
  readonly months: readonly Period[];
  /** Months that were left out: nothing was handed out. */
  readonly leftOut: readonly Period[];
  readonly at: (school: School, month: Period) => Paper;
}

const count = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('不适用', '约3') },
);
const accepted: fc.Arbitrary<Paper> = fc.record({
  is: fc.constantFrom('in', 'in', 'in', 'late'),
  counts: fc.tuple(count, count, count, count),
  without: fc.subarray(
    ticks.map(({ key }) => key),
    { maxLength: 6 },
  ),
  education: fc.array(fc.oneof(count, fc.integer({ min: 0, max: 900 })), { minLength: 7, maxLength: 7 }),
});
const paper: fc.Arbitrary<Paper> = fc.oneof(
  { weight: 7, arbitrary: accepted },
  { weight: 1, arbitrary: fc.constant({ is: 'overdue' } as const) },
  { weight: 1, arbitrary: fc.constant({ is: 'notDue' } as const) },
);

/** A district up to 2018-10, now and as it was when each of its last bulletins was issued. */
export interface Story {
  readonly now: Papers;
  /** Before two rounds of changes, and before the second of them. */
  readonly first: Papers;
  readonly second: Papers;
  readonly issued: readonly ('2018-05' | '2018-07')[];
  /** Whether October's deadline has passed. */
  readonly ended: boolean;
}

export const story: fc.Arbitrary<Story> = fc
  .record({
    started: fc.constantFrom(0, 1, 3, 5, 8, 13, 14, 15, 17, 20),
    schools: fc.integer({ min: 1, max: 9 }),
    leftOut: fc.subarray(['2018-02', '2018-08', '2017-10'], { maxLength: 1 }),
    issued: fc.subarray(['2018-05', '2018-07'] as const),
    ended: fc.boolean(),
  })
  .chain(({ started, schools: number, leftOut, issued, ended }) => {
    const all = Array.from({ length: started + 1 }, (_, index) => addMonths('2018-10', index - started));
    const months = all.filter((period) => !leftOut.includes(period));
    const schools = sampleSchools.slice(0, number);
    const cells = schools.length * months.length;
    const change = fc.record({ cell: fc.integer({ min: 0, max: cells - 1 }), paper });
    const life = fc.tuple(fc.integer({ min: -2, max: all.length - 1 }), fc.integer({ min: 0, max: all.length + 4 }));
    return fc.record({
      first: fc.array(paper, { minLength: cells, maxLength: cells }),
      changes: fc.tuple(fc.array(change, { maxLength: 6 }), fc.array(change, { maxLength: 6 })),
      lives: fc.array(life, { minLength: schools.length, maxLength: schools.length }),
      issued: fc.constant(issued),
      ended: fc.constant(ended),
      months: fc.constant(months),
      leftOut: fc.constant(leftOut),
      schools: fc.constant(schools),
      all: fc.constant(all),
    });
  })
  .map(({ first, changes: [one, two], lives, issued, ended, months, leftOut, schools, all }) => {
    const asPapers = (table: readonly Paper[]): Papers => ({
      schools,
      months,
      leftOut: leftOut.filter((period) => all.includes(period)),
      at: (school, month) => {
        const [index, column] = [schools.indexOf(school), months.indexOf(month)];
        const [from, through] = lives[index] ?? [0, 0];
        const day = all.indexOf(month);
        if (column < 0 || day < from || day > from + through) return { is: 'away' };
        const it = table[index * months.length + column] ?? { is: 'away' };
        return !ended && month === '2018-10' && it.is === 'overdue' ? { is: 'notDue' } : it;
      },
    });
    const changed = (table: readonly Paper[], changes: typeof one): Paper[] => {
      const next = [...table];
      for (const { cell, paper: now } of changes) next[cell] = now;
      return next;
    };
    const second = changed(first, one);
    return {
      first: asPapers(first),
      second: asPapers(second),
      now: asPapers(changed(second, two)),
      issued,
      ended,
    };
  });

/** The master's view of papers. */
export function viewOfPapers({ schools, months, at }: Papers): MasterView {
  return viewOf(
    months,
    (school, period) => {
      const it = at(school, period);
      if (it.is === 'away') return undefined;
      if (!('counts' in it)) return { lacks: it.is === 'overdue' ? 'overdue' : 'notDue' };
      return { counts: it.counts, late: it.is === 'late', without: it.without, education: it.education };
    },
    schools,
  );
}
