import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type IHeaderFooterGroup,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import type { BulletinDocument } from '../../core/bulletin/document.ts';
import { isHeading } from '../../core/bulletin/headings.ts';
import type { AnnexText, BulletinTable } from '../../core/bulletin/table.ts';
import { drawTable } from './draw-table.ts';
import { fontOf } from './fonts.ts';
import { imprint } from './imprint.ts';
import { bodyLine, type Look, paragraph, run, shape, sizes, titleLine } from './paragraphs.ts';
import { charactersWide } from './widths.ts';

const red = 'C00000';
const millimetre = 1440 / 25.4;

/**
 * A bulletin laid out after GB/T 9704: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm with 22 lines of 28 characters of
 * 3号仿宋, page numbers on the outside. 版头 is the office's own paper: no red head is drawn.
 */
export function officialDocument(document: BulletinDocument): Document {
  const { code, title, mark } = document;
  return new Document({
    title: title.join(''),
    subject: mark === '' ? document.number : `${mark}　草稿编号 ${code}`,
    creator: document.office,
    lastModifiedBy: document.office,
    description: '',
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    styles: { default: { document: { run: { font: fontOf('body'), size: sizes.body } } } },
    sections: [
      {
        properties: { page: pageShape },
        ...(mark === '' ? {} : { headers: headers(document) }),
        footers: footers(),
        children: [...body(document), ...annexesOf(document), ...imprint(document)],
      },
    ],
  });
}

const pageShape = {
  size: { width: Math.round(210 * millimetre), height: Math.round(297 * millimetre) },
  margin: {
    top: Math.round(37 * millimetre),
    bottom: Math.round(35 * millimetre),
    left: Math.round(28 * millimetre),
    right: Math.round(26 * millimetre),
    header: Math.round(19 * millimetre),
    footer: Math.round(24 * millimetre),
    gutter: 0,
  },
} as const;

/** The mark and the code stand at the top of every sheet: pages of a draft get separated. */
function headers({ mark, code }: BulletinDocument): IHeaderFooterGroup<Header> {
  const made = (): Header =>
    new Header({
      children: [
        new Paragraph({
          ...shape({ align: 'center', line: 22, size: sizes.page }),
          border: { bottom: { style: 'single', size: 8, color: red, space: 4 } },
          children: [
            run(mark, { face: 'head', size: sizes.page, color: red }),
            run(`　　草稿编号 ${code}`, { face: 'page', size: sizes.note, color: red }),
          ],
        }),
      ],
    });
  return { default: made(), even: made() };
}

/** 4号 digits between dashes, one character in from the outer edge. */
function footers(): IHeaderFooterGroup<Footer> {
  const made = (side: 'left' | 'right'): Footer =>
    new Footer({
      children: [
        new Paragraph({
          alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
          indent: { [side]: 280 },
          children: [
            new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fontOf('page'), size: sizes.page }),
          ],
        }),
      ],
    });
  return { default: made('right'), even: made('left') };
}

function body(document: BulletinDocument): Paragraph[] {
  const { title, number, addressee, sentences, office, date, phone } = document;
  const heading: Look = { face: 'title', size: sizes.title, line: titleLine, align: 'center' };
  return [
    ...title.map((words, index) => paragraph(words, { ...heading, ...(index === 0 ? { outline: 0 } : {}) })),
    ...(number === '' ? [] : [paragraph(number, { align: 'center', before: 8, line: bodyLine })]),
    ...(addressee === '' ? [] : [paragraph(addressee, { before: bodyLine / 2, align: 'left', line: bodyLine })]),
    ...sentences.map((sentence, index) =>
      isHeading(sentence)
        ? paragraph(sentence, { face: 'head', first: 2, line: bodyLine, keepNext: true, align: 'left', outline: 1 })
        : // The signature never stands on a page without text: the last paragraph goes with it.
          paragraph(sentence, {
            first: 2,
            keepNext: index === sentences.length - 1,
            line: bodyLine,
            ...(index === 0 && addressee === '' ? { before: bodyLine / 2 } : {}),
          }),
    ),
    ...annexList(document),
    ...signature(office, date),
    paragraph(`（联系电话：${phone}）`, { first: 2, before: bodyLine / 2, align: 'left', line: bodyLine }),
  ];
}

/** `附件：1．…`, each on a line of its own, the numbers below one another. */
function annexList({ annexes }: BulletinDocument): Paragraph[] {
  return annexes.map(({ title }, index) =>
    paragraph(`${index === 0 ? '附件：' : ''}${index + 1}．${title}`, {
      left: index === 0 ? 2 : 5,
      before: index === 0 ? bodyLine / 2 : 0,
      align: 'left',
      keepNext: true,
      line: bodyLine,
    }),
  );
}

/** 署名 centred over 成文日期, which ends four characters from the right edge. */
function signature(office: string, date: string): Paragraph[] {
  const over = (charactersWide(office) - charactersWide(date)) / 2;
  const [officeRight, dateRight] = over > 2 ? [2, 2 + over] : [4 - over, 4];
  return [
    paragraph(office, { before: bodyLine, align: 'right', right: officeRight, keepNext: true, line: bodyLine }),
    paragraph(date, { align: 'right', right: dateRight, keepNext: true, line: bodyLine }),
  ];
}

/** The tables of the annexes, as they are numbered. */
export function tablesOf({ annexes }: BulletinDocument): readonly BulletinTable[] {
  return annexes.flatMap(({ blocks }) => blocks.filter((block) => block.is === 'table'));
}

function annexesOf(document: BulletinDocument): (Paragraph | Table)[] {
  const tables = tablesOf(document);
  return document.annexes.flatMap(({ label, title, blocks }) => [
    paragraph(label, { face: 'head', align: 'left', pageBreak: true, outline: 1 }),
    paragraph(title, { face: 'title', size: 36, line: 32, align: 'center', after: 8 }),
    ...blocks.flatMap((block) =>
      block.is === 'table'
        ? [paragraph(block.caption, captionLook), drawTable(block, tables.indexOf(block))]
        : [annexText(block)],
    ),
  ]);
}

const captionLook: Look = { face: 'head', size: sizes.table, line: 24, before: 6, after: 3, keepNext: true };

const textLooks: Readonly<Record<AnnexText['is'], Look>> = {
  heading: { face: 'head', size: sizes.table, line: 24, before: 6, keepNext: true },
  text: { size: sizes.note, line: 18, before: 3, first: 2 },
  note: { size: sizes.small, line: 14, before: 4, keepLines: true },
  caution: { face: 'head', size: sizes.note, line: 17, color: red, after: 4 },
};

function annexText({ is, text }: AnnexText): Paragraph {
  return paragraph(text, textLooks[is]);
}
