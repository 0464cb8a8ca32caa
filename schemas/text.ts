/**
 * Folded text for comparing labels and reading answers: full width becomes half width, spaces and punctuation go.
 * 【（人）】 and `(人)` and `人` fold alike, so noise of the paper (T8) never hides a label.
 */
export function foldLabel(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\[bookmark:[^\]]*\]/gi, '')
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase();
}

/** Half-width, trimmed text with single spaces, for answers that are numbers, ticks, dates or telephones. */
export function foldAnswer(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** True for characters that Word and WPS count one by one: Chinese characters and full-width or Chinese punctuation. */
function countsAlone(codePoint: number): boolean {
  return (
    codePoint >= 0x2e80 || (codePoint >= 0x2010 && codePoint <= 0x2027) || codePoint === 0xb7 || codePoint === 0xd7
  );
}

/**
 * 字数 as Word and WPS count (S99, S100): a Chinese character or punctuation mark is one, a run of other characters
 * without a space is one.
 */
export function countWords(text: string): number {
  let words = 0;
  let inRun = false;
  for (const character of text) {
    if (/\s/u.test(character)) inRun = false;
    else if (countsAlone(character.codePointAt(0) ?? 0)) {
      words += 1;
      inRun = false;
    } else if (!inRun) {
      words += 1;
      inRun = true;
    }
  }
  return words;
}

/** True for text that says nothing: 无, 正常, 暂无, 略, a dash. */
export function isFiller(text: string): boolean {
  const folded = foldLabel(text);
  return folded === '' || /^(?:暂?无|没有|正常|一切正常|略|同上|无异常|无情况|无事件|none|na|n\/a)+$/.test(folded);
}

/** Columns that a text takes where every character of ASCII takes one: a Chinese character or mark takes two. */
export function columnsWide(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.codePointAt(index) ?? 0;
    width += code >= 0x2010 ? 2 : 1;
    // A character beyond the first plane has two units.
    if (code > 0xffff) index += 1;
  }
  return width;
}
