/** The words of a .docx in their order, without how they look. Paragraphs without words are left out. */
export interface DocumentText {
  readonly blocks: readonly TextBlock[];
  /** What words alone do not carry, and what is not settled yet. */
  readonly beyond: readonly Beyond[];
}

/** Cells are text; the paragraphs of a cell are lines. */
export type TextBlock =
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'table'; readonly rows: readonly (readonly string[])[] };

/** Tracked changes nobody accepted yet, and what stands in a document beside its paragraphs and tables. */
export type Beyond = 'tracked' | 'picture' | 'note' | 'nestedTable';

/** A document's words, or why its bytes are none. */
export type DocumentRead =
  | { readonly ok: true; readonly text: DocumentText }
  | { readonly ok: false; readonly why: string };

/** How the bytes of a .docx become its words; never throws, whatever the bytes. */
export type ReadDocument = (bytes: Uint8Array) => Promise<DocumentRead>;

/** Words as they are compared: full width is half width, spaces and ways to write a dash make no difference. */
export function sameWords(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff]+/gu, '')
    .replace(/[‐‑‒–—―−~～-]+/gu, '-');
}

/** The same of a whole document: what an approval is bound to. */
export function wordsOf({ blocks }: DocumentText): string {
  return JSON.stringify(
    blocks.map((block) =>
      block.is === 'paragraph' ? sameWords(block.text) : block.rows.map((row) => row.map(sameWords)),
    ),
  );
}
