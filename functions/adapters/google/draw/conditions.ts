import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Bar, BookTab, Condition } from '../../../../schemas/book.ts';
import { columnLetters } from '../../../../schemas/grid.ts';
import type { Area } from '../../../../schemas/layout.ts';
import { tones } from '../../xlsx/book-styles.ts';
import { colour } from './colours.ts';
import { literal, sheetsFormula } from './formulas.ts';
import { gridRange } from './grid-range.ts';

/** The conditional formats of a tab in the order in which they win. Sheets has no bars: their counts are tinted above zero. */
export function conditionsOf(tab: BookTab): readonly Condition[] {
  return [...(tab.conditions ?? []), ...(tab.bars ?? []).map(tintAboveZero)];
}

/** A conditional format as Google's rule. */
export function conditionRule(
  { area, when, tone }: Condition,
  sheetId: number,
): sheets_v4.Schema$ConditionalFormatRule {
  const formula = 'formula' in when ? when.formula : `${topOf(area)}=${literal(when.equals)}`;
  const { colour: ink, fill } = tones[tone];
  return {
    ranges: [gridRange(sheetId, area)],
    booleanRule: {
      condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: sheetsFormula(formula) }] },
      format: { backgroundColorStyle: colour(fill), textFormat: { foregroundColorStyle: colour(ink) } },
    },
  };
}

function tintAboveZero({ area, tone }: Bar): Condition {
  return { area, when: { formula: `AND(ISNUMBER(${topOf(area)}),${topOf(area)}>0)` }, tone };
}

function topOf({ row, column }: Area): string {
  return `${columnLetters(column)}${row + 1}`;
}
