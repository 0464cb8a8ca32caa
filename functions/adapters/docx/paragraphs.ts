import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx';
import { type Face, fontOf } from './fonts.ts';

/** Sizes of GB/T 9704 in half points: 2号 22, 3号 16, 4号 14, 小四 12, 五号 10.5, 小五 9. */
export const sizes = { title: 44, body: 32, page: 28, table: 24, note: 21, small: 18 } as const;

/** Exact distances of lines in points: 22 lines of 3号 to a page of 225 mm, and the title's. */
export const bodyLine = 28.95;
export const titleLine = 33;

export interface Look {
  readonly face?: Face;
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  /** Exact distance of lines in points. */
  readonly line?: number;
  readonly before?: number;
  readonly after?: number;
  readonly align?: 'left' | 'center' | 'right' | 'both';
  /** Characters of its own size that the first line is indented by. */
  readonly first?: number;
  readonly right?: number;
  readonly left?: number;
  readonly keepNext?: boolean;
  readonly keepLines?: boolean;
  readonly pageBreak?: boolean;
  readonly outline?: number;
}

/** A paragraph of one look; 3号仿宋 where nothing else is said. */
export function paragraph(text: string, look: Look = {}): Paragraph {
  return new Paragraph({ ...shape(look), children: [run(text, look)] });
}

/** A run of text; what XML cannot hold falls away. */
export function run(text: string, { face = 'body', size = sizes.body, bold, color }: Look = {}): TextRun {
  return new TextRun({
    text: text.replace(/[\p{Cc}\p{Cs}]/gu, ' '),
    font: fontOf(face),
    size,
    ...(bold ? { bold } : {}),
    ...(color ? { color } : {}),
    language: { eastAsia: 'zh-CN', value: 'en-US' },
  });
}

/** What a paragraph of a look is besides its text. */
export function shape(look: Look): IParagraphOptions {
  const { size = sizes.body, line = size * 0.8, before = 0, after = 0, align = 'both', first = 0 } = look;
  const { left = 0, right = 0, keepNext, keepLines, pageBreak, outline } = look;
  const character = size * 10;
  return {
    alignment: alignments[align],
    spacing: {
      line: Math.round(line * 20),
      lineRule: LineRuleType.EXACT,
      before: Math.round(before * 20),
      after: Math.round(after * 20),
    },
    indent: { firstLine: first * character, left: left * character, right: right * character },
    // Else a line of digits and Chinese is pulled to the grid of the page.
    widowControl: false,
    ...(keepNext ? { keepNext } : {}),
    ...(keepLines ? { keepLines } : {}),
    ...(pageBreak ? { pageBreakBefore: pageBreak } : {}),
    ...(outline === undefined ? {} : { outlineLevel: outline }),
  };
}

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const;
