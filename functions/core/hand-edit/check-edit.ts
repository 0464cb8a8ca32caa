import type { BulletinDocument } from '../bulletin/document.ts';
import { checkCode } from '../event-id.ts';
import { stretchesBetween } from './align.ts';
import type { Paragraph } from './check-prose.ts';
import type { Disagreement } from './disagreement.ts';
import { type Beyond, type DocumentText, sameWords, type TextBlock, wordsOf } from './document-text.ts';
import { tableDifferences } from './table-differences.ts';

/** What of a draft people may write themselves, as it stands in their text. */
export interface OwnWords {
  readonly addressee: string;
  readonly sentences: readonly string[];
}

/** A text that people edited, read against the draft it came from. */
export interface CheckedEdit {
  /** 草稿编号 of this text: of the draft's figures and of all that stands in it now; the draft's own where nothing differs. */
  readonly code: string;
  readonly words: OwnWords;
  /** 文号 as somebody wrote it into the text; empty where nobody did. */
  readonly number: string;
  readonly disagreements: readonly Disagreement[];
}

/**
 * Holds a text that people edited against the figures of the draft it came from. Title, signature and annexes are laid out
 * from the draft again when it is issued, so what differs there is listed; the body is theirs, and every number and name
 * in it is asked for, as `proseCheck` says. The main addressee of a paper that has one is its first paragraph.
 */
export function checkEdit(
  drafted: DocumentText,
  edited: DocumentText,
  document: BulletinDocument,
  proseCheck: (paragraphs: readonly Paragraph[]) => readonly Disagreement[],
): CheckedEdit {
  const whole = wordsOf(edited);
  const untouched = whole === wordsOf(drafted) && edited.beyond.length === 0;
  const code = untouched
    ? document.code
    : checkCode(JSON.stringify({ draft: document.code, whole, beyond: edited.beyond }));
  const own: OwnWords = { addressee: document.addressee, sentences: document.sentences };
  const beyond = edited.beyond.map(
    (is): Disagreement => ({ sort: 'unproved', where: '全文', found: '', message: beyondWords[is] }),
  );
  const frame = frameOf(drafted.blocks, document);
  const place = placeIn(edited.blocks, frame, document.addressee !== '');
  if (!place) return { code, words: own, number: '', disagreements: [...beyond, lost(frame)] };
  const body = place.body.flatMap((block) => (block.is === 'paragraph' ? [block.text] : []));
  const words = { addressee: place.addressee, sentences: body };
  const prose = [
    ...(document.addressee === '' ? [] : [{ where: '主送', text: place.addressee }]),
    ...body.map((text, index) => ({ where: `正文第${index + 1}段`, text })),
  ];
  return {
    code,
    words,
    number: place.number,
    disagreements: [
      ...beyond,
      ...(body.length === 0 ? [{ sort: 'unproved', where: '正文', found: '', message: '一段也没有。' } as const] : []),
      ...place.body
        .filter(({ is }) => is === 'table')
        .map((): Disagreement => ({ sort: 'unproved', where: '正文', found: '', message: '正文里不能加表，请删去。' })),
      ...proseCheck(prose),
      ...fixedDifferences(frame.head, place.head),
      ...fixedDifferences(frame.rest, place.rest, document.date),
    ],
  };
}

const beyondWords: Readonly<Record<Beyond, string>> = {
  tracked: '还有没接受的修订，请先在“审阅”里接受或拒绝所有修订。',
  picture: '有图片、文本框、公式或特殊符号：发出的文件由系统重排，带不上，也核对不了，请删去。',
  note: '有脚注或尾注：发出的文件由系统重排，带不上，请写进正文或删去。',
  nestedTable: '表里套了表，核对不了，请照草稿恢复。',
};

/** A draft in three: the title, what people may write, and what follows it. */
interface Frame {
  readonly head: readonly TextBlock[];
  readonly rest: readonly TextBlock[];
}

function frameOf(blocks: readonly TextBlock[], { title, sentences }: BulletinDocument): Frame {
  const at = (text: string | undefined): number =>
    blocks.findLastIndex((block) => block.is === 'paragraph' && block.text === (text ?? '').trim());
  return { head: blocks.slice(0, at(title.at(-1)) + 1), rest: blocks.slice(at(sentences.at(-1)) + 1) };
}

interface Place extends Frame {
  readonly number: string;
  readonly addressee: string;
  readonly body: readonly TextBlock[];
}

