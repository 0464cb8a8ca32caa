/** Widths in Chinese characters, by the widest of the fonts that may stand in; a run of digits has a little space at each end. */
export function charactersWide(text: string): number {
  const latin = text.match(/[\x20-\x7e]+/g) ?? [];
  const narrow = latin.reduce((sum, { length }) => sum + length * 0.62 + 0.3, 0);
  return narrow + [...text.replace(/[\x20-\x7e]+/g, '')].length;
}
