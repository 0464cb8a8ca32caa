import type { BulletinFigures } from '../bulletin/bulletin-figures.ts';
import { mayTellParts, mayTellPartsByMonth } from '../bulletin/few-schools.ts';
import { windowTitle } from '../master/times.ts';
import type { Facts, Span } from './facts.ts';
import { folded } from './folded.ts';
import type { Mark, Measure, NumberMark, SchoolMark, SessionMeasure } from './marks.ts';
import { linesOf, sessionsOf } from './pair-facts.ts';
import { differs, measureTitle, note, type Said, spanTitle, unproved, wrong } from './said.ts';
import { againstIn, changeSaid, movedSaid } from './said-of-changes.ts';
import { isOfChecklist, isOfSessions, measureOf, namesAfter, type Sentence, subjectOf, whenOf } from './scope.ts';

/** Holds each number and each name of a sentence against the figures, for what it is said of. */
export function checkSentence(sentence: Sentence, facts: Facts, figures: BulletinFigures): readonly Said[] {
  return sentence.marks.flatMap((mark) => {
    switch (mark.is) {
      case 'number':
        return numberSaid(sentence, mark, facts, figures);
      case 'school':
        return schoolSaid(sentence, mark, facts, figures);
      case 'stranger':
        return [wrong(mark, '通报的数据里没有叫这个名字的学校，请照学校名册写全称。')];
      case 'aside':
        return asideSaid(sentence, mark, facts);
      default:
        return [];
    }
  });
}

/** A 统计区间 is held against the month's; any other date or number of its kind is for a person to judge. */
function asideSaid(sentence: Sentence, mark: Mark, facts: Facts): readonly Said[] {
  if (!/月\d+[日号]|\d-\d|号$|^1\d{10}$/.test(mark.text)) return [];
  if (!/统计区间[:为是]?$/.test(sentence.text.slice(0, mark.at)))
    return [note(mark, '不是统计数，没有核对，请自己看准。')];
  const when = whenOf(sentence, mark);
  const span = when && facts.spanOf(when);
  const window = span?.is === 'month' && span.figures.window ? folded(windowTitle(span.figures.window)) : undefined;
  if (window === undefined) return [unproved(mark, '看不出是哪一个月的统计区间。')];
  return window === mark.text ? [] : [wrong(mark, `与数据不符：统计区间是${window}。`)];
}

function numberSaid(sentence: Sentence, mark: NumberMark, facts: Facts, figures: BulletinFigures): readonly Said[] {
  if (mark.manner === 'asked') return [note(mark, '是要求，不是统计数，没有核对。')];
  if (mark.manner === 'about') return [unproved(mark, '是约数，核对不了，请写准确的数。')];
  if (mark.unit === 'other' || mark.unit === 'none')
    return [unproved(mark, '看不出说的是哪一项统计，请照草稿的说法写，或删去。')];
  const measure = measureOf(sentence, mark);
  if (measure === undefined || measure === 'unclear')
    return [unproved(mark, '看不出说的是哪一项统计，请把是什么写在数字旁边，例如“未报3校”。')];
  const told = partSaid(mark, measure, sentence, facts, figures);
  if (told) return [told];
  const changed =
    movedSaid(sentence, mark, measure, facts, figures) ?? changeSaid(sentence, mark, measure, facts, figures);
  if (changed) return changed;
  const said = spanSaid(sentence, mark, measure, facts);
  if (said.is === 'none') return [unproved(mark, said.why)];
  return said.spans.length === 0 ? [] : valueSaid(sentence, mark, measure, said.spans, facts, figures);
}

/** 其中数 of few schools, or of one by name, would say what kind of case everybody's was: not even rightly. */
function partSaid(
  mark: NumberMark | SchoolMark,
  measure: Measure,
  sentence: Sentence,
  facts: Facts,
  { totals }: BulletinFigures,
): Said | undefined {
  if (measure !== 'incidentsReported' && measure !== 'incidentsCriminal') return undefined;
  if (mark.is === 'school' || subjectOf(sentence, mark).length > 0)
    return wrong(mark, `“${measureTitle(measure)}”不能写到学校，请删去。`);
  const when = whenOf(sentence, mark);
  const span = when && facts.spanOf(when);
  const may = span?.is === 'month' ? mayTellPartsByMonth(totals.incidents) : mayTellParts(totals.incidents);
  return may ? undefined : wrong(mark, `涉及的学校少，“${measureTitle(measure)}”不单列，请删去。`);
}

