import { columnsWide } from '../../schemas/text.ts';

const widest = 78;

/**
 * A line of the text part, cut where it would be too wide for a terminal: after a punctuation mark, where the voice rests
 * anyway, never within a word or an address. A line that goes on ends with a space (as RFC 3676 marks it).
 */
export function foldLine(line: string): string {
  // No character takes more than two columns.
  if (line.length * 2 <= widest || columnsWide(line) <= widest || line.includes('://')) return line;
  const hanging = ' '.repeat((/^ *(?:\d+[).] )?/.exec(line)?.[0] ?? '').length);
  const lines: string[] = [];
  let last = '';
  let wide = 0;
  for (const piece of line.split(/(?<=[。；，：！？])/).flatMap(withLists)) {
    const pieceWide = columnsWide(piece);
    if (wide + pieceWide > widest - 1 && last.trim() !== '') {
      lines.push(last);
      last = `${hanging}${piece}`;
      wide = hanging.length + pieceWide;
    } else {
      last += piece;
      wide += pieceWide;
    }
  }
  return [...lines, last].join(' \n');
}

/** A list of names may be cut between them where it is too long for a line by itself. */
function withLists(piece: string): readonly string[] {
  return columnsWide(piece) < widest - 8 ? [piece] : piece.split(/(?<=、)/);
}
