import type { Answer } from './answer.ts';
import { parseCount } from './counts.ts';
import type { Field } from './form.ts';
import type { Cell } from './grid.ts';
import { foldAnswer } from './text.ts';

type Asked = Pick<Field, 'kind' | 'unit'>;
type Both = readonly [Answer, Answer];

const empty: Answer = { is: 'empty' };

/**
 * Two blanks that are one on the paper, where both answers were typed into one cell: （2）次 参与（120）人, or 2件，已调解.
 * Understood where the other cell is empty or says the same; undefined where each cell has to be read by itself.
 */
export function readTogether(first: Asked, second: Asked, one: Cell, other: Cell): Both | undefined {
  if (second.kind === 'count') return readCounts(first, second, one, other);
  return second.kind === 'text' ? readCountAndText(first, one, other) : undefined;
}

function readCounts(first: Asked, second: Asked, one: Cell, other: Cell): Both | undefined {
  const inOne = splitCounts(first, second, one);
  const inOther = splitCounts(first, second, other);
  const both = inOne ?? inOther;
  if (!both) return undefined;
  const isFree = (cell: Cell, split: Both | undefined, says: Answer): boolean =>
    split ? isSame(split[0], both[0]) && isSame(split[1], both[1]) : isEmpty(cell) || isSame(parse(cell), says);
  return isFree(one, inOne, both[0]) && isFree(other, inOther, both[1]) ? both : undefined;
}

/** `（2）次 参与（120）人` → 2 and 120; empty brackets are empty answers. */
function splitCounts(first: Asked, second: Asked, cell: Cell): Both | undefined {
  if (typeof cell !== 'string' || !first.unit || !second.unit) return undefined;
  const text = foldAnswer(cell).replace(/\s/g, '');
  const units = new RegExp(
    `^\\(?([^()]*?)\\)?${first.unit}[,、;/。]?(?:参与|参加|共|共计)?:?\\(?([^()]*?)\\)?${second.unit}次?[。.]?$`,
  );
  const parts = units.exec(text);
  if (!parts) return undefined;
  const [, before = '', after = ''] = parts;
  const both = [before === '' ? empty : parseCount(before), after === '' ? empty : parseCount(after)] as const;
  return both.every(({ is }) => is !== 'unreadable') ? both : undefined;
}

function readCountAndText({ unit }: Asked, one: Cell, other: Cell): Both | undefined {
  if (!unit) return undefined;
  if (isEmpty(other) && typeof one === 'string') {
    const split = countBefore(unit, one);
    return split && [split.count, { is: 'value', value: split.text }];
  }
  if (isEmpty(one) && typeof other === 'string') {
    const split = countBefore(unit, other);
    // The text stays whole: it was typed where texts belong.
    return split && [split.count, { is: 'value', value: other }];
  }
  return undefined;
}

/** `2件，已调解` → 2 and 已调解; undefined where no number stands first, or another number of the unit follows. */
function countBefore(unit: string, cell: string): { count: Answer; text: string } | undefined {
  const parts = new RegExp(`^\\s*(\\S{1,6}?)\\s*${unit}\\s*[,，.。;；:：、\\s(（]+([\\s\\S]*\\S)\\s*$`).exec(cell);
  if (!parts) return undefined;
  const [, number = '', text = ''] = parts;
  const count = parseCount(number);
  const again = new RegExp(`[\\d一二两三四五六七八九十几]\\s*${unit}`);
  return count.is === 'value' && !again.test(foldAnswer(text)) ? { count, text } : undefined;
}

function parse(cell: Cell): Answer {
  return cell === null ? empty : parseCount(cell);
}

function isEmpty(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && foldAnswer(cell) === '');
}

function isSame(one: Answer, other: Answer): boolean {
  return one.is === other.is && (one.is !== 'value' || (other.is === 'value' && one.value === other.value));
}
