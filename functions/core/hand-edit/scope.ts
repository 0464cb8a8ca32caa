import type { ChecklistMeasure, Mark, Measure, NumberMark, SchoolMark, SessionMeasure, When } from './marks.ts';

/** One sentence with its marks, as those before it in the paragraph leave it: the month they spoke of goes on. */
export interface Sentence {
  /** Folded, without spaces. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The month or pair that the paragraph spoke of last. */
  readonly spokenOf: When | undefined;
}

const listSigns = /[,:;()、]/g;
const clauseSigns = /[,:;()]/g;

/**
 * What a number or a name is said of: of what fits its unit, that which stands next to it, else in its part of the
 * sentence, else said before in its clause, else, of schools, in the sentence.
 */
export function measureOf(sentence: Sentence, mark: NumberMark | SchoolMark): Measure | undefined {
  const { text, marks } = sentence;
  const visible = marks.filter(isMeasure).filter((it) => isVisible(text, it, mark) && fits(it.measure, mark));
  const strong = visible.filter(({ weak }) => !weak);
  const ofPieces = mark.is === 'number' && mark.unit === 'piece';
  return nearest(text, strong, mark) ?? nearest(text, visible, mark) ?? (ofPieces ? 'incidents' : undefined);
}

function nearest(text: string, measures: readonly MeasureMark[], mark: NumberMark | SchoolMark): Measure | undefined {
  const part = partOf(text, mark, mark.is === 'number' ? listSigns : clauseSigns);
  const inPart = measures.filter(({ at, end }) => at >= part.start && end <= part.end);
  const before = inPart.filter(({ end }) => end <= mark.at);
  const after = inPart.filter(({ at }) => at >= mark.end);
  const touching = before.find(({ end }) => /^[为是有共计了达的数]{0,2}$/.test(text.slice(end, mark.at)));
  const following = after.find(({ at }) => /^的?$/.test(text.slice(mark.end, at)));
  const clause = mark.is === 'number' && mark.unit === 'piece' ? text.lastIndexOf(';', mark.at) + 1 : 0;
  const said = measures.filter(({ at, end }) => at >= clause && end <= part.start);
  return (touching ?? following ?? before.at(-1) ?? after[0] ?? said.at(-1))?.measure;
}

const ofSchoolsOnly: ReadonlySet<Measure> = new Set([
  'expected',
  'reported',
  'onTime',
  'late',
  'missing',
  'extended',
  'zeroReports',
  'matched',
  'unclear',
  'listed',
  'listedBoth',
  'corrected',
  'moved',
]);
const ofSessions: ReadonlySet<Measure> = new Set(['teachers', 'students', 'parents', 'activity']);
const rates: ReadonlySet<Measure> = new Set(['reported', 'onTime', 'reportedRate', 'onTimeRate', 'unclear']);

function fits(measure: Measure, mark: NumberMark | SchoolMark): boolean {
  const unit = mark.is === 'number' ? mark.unit : 'school';
  switch (unit) {
    case 'percent':
      return rates.has(measure);
    case 'piece':
      return ![ofSchoolsOnly, rates, ofSessions].some((set) => set.has(measure)) && !isOfChecklist(measure);
    case 'times':
    case 'people':
      return ofSessions.has(measure);
    case 'item':
      return isOfChecklist(measure);
    default:
      return measure !== 'reportedRate' && measure !== 'onTimeRate' && !ofSessions.has(measure);
  }
}

/** Said of 自查表: of a pair as a whole, whatever month stands nearby. */
export function isOfChecklist(measure: Measure): measure is ChecklistMeasure {
  return measure.includes('/');
}

/** Said of 次 and 人次 of 自查表 and 月报表. */
export function isOfSessions(measure: Measure): measure is SessionMeasure {
  return ofSessions.has(measure);
}

/** The months and pairs that the clause of a mark speaks of. */
export function whensAround({ text, marks }: Sentence, mark: Mark): readonly When[] {
  const start = text.lastIndexOf(';', mark.at) + 1;
  const stop = text.indexOf(';', mark.at);
  const end = stop < 0 ? text.length : stop;
  return marks.filter(isWhen).flatMap((it) => (it.at >= start && it.end <= end ? [it.when] : []));
}

/** When a number or a name is said of: the month or pair before it in the sentence, else after it in its part. */
export function whenOf(sentence: Sentence, mark: Mark): When | undefined {
  const whens = sentence.marks.filter(isWhen).filter((it) => isVisible(sentence.text, it, mark));
  const part = partOf(sentence.text, mark, clauseSigns);
  const before = whens.filter(({ end }) => end <= mark.at).at(-1);
  const after = whens.find(({ at, end }) => at >= mark.end && end <= part.end);
  return (before ?? after)?.when ?? sentence.spokenOf;
}

/** The schools that a number of incidents is said of: named before it in its clause; none where the district is meant. */
export function subjectOf({ text, marks }: Sentence, mark: NumberMark): readonly SchoolMark[] {
  const start = Math.max(text.lastIndexOf(';', mark.at - 1), text.lastIndexOf(':', mark.at - 1)) + 1;
  return marks
    .filter((it): it is SchoolMark => it.is === 'school')
    .filter((it) => it.at >= start && it.end <= mark.at && isVisible(text, it, mark));
}

/** The names that a number of schools announces: those that follow it up to the next number or the end of the clause. */
export function namesAfter({ text, marks }: Sentence, mark: NumberMark): readonly SchoolMark[] {
  const [sign] = /^[的]?(?:[^,;、。()]{0,8})[:(]/.exec(text.slice(mark.end)) ?? [];
  if (sign === undefined) return [];
  const from = mark.end + sign.length;
  const next = marks.find(({ is, at }) => at >= from && is !== 'school' && is !== 'stranger');
  const stop = /[;,)。]/.exec(text.slice(from));
  const end = Math.min(next?.at ?? text.length, stop ? from + stop.index : text.length);
  return marks.filter((it): it is SchoolMark => it.is === 'school' && it.at >= from && it.end <= end);
}

type MeasureMark = Mark & { readonly is: 'measure' };

function isMeasure(mark: Mark): mark is MeasureMark {
  return mark.is === 'measure';
}

function isWhen(mark: Mark): mark is Mark & { readonly is: 'when' } {
  return mark.is === 'when';
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** The part of a sentence between two signs that a mark stands in. */
function partOf(text: string, mark: Mark, signs: RegExp): Part {
  const places = [...text.matchAll(signs)].map(({ index }) => index);
  return {
    start: (places.findLast((place) => place < mark.at) ?? -1) + 1,
    end: places.find((place) => place >= mark.end) ?? text.length,
  };
}

/** What stands in brackets is said of what is in the same brackets only. */
function isVisible(text: string, from: Mark, to: Mark): boolean {
  const inner = bracketAt(text, from.at);
  return inner === -1 || inner === bracketAt(text, to.at);
}

/** Where the bracket opens that a place stands in; -1 outside of all. */
function bracketAt(text: string, place: number): number {
  const open: number[] = [];
  for (let at = 0; at < place; at += 1) {
    if (text[at] === '(') open.push(at);
    if (text[at] === ')') open.pop();
  }
  return open.at(-1) ?? -1;
}