/** The same three parts in an edited text, between the last line of the title and the first line after the body. */
function placeIn(blocks: readonly TextBlock[], frame: Frame, isAddressed: boolean): Place | undefined {
  const start = blocks.findIndex((block) => isSame(block, frame.head.at(-1)));
  const end = blocks.findIndex((block, index) => index > start && isSame(block, frame.rest[0]));
  if (start < 0 || end < 0) return undefined;
  const inner = blocks.slice(start + 1, end);
  const number = /[〔[(]\d{4}[〕\])].*号$/.test(wordsIn(inner[0])) ? wordsIn(inner[0]) : '';
  const written = /\d号$/.test(number) && inner[0]?.is === 'paragraph' ? inner[0].text : '';
  const text = number === '' ? inner : inner.slice(1);
  const around = { head: blocks.slice(0, start + 1), rest: blocks.slice(end), number: written };
  if (!isAddressed) return { ...around, addressee: '', body: text };
  const [first, ...others] = text;
  if (!wordsIn(first).endsWith(':') || first?.is !== 'paragraph') return undefined;
  return { ...around, addressee: first.text, body: others };
}

function wordsIn(block: TextBlock | undefined): string {
  return block?.is === 'paragraph' ? sameWords(block.text) : '';
}

function isSame(block: TextBlock, other: TextBlock | undefined): boolean {
  return block.is === 'paragraph' && other?.is === 'paragraph' && wordsIn(block) === wordsIn(other);
}

function lost({ head, rest }: Frame): Disagreement {
  const lines = [head.at(-1), rest[0]].flatMap((block) => (block?.is === 'paragraph' ? [`“${block.text}”`] : []));
  return {
    sort: 'unproved',
    where: '全文',
    found: '',
    message: `分不清哪些是正文：标题、“各学校：”这样的主送和${lines.join('、')}这几行请照草稿保留。`,
  };
}

/** What the system lays out itself, and people changed all the same. */
function fixedDifferences(
  drafted: readonly TextBlock[],
  edited: readonly TextBlock[],
  free = '',
): readonly Disagreement[] {
  let label = drafted[0]?.is === 'paragraph' && free === '' ? '标题' : '落款';
  const labels = drafted.map((block) => {
    if (block.is === 'paragraph' && /^附件\d+$/.test(block.text)) label = block.text;
    return label;
  });
  return stretchesBetween(drafted, edited).flatMap((stretch) => {
    const where = labels[Math.min(stretch.at, labels.length - 1)] ?? '附件';
    const tables = pairs(stretch.drafted, stretch.edited, 'table');
    const texts = pairs(stretch.drafted, stretch.edited, 'paragraph');
    return [
      ...tables.flatMap(([before, after]) => tableDifferences(where, before, after)),
      ...texts.flatMap(([before, after]) => textDifference(where, before, after, free)),
    ];
  });
}

type Kind = TextBlock['is'];
type Of<K extends Kind> = Extract<TextBlock, { is: K }>;

function pairs<K extends Kind>(
  drafted: readonly TextBlock[],
  edited: readonly TextBlock[],
  kind: K,
): readonly (readonly [Of<K> | undefined, Of<K> | undefined])[] {
  const of = (blocks: readonly TextBlock[]): Of<K>[] => blocks.filter((block): block is Of<K> => block.is === kind);
  const [before, after] = [of(drafted), of(edited)];
  return Array.from(
    { length: Math.max(before.length, after.length) },
    (_, index) => [before[index], after[index]] as const,
  );
}

function textDifference(
  where: string,
  before: Of<'paragraph'> | undefined,
  after: Of<'paragraph'> | undefined,
  free: string,
): readonly Disagreement[] {
  // 成文日期 is put in when it is issued, whatever stands in the draft.
  if (before && free !== '' && before.text === free) return [];
  const hint = '这一部分由系统照数据排，改动带不出去，请照草稿恢复';
  if (!before)
    return [
      { sort: 'wrong', where, found: after?.text ?? '', message: `草稿里没有这一行：${hint}，要说的话写进正文。` },
    ];
  if (!after) return [{ sort: 'wrong', where, found: '', message: `少了“${before.text}”：${hint}。` }];
  return [{ sort: 'wrong', where, found: after.text, message: `草稿写的是“${before.text}”：${hint}。` }];
}
