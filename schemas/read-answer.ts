import type { Answer, Unreadable } from './answer.ts';
import { parseCount } from './counts.ts';
import { parseDate } from './dates.ts';
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
 * @param date1904 true where the workbook counts days from 1904
 */
export function readAnswer(
  field: Pick<Field, 'kind' | 'unit' | 'notApplicable'>,
  cell: Cell,
  date1904 = false,
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
  return readByKind(field, field.kind, cell as Exclude<Cell, null>, date1904);
}

function readByKind(
  field: Pick<Field, 'unit' | 'notApplicable'>,
  kind: Kind,
  cell: Exclude<Cell, null>,
  date1904: boolean,
): Answer {
  switch (kind) {
    case 'count':
      return field.notApplicable && /^不适用[。.]?$/.test(foldAnswer(String(cell)))
        ? value('不适用')
        : parseCount(cell);
    case 'month':
      return readMonth(cell);
    case 'tick':
      return parseTick(cell);
    case 'date':
      return parseDate(cell, date1904);
    case 'phone':
      return readPhone(cell);
    case 'name':
      return readName(cell);
    case 'ref':
    case 'text':
      return value(String(cell));
  }
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
