import type { BulletinFigures, Direction } from '../bulletin/bulletin-figures.ts';
import { pairTitle } from '../bulletin/pair.ts';
import { directionWords } from '../bulletin/words.ts';
import { type Facts, isMonth } from './facts.ts';
import type { Mark, Measure, NumberMark } from './marks.ts';
import { type Against, corrected } from './pair-facts.ts';
import { differs, measureTitle, type Said, unproved, wrong } from './said.ts';
import { type Sentence, subjectOf, whenOf, whensAround } from './scope.ts';

/** The pair that the clause of a number compares with: the same of last year where it speaks of it. */
export function againstIn(sentence: Sentence, mark: Mark, facts: Facts): Against {
  const isLastYear = whensAround(sentence, mark).some((when) => {
    const span = facts.spanOf(when);
    return span?.is === 'pair' && span.pair === 'lastYear';
  });
  return isLastYear ? 'lastYear' : 'before';
}

/** What a number says that follows 增加, 减少, 持平; undefined where none of these touches it. */
export function changeSaid(
  sentence: Sentence,
  mark: NumberMark,
  measure: Measure,
  facts: Facts,
  figures: BulletinFigures,
): readonly Said[] | undefined {
  const direction = directionBefore(sentence, mark, /^[了共]?$/);
  if (direction === undefined) return undefined;
  if (subjectOf(sentence, mark).length > 0) return [unproved(mark, '各校自己的增减不在数据里，核对不了，请删去。')];
  const against = againstIn(sentence, mark, facts);
  const change = facts.change(measure, against);
  if (!change) return [unproved(mark, `“${measureTitle(measure)}”没有可以比较的数据，增减不能写。`)];
  if (Math.abs(change.change) === mark.value && change.direction === direction) return [];
  const by = change.direction === 'same' ? '' : `${Math.abs(change.change)}${mark.unit === 'piece' ? '件' : '校'}`;
  const is = `${directionWords[change.direction]}${by}`;
  return [wrong(mark, `与数据不符：${measureTitle(measure)}与${pairTitle(figures.totals[against])}比，${is}。`)];
}

/**
 * What a number says between 由…变为…, 由…增加到…: the old or the new of a correction where one is of that month, else this
 * pair against another. Undefined where it says nothing of the kind.
 */
export function movedSaid(
  sentence: Sentence,
  mark: NumberMark,
  measure: Measure,
  facts: Facts,
  figures: BulletinFigures,
): readonly Said[] | undefined {
  const end = endSaid(sentence, mark);
  if (!end) return undefined;
  const when = whenOf(sentence, mark);
  const subject = subjectOf(sentence, mark);
  const codes = subject.flatMap((it) => it.codes);
  const corrections = when ? corrected(figures, measure, (period) => isMonth(when, period), codes) : [];
  if (corrections.length > 0) {
    const values = corrections.map((it) => it[end]);
    if (values.includes(mark.value)) return [];
    const right = values.map((value) => (typeof value === 'number' ? String(value) : '无数据')).join('、');
    return [wrong(mark, `与数据不符：${measureTitle(measure)}${end === 'was' ? '原来' : '现在'}是${right}。`)];
  }
  const isOfPairs = subject.length === 0 && when?.is !== 'month';
  const change = isOfPairs ? facts.change(measure, againstIn(sentence, mark, facts)) : undefined;
  if (!change) return [unproved(mark, `“${measureTitle(measure)}”没有这样的变动或更正，核对不了。`)];
  const value = end === 'was' ? change.before : change.now;
  return value === mark.value ? [] : [differs(mark, measure, end === 'was' ? '原来' : '现在', value)];
}

function endSaid({ text, marks }: Sentence, mark: NumberMark): 'was' | 'now' | undefined {
  const before = text.slice(0, mark.at);
  const rest = text.slice(mark.end);
  if (/[由从]$/.test(before))
    return /^(?:增加|减少|上升|下降|变|改|更正|调整)(?:到|至|为|成)/.test(rest) ? 'was' : undefined;
  const isNow = /(?:增加|减少|上升|下降|变|改|更正|调整)(?:到|至|为|成)$/.test(before);
  if (!isNow) return undefined;
  const clause = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf(',')) + 1);
  return /[由从]/.test(clause) || marks.some(({ is }) => is === 'direction') ? 'now' : undefined;
}

function directionBefore({ text, marks }: Sentence, mark: Mark, between: RegExp): Direction | undefined {
  const found = marks.find(
    (it) => it.is === 'direction' && it.end <= mark.at && between.test(text.slice(it.end, mark.at)),
  );
  return found?.is === 'direction' ? found.direction : undefined;
}
