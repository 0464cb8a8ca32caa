import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Check } from '../../../../schemas/book.ts';
import { columnLetters } from '../../../../schemas/grid.ts';
import type { Area } from '../../../../schemas/layout.ts';
import { gridRange } from './grid-range.ts';
import type { Request } from './request.ts';

/** Puts an in-sheet rule and its help on its cells. */
export function checkRequest(check: Check, sheetId: number): Request {
  return {
    setDataValidation: {
      range: gridRange(sheetId, check.area),
      rule: {
        condition: conditionOf(check),
        inputMessage: `${check.title}\n${check.help}`,
        strict: !check.soft && check.rule.kind !== 'any',
        showCustomUi: check.rule.kind === 'list',
      },
    },
  };
}

/** Takes the rules off some cells. */
export function uncheckRequest(area: Area, sheetId: number): Request {
  return { setDataValidation: { range: gridRange(sheetId, area) } };
}

function conditionOf({ rule, area }: Check): sheets_v4.Schema$BooleanCondition {
  switch (rule.kind) {
    case 'list':
      return condition('ONE_OF_LIST', rule.choices);
    case 'wholeNumber': {
      const cell = `${columnLetters(area.column)}${area.row + 1}`;
      const whole = `=AND(ISNUMBER(${cell}),${cell}=INT(${cell}),${cell}>=${rule.min},${cell}<=${rule.max})`;
      return condition('CUSTOM_FORMULA', [whole]);
    }
    case 'date':
      return condition('DATE_BETWEEN', [rule.from, rule.through]);
    case 'any':
      // Sheets shows a help text only with a condition.
      return condition('CUSTOM_FORMULA', ['=TRUE']);
  }
}

function condition(type: string, values: readonly string[]): sheets_v4.Schema$BooleanCondition {
  return { type, values: values.map((userEnteredValue) => ({ userEnteredValue })) };
}
