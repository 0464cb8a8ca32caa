import type { Said } from './check-sentence.ts';
import type { Mark, NumberMark } from './marks.ts';

/** A clause with its numbers and names taken out: what is said, apart from how much and of whom. */
export interface Pattern {
  readonly start: number;
  readonly end: number;
  readonly skeleton: string;
  readonly numbers: readonly NumberMark[];
  /** Names in order; a name that no school has stands as it was written. */
  readonly names: readonly Mark[];
}

/** The clauses of a sentence, between semicolons. */
export function clausesOf(sentence: string, marks: readonly Mark[]): readonly Pattern[] {
  const ends = [...[...sentence.matchAll(/;/g)].map(({ index }) => index + 1), sentence.length];
  return ends.map((end, index) => {
    const start = ends[index - 1] ?? 0;
    const inside = marks.filter((mark) => mark.at >= start && mark.end <= end);
    const names = inside.filter(({ is }) => is === 'school' || is === 'stranger');
    const numbers = inside.filter((mark): mark is NumberMark => mark.is === 'number' && mark.manner === 'exact');
    return { start, end, skeleton: skeletonOf(sentence, start, end, [...names, ...numbers]), numbers, names };
  });
}

function skeletonOf(sentence: string, start: number, end: number, marks: readonly Mark[]): string {
  let text = '';
  let from = start;
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    text += sentence.slice(from, mark.at) + (mark.is === 'number' ? mark.text.replace(/^[\d.,]+/, '#') : '@');
    from = mark.end;
  }
  text += sentence.slice(from, end);
  return text.replace(/@(?:、@)+/g, '@').replace(/[;。!?]$/, '');
}

/**
 * What a clause says otherwise than the draft where both say it in the same words; undefined where the draft has no such
 * clause.
 */
export function differenceFrom(clause: Pattern, drafted: readonly Pattern[]): readonly Said[] | undefined {
  if (clause.numbers.length === 0 && clause.names.length === 0) return undefined;
  const alike = drafted.filter(({ skeleton }) => skeleton === clause.skeleton);
  const [only, ...others] = alike.map((pattern) => between(clause, pattern));
  if (!only) return undefined;
  // In the same words of several things: it is one of them as it stands, or the figures are asked.
  return others.length === 0 || only.length === 0 ? only : others.find((said) => said.length === 0);
}

function between(clause: Pattern, drafted: Pattern): readonly Said[] {
  const numbers = clause.numbers.flatMap((mark, index): Said[] => {
    const right = drafted.numbers[index];
    return right === undefined || right.value === mark.value
      ? []
      : [{ sort: 'wrong', found: mark.text, at: mark.at, message: `与数据不符：应是${right.text}。` }];
  });
  const right = new Set(drafted.names.map(({ text }) => text));
  const strange = clause.names.filter(({ text }) => !right.has(text));
  const named = new Set(clause.names.map(({ text }) => text));
  const lacking = [...right].filter((name) => !named.has(name));
  const names = strange.map(
    ({ text, at }): Said => ({
      sort: 'wrong',
      found: text,
      at,
      message: `不在其中：应是${[...right].join('、')}。`,
    }),
  );
  const short: Said[] =
    strange.length === 0 && lacking.length > 0
      ? [
          {
            sort: 'wrong',
            found: clause.names.map(({ text }) => text).join('、'),
            at: clause.start,
            message: `名单不全：还有${lacking.join('、')}。`,
          },
        ]
      : [];
  return [...numbers, ...names, ...short];
}
