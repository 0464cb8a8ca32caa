/** How each of our lines in a cell's note begins: by it they are told from what a person wrote there. */
export const noteMark = '【校验】';

/** How the lines of the script in the sheet begin: to the district's run they are ours, and give way to its own. */
export const helperMark = `${noteMark}（填报助手）`;

/** What is left of a note when ours is taken away: our lines, and the empty lines between them and a person's words. */
export function withoutOurs(note: string): string {
  if (!isOurs(note)) return note;
  const lines = note.split('\n').filter((line) => !line.startsWith(noteMark));
  return lines.join('\n').replace(/^\s*\n|^\s+$/g, '');
}

/** True where some of a note is ours. */
export function isOurs(note: string): boolean {
  return note.split('\n').some((line) => line.startsWith(noteMark));
}

/** Our lines before a person's words. */
export function withLines(lines: readonly string[], theirs: string): string {
  const ours = lines.join('\n');
  return theirs === '' || ours === '' ? `${ours}${theirs}` : `${ours}\n\n${theirs}`;
}

/** Words of ours as one line, so that it can be told again whatever is written around it. */
export function noteLine(words: string): string {
  const line = words.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
  return line.startsWith(noteMark) ? line : `${noteMark}${line}`;
}
