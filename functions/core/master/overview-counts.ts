import { type Form, fieldTitle } from '../../../schemas/form.ts';
import { findField } from '../../../schemas/forms.ts';
import { states, timelinesses } from '../../../schemas/state.ts';
import { type Block, gap, line, stacked, wrappedLine } from './block.ts';
import { code, type Drawn, text } from './drawn.ts';
import { sumOf } from './form-totals.ts';
import { stateWords, timelinessWords } from './marks.ts';
import type { MasterView, PeriodView } from './master-view.ts';
import { overviewWidths as widths } from './overview-widths.ts';
import { deadlineTitle, windowTitle } from './times.ts';

/** The counts of every period: states, timeliness, coverage, and the four sums the section asks for first. */
export function countsBlock(view: MasterView): Block {
  if (view.periods.length === 0) return stacked([]);
  return stacked([
    table(
      '各月报送状态（校数，各项相加等于应报）',
      ['截止', '应报', ...states.map(stateWords)],
      view.periods.map((period) => [
        period,
        [
          text(deadlineTitle(period.window.due)),
          figure(period.expected),
          ...states.map((state) => figure(period.states[state])),
        ],
      ]),
    ),
    table(
      '各月是否按时（校数，按最后一个已报版本）',
      ['截止', '应报', '已报', '其中零报告', ...timelinesses.map(timelinessWords)],
      view.periods.map((period) => [
        period,
        [
          text(deadlineTitle(period.window.due)),
          figure(period.expected),
          figure(period.reported),
          figure(period.zeroReports),
          ...timelinesses.map((timeliness) => figure(period.timeliness[timeliness])),
        ],
      ]),
    ),
    table(
      '各月事件合计（只加已报版本；覆盖＝填了数的学校/应报学校）',
      ['应报', '已报', ...headline.flatMap((key) => [headlineTitle(view.forms, key), '覆盖'])],
      view.periods.map((period) => [period, incidentCells(period)]),
    ),
  ]);
}

/** The sums the section asks for first, by field of the monthly report. */
export const headline = ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'] as const;

/** What stands above such a sum. */
export function headlineTitle(forms: readonly Form[], key: string): string {
  const field = findField(forms, 'monthlyReport', key);
  return field ? `${fieldTitle(field)}（${field.unit ?? ''}）` : key;
}

function incidentCells(period: PeriodView): Drawn[] {
  return [
    figure(period.expected),
    figure(period.reported),
    ...headline.flatMap((key) => {
      const total = period.totals[`monthlyReport_${key}`] ?? { sum: 0, schools: 0 };
      return [sumOf(total), text(`${total.schools}/${period.expected} 校`)];
    }),
  ];
}

type Line = readonly [PeriodView, readonly Drawn[]];

function table(title: string, heads: readonly string[], lines: readonly Line[]): Block {
  return stacked([
    line([{ column: 0, columns: widths.length, drawn: text(title, 'h2') }]),
    wrappedLine(
      ['报送月份', '统计区间', ...heads].map((head, column) => ({ column, drawn: text(head, 'columnHead') })),
      widths,
      20,
    ),
    ...lines.map(([period, cells]) =>
      line(
        [code(period.period), text(windowTitle(period.window)), ...cells].map((drawn, column) => ({ column, drawn })),
      ),
    ),
    gap,
  ]);
}

function figure(count: number): Drawn {
  return { value: count, style: 'number' };
}
