import { isHeading } from '../bulletin/headings.ts';
import { marksOf, namesIn, type Paragraph, personalIn, sentencesOf } from '../hand-edit/check-prose.ts';
import type { Disagreement } from '../hand-edit/disagreement.ts';
import { folded } from '../hand-edit/folded.ts';
import type { Mark, NumberMark } from '../hand-edit/marks.ts';
import { note, type Said, unproved, wrong } from '../hand-edit/said.ts';
import type { Names } from '../hand-edit/scan-marks.ts';
import { againstDraft, clausesOf, type Pattern } from '../hand-edit/skeleton.ts';
import type { AnnualFigures } from './annual-figures.ts';

/** What paragraphs of a year's report are held against. */
export interface AnnualDraft {
  readonly figures: AnnualFigures;
  readonly paragraphs: readonly string[];
  readonly phone: string;
}

/** One section of the draft: its sentences, and every number that stands in them. */
interface Section {
  readonly sentences: Set<string>;
  readonly patterns: Pattern[];
  readonly numbers: Set<string>;
  readonly labelled: Labelled[];
}

/** A number with the words right before it: 已销号 of `已销号1件`. */
interface Labelled {
  readonly label: string;
  readonly mark: NumberMark;
}

/** The section about what is ahead: numbers of what is to be done are people's own. */
const ahead = /下一步/;

/**
 * How paragraphs that people wrote are held against a draft of the year's report, section by section: a clause in the
 * draft's own words is held against the draft's, a number behind the draft's own word (已销号1件) against that of the draft;
 * in other words, each number must be one that the draft has in that section, with the same unit. What it is said of is not
 * understood beyond that. No school is named beside opinions and cases; one that the district has may stand elsewhere.
 */
export function annualProseCheck(draft: AnnualDraft): (paragraphs: readonly Paragraph[]) => readonly Disagreement[] {
  const names = namesIn(draft.figures);
  const sections = sectionsOf(draft.paragraphs, names);
  return (paragraphs) => {
    let heading = '';
    return paragraphs.flatMap(({ where, text }): readonly Disagreement[] => {
      if (isHeading(text) && sections.has(keyOf(text))) {
        heading = keyOf(text);
        return [];
      }
      const section = sections.get(heading) ?? emptySection();
      return [
        ...personalIn(where, text, [...names.keys(), folded(draft.phone)]),
        ...sentencesOf(folded(text))
          .filter((sentence) => !section.sentences.has(sentence))
          .flatMap((sentence) => checkSentence(sentence, heading, section, names))
          .map(({ at: _, ...said }) => ({ where, ...said })),
      ];
    });
  };
}

function checkSentence(sentence: string, heading: string, section: Section, names: Names): readonly Said[] {
  const marks = marksOf(sentence, names);
  const { differs, isSettled } = againstDraft(sentence, marks, section.patterns);
  return [
    ...differs,
    ...marks
      .filter(({ at }) => !isSettled(at))
      .flatMap((mark) => labelSaid(sentence, mark, section) ?? markSaid(mark, heading, section)),
  ];
}

/** What the draft says behind the same words; undefined where it has none. */
function labelSaid(sentence: string, mark: Mark, { labelled }: Section): readonly Said[] | undefined {
  if (mark.is !== 'number') return undefined;
  const label = labelBefore(sentence, mark);
  const alike = labelled
    .filter(({ mark: { unit } }) => unit === mark.unit)
    .map((it) => ({ ...it, shared: sharedEnd(label, it.label) }));
  const most = Math.max(0, ...alike.map(({ shared }) => shared));
  if (most < leastShared) return undefined;
  const right = alike.filter(({ shared }) => shared === most);
  if (right.some((it) => it.mark.value === mark.value)) return mark.manner === 'exact' ? [] : undefined;
  const said = [...new Set(right.map((it) => it.mark.text))].join('或');
  return [wrong(mark, `与草稿不符：“${label.slice(-most)}”应是${said}。`)];
}

/** So many characters right before two numbers that are the same make them of one thing. */
const leastShared = 2;

function labelBefore(sentence: string, { at }: Mark): string {
  return /[^\d,;:、。()“”]*$/.exec(sentence.slice(0, at))?.[0] ?? '';
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}

function markSaid(mark: Mark, heading: string, { numbers }: Section): readonly Said[] {
  switch (mark.is) {
    case 'stranger':
      return [wrong(mark, '学校名册里没有叫这个名字的学校，请照名册写全称，或不写校名。')];
    case 'school':
      return /舆情|督办/.test(heading)
        ? [wrong(mark, '舆情和督办的部分不点学校的名，请删去。')]
        : [note(mark, '点了学校的名，请自己看准该不该写。')];
    case 'number':
    case 'when':
    case 'aside':
      if (numbers.has(numberKey(mark)) || numbers.has(mark.text)) return [];
      if (mark.is === 'aside') return /\d/.test(mark.text) ? [note(mark, '不是统计数，没有核对，请自己看准。')] : [];
      if (ahead.test(heading) && !ofData(mark)) return [note(mark, '是打算，不是统计数，没有核对。')];
      return mark.is === 'number' && mark.manner !== 'exact'
        ? [unproved(mark, '是约数或要求，核对不了，请写准确的数，或删去。')]
        : [wrong(mark, '草稿的这一部分没有这个数，请照草稿写，或删去。')];
    default:
      return [];
  }
}

/** Incidents, schools and shares are counted, whatever section they stand in. */
function ofData(mark: Mark): boolean {
  return mark.is === 'number' && ['piece', 'school', 'percent'].includes(mark.unit);
}

function numberKey(mark: Mark): string {
  return mark.is === 'number' ? `${mark.value}/${mark.unit}` : mark.text;
}

function sectionsOf(paragraphs: readonly string[], names: Names): ReadonlyMap<string, Section> {
  let section = emptySection();
  const sections = new Map([['', section]]);
  for (const text of paragraphs) {
    if (isHeading(text)) {
      section = emptySection();
      sections.set(keyOf(text), section);
      continue;
    }
    for (const sentence of sentencesOf(folded(text))) {
      const marks = marksOf(sentence, names);
      section.sentences.add(sentence);
      section.patterns.push(...clausesOf(sentence, marks));
      for (const mark of marks) {
        section.numbers.add(numberKey(mark));
        if (mark.is === 'number') section.labelled.push({ label: labelBefore(sentence, mark), mark });
      }
    }
  }
  // What is ahead looks back on all the others.
  const all = [...sections.values()].flatMap(({ numbers }) => [...numbers]);
  for (const [heading, { numbers }] of sections) if (ahead.test(heading)) for (const number of all) numbers.add(number);
  return sections;
}

function emptySection(): Section {
  return { sentences: new Set(), patterns: [], numbers: new Set(), labelled: [] };
}

/** A heading without its number: people who leave a section out number the others anew. */
function keyOf(heading: string): string {
  return folded(heading).replace(/^[一二三四五六七八九十]+、/, '');
}
