/** The longest text a cell holds, in UTF-16 units. */
const longest = 32_767;
const cutMark = '…（太长，余下略）';

/**
 * A text as a cell of a workbook can hold it, meaning the same when read back: line ends are LF, what XML has no
 * character for becomes `_x0001_`, and words that look like such an escape are escaped themselves.
 */
export function cellText(text: string): string {
  return cutToCell(text.replace(/\r\n?/g, '\n').toWellFormed())
    .replace(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_')
    .replace(/[^\t\n\u{20}-\u{7e}\u{80}-\u{fffd}\u{10000}-\u{10ffff}]/gu, escapeCharacter);
}

function cutToCell(text: string): string {
  return text.length > longest ? cutTo(text, longest - cutMark.length) + cutMark : text;
}

/** The first characters of a text, at most `units` long, never half of one. */
export function cutTo(text: string, units: number): string {
  if (text.length <= units) return text;
  const last = text.charCodeAt(units - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? units - 1 : units);
}

function escapeCharacter(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
