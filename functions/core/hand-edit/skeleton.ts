import type { Mark } from './marks.ts';
import type { Said } from './said.ts';

/** Digits as they stand in a clause, and the mark that they are part of: a figure, a month, a date. */
interface Run {
  readonly at: number;
  readonly digits: string;
  readonly mark: Mark | undefined;
}

/** A clause with its numbers and names taken out: what is said, apart from how much, when and of whom. */
export interface Pattern {
  readonly start: number;
  readonly end: number;
  readonly skeleton: string;
  readonly runs: readonly Run[];
  /** Names in order; a name that no school has stands as it was written. */
  readonly names: readonly Mark[];
}

/** The clauses of a sentence, between semicolons. */
export function clausesOf(sentence: string, marks: readonly Mark[]): readonly Pattern[] {
  const ends = [...[...sentence.matchAll(/;/g)].map(({ index }) => index + 1), sentence.length];
  return ends.map((end, index) => {
    const start = ends[index - 1] ?? 0;
    const names = marks.filter(
      ({ is, at, end: to }) => (is === 'school' || is === 'stranger') && at >= start && to <= end,
    );
    const runs = runsIn(sentence, start, end, marks).filter(
      ({ at }) => !names.some((it) => it.at <= at && at < it.end),
    );
    return { start, end, skeleton: skeletonOf(sentence, start, end, names, runs), runs, names };
  });
}

function runsIn(sentence: string, start: number, end: number, marks: readonly Mark[]): readonly Run[] {
  return [...sentence.slice(start, end).matchAll(/\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?/g)].map(
    ({ 0: digits, index }) => {
      const at = start + index;
      return { at, digits, mark: marks.find((mark) => mark.at <= at && at < mark.end) };
    },
  );
}

function skeletonOf(
  sentence: string,
  start: number,
  end: number,
  names: readonly Mark[],
  runs: readonly Run[],
): string {
  const holes = [
    ...names.map((name) => ({ at: name.at, end: name.end, sign: '@' })),
    ...runs.map(({ at, digits }) => ({ at, end: at + digits.length, sign: '#' })),
  ].sort((a, b) => a.at - b.at);
  let text = '';
  let from = start;
  for (const hole of holes) {
    text += sentence.slice(from, hole.at) + hole.sign;
    from = hole.end;
  }
  text += sentence.slice(from, end);
  return text.replace(/@(?:、@)+/g, '@').replace(/[;。!?]$/, '');
}

/**
 * What a clause says otherwise than the draft where both say it in the same words; undefined where the draft has no such
 * clause. Of several in the same words it is held against the one that is of the same months, else that is nearest.
 */
function differenceFrom(clause: Pattern, drafted: readonly Pattern[]): readonly Said[] | undefined {
  if (clause.runs.length === 0 && clause.names.length === 0) return undefined;
  const alike = drafted
    .filter(({ skeleton }) => skeleton === clause.skeleton)
    .map((pattern) => between(clause, pattern));
  return alike.toSorted((a, b) => a.far - b.far)[0]?.said;
}

/** How a sentence stands to a draft, clause by clause. */
export interface AgainstDraft {
  /** What clauses in the draft's own words say otherwise. */
  readonly differs: readonly Said[];
  /** True of a place in a clause in the draft's own words: its numbers and names are said of the same. */
  readonly isSettled: (at: number) => boolean;
}

export function againstDraft(sentence: string, marks: readonly Mark[], drafted: readonly Pattern[]): AgainstDraft {
  const clauses = clausesOf(sentence, marks).map((clause) => ({ clause, differs: differenceFrom(clause, drafted) }));
  const settled = clauses.filter(({ differs }) => differs !== undefined).map(({ clause }) => clause);
  return {
    differs: clauses.flatMap(({ differs }) => differs ?? []),
    isSettled: (at) => settled.some(({ start, end }) => start <= at && at < end),
  };
}

function between(clause: Pattern, drafted: Pattern): { readonly said: readonly Said[]; readonly far: number } {
  const said: Said[] = [];
  let months = 0;
  for (const [index, { at, digits, mark }] of clause.runs.entries()) {
    const right = drafted.runs[index];
    if (right === undefined || numberOf(right.digits) === numberOf(digits)) continue;
    if (right.mark?.is === 'when') months += 1;
    const [whole, start] = mark ? [mark.text, mark.at] : [digits, at];
    if (said.some((it) => it.at === start)) continue;
    const against = right.mark?.is === 'number' ? '数据' : '草稿';
    said.push({
      sort: 'wrong',
      found: whole,
      at: start,
      message: `与${against}不符：应是${right.mark?.text ?? right.digits}。`,
    });
  }
  const names = namesBetween(clause, drafted);
  return { said: [...said, ...names], far: 100 * months + said.length + names.length };
}

function numberOf(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}

function namesBetween(clause: Pattern, drafted: Pattern): readonly Said[] {
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
  return [...names, ...short];
}
