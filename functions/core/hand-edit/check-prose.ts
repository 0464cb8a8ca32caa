import type { BulletinFigures } from '../bulletin/bulletin-figures.ts';
import { findPersonal } from '../pii/find-personal.ts';
import { checkSentence } from './check-sentence.ts';
import type { Disagreement } from './disagreement.ts';
import { Facts } from './facts.ts';
import { folded } from './folded.ts';
import type { Mark, When } from './marks.ts';
import type { Said } from './said.ts';
import type { Names } from './scan-marks.ts';
import { scanMarks } from './scan-marks.ts';
import type { Sentence } from './scope.ts';
import { againstDraft, clausesOf, type Pattern } from './skeleton.ts';
import { strangersIn } from './strangers.ts';

/** A paragraph of the body, with its place as people count. */
export interface Paragraph {
  readonly where: string;
  readonly text: string;
}

/** What paragraphs are held against: the figures, the paragraphs that the figures made, and the office's own telephone. */
export interface Draft {
  readonly figures: BulletinFigures;
  readonly paragraphs: readonly string[];
  readonly phone: string;
}

/** How paragraphs that people wrote are held against the figures. */
export function proseCheck(draft: Draft): (paragraphs: readonly Paragraph[]) => readonly Disagreement[] {
  const { figures, paragraphs: drafted, phone } = draft;
  const names = namesIn(figures);
  const facts = new Facts(figures);
  const known = new Set(drafted.flatMap((text) => sentencesOf(folded(text))));
  const patterns = drafted.flatMap((text) =>
    sentencesOf(folded(text)).flatMap((sentence) => clausesOf(sentence, marksOf(sentence, names))),
  );
  const held = { names, facts, figures, known, patterns };
  return (paragraphs) =>
    paragraphs.flatMap(({ where, text }) => [
      ...personalIn(where, text, [...names.keys(), folded(phone)]),
      ...checkParagraph(folded(text), held).map((said) => ({ where, ...said })),
    ]);
}

interface Held {
  readonly names: Names;
  readonly facts: Facts;
  readonly figures: BulletinFigures;
  /** Sentences that stand as the figures made them. */
  readonly known: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
}

function checkParagraph(text: string, held: Held): readonly Omit<Disagreement, 'where'>[] {
  let spokenOf: When | undefined;
  return sentencesOf(text).flatMap((words) => {
    const marks = marksOf(words, held.names);
    const sentence: Sentence = { text: words, marks, spokenOf };
    spokenOf = marks.findLast((mark) => mark.is === 'when')?.when ?? spokenOf;
    if (held.known.has(words)) return [];
    const said = checkSentence(sentence, held.facts, held.figures);
    const { differs, isSettled } = againstDraft(words, marks, held.patterns);
    return [
      ...repeatedIn(clausesOf(words, marks), words),
      // What the figures say of it is said better than what the draft wrote there.
      ...differs.map((it) => said.find(({ at, sort }) => at === it.at && sort === 'wrong') ?? it),
      ...said.filter(({ at }) => !isSettled(at)),
    ].map(({ at: _, ...rest }) => rest);
  });
}

/** A clause that stands twice in a sentence was meant to be of two months. */
function repeatedIn(clauses: readonly Pattern[], words: string): readonly Said[] {
  const texts = clauses.map(({ start, end }) => words.slice(start, end).replace(/[;。!?]$/, ''));
  return clauses.flatMap(({ start, runs }, index) => {
    const found = texts[index] ?? '';
    if (runs.length === 0 || texts.indexOf(found) === index) return [];
    return [{ sort: 'wrong', found, at: start, message: '和前面写的一样，说的是哪一个月请改对，或删去。' } as const];
  });
}

/** What of a folded sentence may be held against figures, and what only looks like a school's name. */
export function marksOf(sentence: string, names: Names): readonly Mark[] {
  const marks = scanMarks(sentence, names);
  return [...marks, ...strangersIn(sentence, marks, names.keys())].sort((a, b) => a.at - b.at);
}

/** Names of schools as they may stand in a folded text. */
export function namesIn({
  schools,
}: {
  readonly schools: readonly { readonly code: string; readonly name: string }[];
}): Names {
  const names = new Map<string, string[]>();
  for (const { name, code } of schools) names.set(folded(name), [...(names.get(folded(name)) ?? []), code]);
  return names;
}

/** The sentences of a folded text. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[。!?])/).filter((sentence) => sentence !== '');
}

/** What concerns a child never gets into a bulletin, whoever wrote it; `known` are words that are no person's. */
export function personalIn(where: string, text: string, known: readonly string[]): readonly Disagreement[] {
  const open = known.reduce((words, name) => (name === '' ? words : words.replaceAll(name, '某校')), folded(text));
  if (findPersonal(open).length === 0) return [];
  return [
    { sort: 'personal', where, found: '', message: '像有个人信息（姓名、证件号、电话或住址），不能写进通报，请删去。' },
  ];
}
