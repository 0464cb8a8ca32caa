import fc from 'fast-check';
import { draftAnnualReport } from '../../functions/core/annual-report/document.ts';
import { annualFigures, type YearBulletin } from '../../functions/core/annual-report/figures.ts';
import { addDays } from '../../functions/core/calendar.ts';
import { campaignYear } from '../../functions/core/campaign-year.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import { mattersOn } from '../../functions/core/registers/matters.ts';
import { addMonths } from '../../schemas/periods.ts';
import type { Entries } from '../../schemas/registers/entry.ts';
import type { School } from '../../schemas/roster.ts';
import { type Sent, viewOf } from './bulletin-sample.ts';
import { sampleSchools } from './master-view-sample.ts';

/** A row of a register as the workbook has it. */
export type Row = Readonly<Record<string, string | number | undefined>>;

/** A year as somebody made it up: what stands in the registers and what schools sent. */
export interface Story {
  readonly schools: readonly School[];
  /** First month of the district, `2018-06` … `2018-09`. */
  readonly first: string;
  /** By school and month whether it reported on time, late, or not. */
  readonly sent: readonly (readonly ('onTime' | 'late' | 'none')[])[];
  readonly rows: Readonly<Record<'opinion' | 'supervision' | 'appeal' | 'inspection', readonly Row[]>>;
  readonly issues: boolean;
  readonly done: number;
  readonly today: string;
}

/** Weekdays alone are worked: no holiday falls into these months. */
export const weekdays = { isWorkingDay: () => undefined, covers: () => true };

const day = (from: string, through: number) => fc.nat(through).map((count) => addDays(from, count));
/** Some days later than another day, or not yet. */
const later = (from: string, days: number) => fc.option(day(from, days), { nil: undefined });

function rowsOf(schools: number, column: (school: string, date: string) => fc.Arbitrary<Row>): fc.Arbitrary<Row[]> {
  const row = fc
    .tuple(fc.nat(schools - 1), day('2018-05-20', 128))
    .chain(([index, date]) => column(sampleSchools[index]?.code ?? '', date));
  return fc.array(row, { maxLength: 9 });
}

const oneOf = (...of: readonly string[]) => fc.constantFrom(undefined, ...of);

function cases(school: string, date: string): fc.Arbitrary<Row> {
  return fc
    .record({
      verified: oneOf('属实', '不属实', '核实中'),
      trigger: oneOf('社会反映强烈', '群众来信来访', '久拖不决', '重大'),
      severity: oneOf('一般', '较重', '严重', '涉嫌违法犯罪'),
      decision: oneOf('督办', '不督办'),
      gaps: fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 4 }),
    })
    .map(({ gaps, ...said }) => {
      const days = gaps.map((_, at) =>
        addDays(
          date,
          gaps.slice(0, at + 1).reduce((all, gap) => all + gap, 0),
        ),
      );
      const [verifiedOn, handledOn, rectifiedOn, closedOn] = days.filter((it) => it <= '2018-09-26');
      return { school, date, number: '', ...said, verifiedOn, handledOn, rectifiedOn, closedOn };
    });
}

/** Years of one to six schools. */
export const stories: fc.Arbitrary<Story> = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc.record({
    schools: fc.constant(sampleSchools.slice(0, count)),
    first: fc.constantFrom('2018-06', '2018-07', '2018-08', '2018-09'),
    sent: fc.array(fc.array(fc.constantFrom('onTime', 'late', 'none'), { minLength: 4, maxLength: 4 }), {
      minLength: count,
      maxLength: count,
    }),
    rows: fc.record({
      opinion: rowsOf(count, (school, date) =>
        fc.record({
          school: fc.constant(school),
          date: fc.constant(date),
          verified: oneOf('属实', '不属实', '核实中'),
          respondedOn: later(date, 6),
          linked: fc.constantFrom('', 'DB-1'),
        }),
      ),
      supervision: rowsOf(count, cases),
      appeal: rowsOf(count, (school, date) =>
        fc.record({
          school: fc.constant(school),
          date: fc.constant(date),
          accepted: oneOf('受理', '不予受理'),
          acceptedOn: later(date, 9),
          decision: oneOf('维持', '变更', '撤销', '责令重新处理'),
          notifiedOn: later(date, 60),
        }),
      ),
      inspection: rowsOf(count, (school, date) =>
        fc.record({
          school: fc.constant(school),
          date: fc.constant(date),
          kind: fc.constantFrom('专项督导', '日常检查'),
          visitedOn: later(date, 5),
          problems: fc.constantFrom(undefined, 0, 1, 2, 3),
          rectifiedOn: later(date, 30),
        }),
      ),
    }),
    issues: fc.boolean(),
    done: fc.nat(count),
    today: fc.constantFrom('2018-09-26', '2018-09-29', '2018-10-15'),
  }),
);

const year = campaignYear(2018);

export function daysOf({ first }: Story) {
  return { from: `${first}-01`, through: '2018-09-30' };
}

/** The months of a story. */
export function periodsOf({ first }: Story): readonly string[] {
  return [0, 1, 2, 3].map((count) => addMonths(first, count)).filter((period) => period <= year.through);
}

/** The report of a story: its figures and the document. */
export function reportOf(story: Story) {
  const { schools, rows, today, done } = story;
  const periods = periodsOf(story);
  const entries: Entries = Object.fromEntries(
    Object.entries(rows).map(([key, all]) => [key, all.map((values, row) => ({ key: `${row}`, row, values }))]),
  );
  const asOf = today < '2018-09-30' ? today : '2018-09-30';
  const view = viewOf(periods, (school, period) => sentOf(story, school, period), schools);
  const now = `${today}T09:00:00+08:00`;
  const order = schools.map(({ code }) => code);
  const pair = { from: '2018-07', through: '2018-08' };
  const bulletin: YearBulletin = story.issues
    ? {
        ...pair,
        issued: {
          number: '示教安通〔2018〕1号',
          issuedOn: '2018-08-30',
          figures: bulletinFigures({ view, order, now }, pair),
        },
      }
    : pair;
  const figures = annualFigures({
    view,
    order,
    now,
    year,
    periods,
    days: daysOf(story),
    matters: mattersOn(asOf, entries, schools, { timeLimits: [], holidays: weekdays }),
    bulletins: periods.some((it) => it <= '2018-08') ? [bulletin] : [],
    summaries: { due: '2018-09-25', expected: schools.length, done },
    scores: null,
  });
  const document = draftAnnualReport(figures, {
    date: today,
    office: '示例区教育体育局安全科',
    officePhone: '0539-5550000',
    numberPrefix: '示教安通',
    campaign: '示例区中小学生欺凌防治落实年行动',
  });
  return { figures, document };
}

function sentOf({ schools, sent }: Story, school: School, period: string): Sent {
  const how = sent[schools.indexOf(school)]?.[Number(period.slice(5)) % 4] ?? 'none';
  if (how === 'none') return { lacks: 'overdue' };
  return { counts: [0, 0, 0, 0], late: how === 'late', without: period === '2018-09' ? ['ruleProcess'] : [] };
}

/** Whether a school of a story reported in a month, counted again. */
export function cameIn(story: Story, school: number, period: string): 'onTime' | 'late' | 'none' {
  return story.sent[school]?.[Number(period.slice(5)) % 4] ?? 'none';
}