type Spans = { readonly is: 'spans'; readonly spans: readonly Span[] } | { readonly is: 'none'; readonly why: string };

/** When a number is said of; of a number of schools without a month, both months where they agree. */
function spanSaid(sentence: Sentence, mark: Mark, measure: Measure, facts: Facts): Spans {
  const pair: Spans = { is: 'spans', spans: [{ is: 'pair', pair: 'now' }] };
  if (isOfChecklist(measure) || measure === 'listed' || measure === 'listedBoth') return pair;
  // 应报 beside 报过自查表 is of both months together.
  if (measure === 'expected' && sentence.marks.some((it) => it.is === 'measure' && it.measure === 'listed'))
    return pair;
  const when = whenOf(sentence, mark);
  const corrected = when && facts.correctionOf(when);
  if (corrected && (facts.members(measure, corrected) !== undefined || measure === 'corrected' || measure === 'moved'))
    return { is: 'spans', spans: [corrected] };
  if (when) {
    const span = facts.spanOf(when);
    return span ? { is: 'spans', spans: [span] } : { is: 'none', why: '说的月份不在本期通报的数据里，核对不了。' };
  }
  if (measure === 'backlog' || measure === 'matched' || isOfSessions(measure)) return pair;
  return mark.is === 'number' && mark.unit === 'piece' ? pair : { is: 'spans', spans: facts.months };
}

function valueSaid(
  sentence: Sentence,
  mark: NumberMark,
  measure: Measure,
  spans: readonly Span[],
  facts: Facts,
  figures: BulletinFigures,
): readonly Said[] {
  const [span] = spans;
  if (!span) return [];
  if (mark.unit === 'piece') return piecesSaid(sentence, mark, measure, span, facts, figures);
  if (mark.unit === 'times' || mark.unit === 'people')
    return isOfSessions(measure) ? sessionsSaid(mark, measure, span, figures) : [];
  if (mark.unit === 'item' && isOfChecklist(measure)) return equalSaid(mark, measure, '', linesOf(figures, measure));
  if (measure === 'matched')
    return equalSaid(mark, measure, '', facts.change('incidents', againstIn(sentence, mark, facts))?.schools);
  const values = spans.map((it) => (mark.unit === 'percent' ? facts.rate(measure, it) : facts.schools(measure, it)));
  if (values.every((value) => value === undefined))
    return [unproved(mark, `请写明说的是哪一个月的“${measureTitle(measure)}”。`)];
  const right = values.every((value) => value !== undefined && isSame(mark, value));
  if (right) return mark.unit === 'school' ? listSaid(sentence, mark, measure, spans, facts, figures) : [];
  if (spans.length > 1 && values.some((value) => value !== undefined && isSame(mark, value)))
    return [unproved(mark, `两个月的“${measureTitle(measure)}”不同，请写明是哪一个月。`)];
  return [differs(mark, measure, spanTitle(span, figures), values[0])];
}

function sessionsSaid(
  mark: NumberMark,
  measure: SessionMeasure,
  span: Span,
  figures: BulletinFigures,
): readonly Said[] {
  const unit = mark.unit === 'times' ? 'times' : 'people';
  if (span.is === 'corrected' || (span.is === 'pair' && span.pair !== 'now'))
    return [unproved(mark, `“${measureTitle(measure)}”只有本期的数，核对不了。`)];
  const value = sessionsOf(figures, measure, unit, span.is === 'month' ? span.period : undefined);
  return equalSaid(mark, measure, spanTitle(span, figures), value);
}

function equalSaid(mark: NumberMark, measure: Measure, when: string, value: number | undefined): readonly Said[] {
  return value === mark.value ? [] : [differs(mark, measure, when, value)];
}

/** A percentage is right as far as it is written: 87.5, 88 and 87.50 are the same 87.5. */
function isSame(mark: NumberMark, value: number): boolean {
  if (mark.unit !== 'percent') return value === mark.value;
  const decimals = /\.(\d+)/.exec(mark.text)?.[1]?.length ?? 0;
  return Math.abs(value - mark.value) <= 0.5 / 10 ** decimals + 1e-9;
}

