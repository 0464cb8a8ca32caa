import type { Answer, Unreadable } from './answer.ts';
import type { Cell } from './grid.ts';
import { foldAnswer } from './text.ts';

const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const powers: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const largest = 1_000_000;

const units = /(?:人次|人|件|次|名|个|位|起|所|场|例|条|部|宗)$/;

/** A non-negative whole number as people write it: 3, ３, 3件, 1,200, 三十二. 约3, 3-4 and 若干 are not understood. */
export function parseCount(cell: Exclude<Cell, null>): Answer {
  if (typeof cell === 'number') return wholeNumber(cell);
  if (typeof cell === 'boolean') return unreadable('notNumber');
  const spaced = foldAnswer(cell)
    .replace(/^[([](.*)[)\]]$/, '$1')
    .trim();
  // 1 200 may be 1,200 and 1 2 may be anything.
  const text = /\d \d/.test(spaced) ? spaced : spaced.replace(/\s/g, '').replace(units, '');
  if (/^[-−－]\d+(?:\.\d+)?$/.test(text)) return unreadable('negative');
  if (/^\d{1,3}(?:,\d{3})+$|^\d+(?:\.\d+)?$/.test(text)) return wholeNumber(Number(text.replace(/,/g, '')));
  if (/^\d+\s*(?:[-~—–至到或、/])\s*\d+/.test(text)) return unreadable('range');
  if (isApproximate(text)) return unreadable('approximate');
  const chinese = chineseNumber(text);
  return chinese === undefined ? unreadable('notNumber') : wholeNumber(chinese);
}

function unreadable(why: Unreadable): Answer {
  return { is: 'unreadable', why };
}

function isApproximate(text: string): boolean {
  return (
    /^(?:大?约|大概|差不多|接近|将?近|不到|不足|超过?|至[少多]|最[少多]|若干|数|几|好几|多)/.test(text) ||
    /(?:余|多|几|左右|上下|以上|以下|来|许)$/.test(text) ||
    /^\d+[+多余几]/.test(text)
  );
}

function wholeNumber(number: number): Answer {
  if (!Number.isFinite(number)) return unreadable('notNumber');
  if (number < 0) return unreadable('negative');
  if (!Number.isInteger(number)) return unreadable('notWhole');
  if (number > largest) return unreadable('tooLarge');
  return { is: 'value', value: number === 0 ? 0 : number };
}

/** 三十二 → 32, 一百零五 → 105, 二〇 → 20; undefined where the text is no number (三四 could be 3–4: no number). */
function chineseNumber(text: string): number | undefined {
  if (text === '' || [...text].some((character) => !(character in digits) && !(character in powers))) return undefined;
  if ([...text].every((character) => character in digits)) {
    const positional = text.length === 1 || /[〇零]/.test(text);
    return positional ? Number([...text].map((character) => digits[character]).join('')) : undefined;
  }
  let total = 0;
  let pending: number | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const character of text) {
    const power = powers[character];
    if (power === undefined) {
      const digit = digits[character] ?? 0;
      if (pending !== undefined && pending !== 0) return undefined;
      pending = digit;
    } else {
      if (power >= lowest) return undefined;
      if (pending === 0 && power !== 10) return undefined;
      total += (pending === undefined || pending === 0 ? 1 : pending) * power;
      pending = undefined;
      lowest = power;
    }
  }
  // 一百五 is spoken for 150 and written for 105: not sure, so not understood.
  if (pending !== undefined && pending !== 0 && lowest > 10 && !/[〇零]/.test(text)) return undefined;
  return total + (pending ?? 0);
}
