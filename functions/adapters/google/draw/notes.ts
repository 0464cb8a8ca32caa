import { plainText } from './values.ts';

const mark = '【校验】';

/** What is left of a note when ours is taken away: our lines, and the empty lines between them and a person's words. */
export function withoutOurs(note: string): string {
  if (!isOurs(note)) return note;
  const lines = note.split('\n').filter((line) => !line.startsWith(mark));
  return lines.join('\n').replace(/^\s*\n|^\s+$/g, '');
}

/** True where some of a note is ours. */
export function isOurs(note: string): boolean {
  return note.split('\n').some((line) => line.startsWith(mark));
}

/** Our words before a person's. Each of ours is one line, so that it can be told again whatever is written around it. */
export function withOurs(ours: readonly string[], note: string): string {
  const lines = [...new Set(ours.map(lineOf))].join('\n');
  const theirs = withoutOurs(note);
  return plainText(theirs === '' ? lines : `${lines}\n\n${theirs}`);
}

function lineOf(words: string): string {
  const line = words.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
  return line.startsWith(mark) ? line : `${mark}${line}`;
}