function piecesSaid(
  sentence: Sentence,
  mark: NumberMark,
  measure: Measure,
  span: Span,
  facts: Facts,
  figures: BulletinFigures,
): readonly Said[] {
  const isMatched = sentence.marks.some((it) => it.is === 'measure' && it.measure === 'matched' && it.end <= mark.at);
  const whole = facts.pieces(measure, span, isMatched ? againstIn(sentence, mark, facts) : undefined);
  const subject = subjectOf(sentence, mark);
  if (subject.length === 0)
    return whole === mark.value ? [] : [differs(mark, measure, spanTitle(span, figures), whole)];
  const own = subject.flatMap(({ codes, text }) =>
    codes.map((code) => ({ text, own: facts.ownPieces(code, measure, span) })),
  );
  if (whole === mark.value && own.every((it) => it.own !== mark.value))
    return [unproved(mark, `分不清说的是${subject.map(({ text }) => text).join('、')}还是全区，请分成两句写。`)];
  return own
    .filter((it) => it.own !== mark.value)
    .map((it) => differs(mark, measure, `${it.text}${spanTitle(span, figures)}`, it.own));
}

/** A number of schools with their names: all of them, or 等. */
function listSaid(
  sentence: Sentence,
  mark: NumberMark,
  measure: Measure,
  spans: readonly Span[],
  facts: Facts,
  figures: BulletinFigures,
): readonly Said[] {
  const names = namesAfter(sentence, mark);
  const last = names.at(-1);
  if (!last || /^等/.test(sentence.text.slice(last.end))) return [];
  const codes = new Set(names.flatMap((it) => it.codes));
  const [span] = spans;
  const lacking = (span && facts.members(measure, span))?.filter((code) => !codes.has(code)) ?? [];
  if (lacking.length === 0 || names.length >= mark.value) return [];
  const title = span ? spanTitle(span, figures) : '';
  return [
    wrong(
      mark,
      `名单不全：${title}${measureTitle(measure)}的还有${lacking.map((code) => facts.nameOf(code)).join('、')}。`,
    ),
  ];
}

function schoolSaid(sentence: Sentence, mark: SchoolMark, facts: Facts, figures: BulletinFigures): readonly Said[] {
  const measure = measureOf(sentence, mark);
  if (measure === undefined || measure === 'unclear' || measure === 'matched')
    return [unproved(mark, '看不出说的是这所学校的什么，请照草稿的说法写，例如“9月未报1校：……”，或删去。')];
  const told = partSaid(mark, measure, sentence, facts, figures);
  if (told) return [told];
  if (isJudgedByNumber(sentence, mark)) return [];
  const said = spanSaid(sentence, mark, measure, facts);
  if (said.is === 'none') return [unproved(mark, said.why)];
  const lists = said.spans.map((span) => ({ span, codes: facts.members(measure, span) }));
  if (lists.every(({ codes }) => codes === undefined))
    return [unproved(mark, `请写明说的是哪一个月的“${measureTitle(measure)}”。`)];
  const without = lists.filter(({ codes }) => codes !== undefined && !mark.codes.some((code) => codes.includes(code)));
  if (without.length === 0) return [];
  if (without.length < lists.length) return [unproved(mark, `只有一个月${measureTitle(measure)}，请写明是哪一个月。`)];
  const [{ span, codes } = { span: undefined, codes: undefined }] = without;
  const names = (codes ?? []).map((code) => facts.nameOf(code));
  const title = `${span ? spanTitle(span, figures) : ''}${measureTitle(measure)}`;
  const who = names.length === 0 ? `${title}的学校一所也没有` : `${title}的是${shortList(names)}`;
  return [wrong(mark, `不在其中：${who}。`)];
}

/** A number of incidents that is said of the school says it itself, also 0. */
function isJudgedByNumber(sentence: Sentence, school: SchoolMark): boolean {
  return sentence.marks.some(
    (it) => it.is === 'number' && it.unit === 'piece' && subjectOf(sentence, it).includes(school),
  );
}

function shortList(names: readonly string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join('、')}等${names.length}校` : names.join('、');
}
