import type { BulletinDocument } from '../../core/bulletin/document.ts';

/** Exact distance of the title's lines in points. */
export const titleLine = 33;

/** 22 lines of 3号 to a page, as GB/T 9704 lays it out; closer only where page one would not hold its five sentences. */
const usualLine = 28.9;
const closestLine = 21;
/** 版心: 225 mm high, 156 mm wide in characters of 3号. */
const pageHeight = 637;
const lineCharacters = 27.6;
/** What lines of a paragraph lose at their ends, where a number or a mark would not be torn. */
const lost = 0.2;
/** Spaces before and after the paragraphs of page one. */
const gaps = 40;

/** The distance of body lines with which page one holds the sentences, the signature and the telephone number. */
export function linePitch({ sentences, number }: BulletinDocument): number {
  const lines =
    sentences.reduce((sum, sentence) => sum + Math.ceil((2 + charactersWide(sentence)) / lineCharacters + lost), 0) +
    (number === '' ? 5 : 6);
  const room = pageHeight - 2 * titleLine - gaps;
  return Math.max(closestLine, Math.min(usualLine, Math.floor((room / lines) * 10) / 10));
}

/** Widths in Chinese characters, by the widest of the fonts that may stand in; a run of digits has a little space at each end. */
export function charactersWide(text: string): number {
  const latin = text.match(/[\x20-\x7e]+/g) ?? [];
  const narrow = latin.reduce((sum, { length }) => sum + length * 0.62 + 0.3, 0);
  return narrow + [...text.replace(/[\x20-\x7e]+/g, '')].length;
}
