import type { BookTab } from '../../../schemas/book.ts';

/** Where the box of a note lies, in columns and rows from the top left, fractions included. */
export interface NoteBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const boxWidth = 30;
const charactersOfLine = 16;
const lineHeight = 15;
const usual = { width: 9, height: 15 };

/** A box right of its cell, wide enough to read and high enough for the whole note. */
export function noteBox(tab: BookTab, row: number, column: number, note: string): NoteBox {
  const lines = note.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charactersOfLine)), 1);
  return {
    left: column + 1.1,
    top: row + 0.1,
    right: reach(column + 1, boxWidth, (at) => tab.widths[at] ?? usual.width),
    bottom: reach(row, lines * lineHeight, (at) => tab.heights?.get(at) ?? usual.height),
  };
}

/** Where `length` ends that starts at a row or column, each as long as `sizeOf` says. */
function reach(from: number, length: number, sizeOf: (at: number) => number): number {
  let at = from;
  let rest = length;
  while (rest > sizeOf(at)) {
    rest -= sizeOf(at);
    at += 1;
  }
  return at + rest / sizeOf(at);
}
