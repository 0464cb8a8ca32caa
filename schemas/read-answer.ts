import type { Answer, Unreadable } from './answer.ts';
import { parseCount } from './counts.ts';
import { type DateContext, parseDate } from './dates.ts';
import type { Field, Kind } from './form.ts';
import type { Cell } from './grid.ts';
import { parsePhones } from './phones.ts';
import { foldAnswer } from './text.ts';
import { parseTick } from './ticks.ts';

const empty: Answer = { is: 'empty' };
const value = (it: string | number): Answer => ({ is: 'value', value: it });
const unreadable = (why: Unreadable): Answer => ({ is: 'unreadable', why });

/**
 * Reads a cell as its blank's kind (S98: ticks √ ✓ ✔ ☑ 对 是 有 1 Y in either bracket, full-width digits, 3件, 三).
 * @param dates how the workbook counts days, and the year of a day that is typed without one
 */
export function readAnswer(
  field: Pick<Field, 'kind' | 'unit' | 'notApplicable'>,
  cell: Cell,
  dates: DateContext = {},
): Answer {
  const text = typeof cell === 'string' ? foldAnswer(cell) : cell;
  if (text === null || text === '') return empty;
  // A spreadsheet program that drops a formula's result leaves only its words; an error value says that it failed. In
  // a text, a name or a school's name the same signs are just what somebody typed.
  if (
    typeof text === 'string' &&
    !['text', 'name', 'ref'].includes(field.kind) &&
    /^(?:=|#(?:REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM)[!?]?)/.test(text)
  )
    return unreadable('formula');
  return readByKind(field, field.kind, cell as Exclude<Cell, null>, dates);
}

function readByKind(
  field: Pick<Field, 'unit' | 'notApplicable'>,
  kind: Kind,
  cell: Exclude<Cell, null>,
  dates: DateContext,
): Answer {
  switch (kind) {
    case 'count':
      return field.notApplicable && /^不适用[。.]?$/.test(foldAnswer(String(cell)))
        ? value('不适用')
        : readCount(field, cell);
    case 'month':
      return readMonth(cell);
    case 'tick':
      return parseTick(cell);
    case 'date':
      return parseDate(cell, dates);
    case 'phone':
      return readPhone(cell);
    case 'name':
      return readName(cell);
    case 'ref':
    case 'text':
      return value(String(cell));
  }
}

/** More 件, 次 or 所 than any school has: 3-4 that a spreadsheet program made a date of, or a telephone number. */
const largestOfAll = 9_999;

function readCount({ unit }: Pick<Field, 'unit'>, cell: Exclude<Cell, null>): Answer {
  const count = parseCount(cell);
  return unit !== undefined && unit !== '人' && count.is === 'value' && Number(count.value) > largestOfAll
    ? unreadable('tooLarge')
    : count;
}

function readMonth(cell: Exclude<Cell, null>): Answer {
  const text = typeof cell === 'string' ? foldAnswer(cell).replace(/[()\s]|月(?:份|报表)?$/g, '') : cell;
  const count = parseCount(text);
  return count.is === 'value' && typeof count.value === 'number' && count.value >= 1 && count.value <= 12
    ? count
    : unreadable('notMonth');
}

function readPhone(cell: Exclude<Cell, null>): Answer {
  const text = foldAnswer(String(cell));
  return parsePhones(text) ? value(text) : unreadable('notPhone');
}

function readName(cell: Exclude<Cell, null>): Answer {
  const text = String(cell).trim();
  return /^[\d\s\p{P}\p{S}]+$/u.test(text) || typeof cell === 'boolean' ? unreadable('notName') : value(String(cell));
}
