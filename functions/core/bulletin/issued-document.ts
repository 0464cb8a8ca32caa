import type { BulletinDocument } from './document.ts';
import { dateTitle } from './words.ts';

/** What makes a draft the bulletin: the row that approved it, and the words that people gave it. */
export interface IssuedAs {
  readonly number: string;
  /** 签发日期, `YYYY-MM-DD`. */
  readonly issuedOn: string;
  readonly words?: { readonly addressee: string; readonly sentences: readonly string[] };
}

/** The bulletin as schools get it: no mark, its 文号 and date, and no annex that is for the section alone. What people wrote makes no statement. */
export function issuedDocument(draft: BulletinDocument, { number, issuedOn, words }: IssuedAs): BulletinDocument {
  const annexes = draft.annexes.filter(({ blocks }) => !blocks.some(({ is }) => is === 'caution'));
  const sentences = words?.sentences ?? draft.sentences;
  const statements = draft.statements?.filter(({ text }) => sentences.includes(text)) ?? [];
  return { ...draft, ...words, statements, mark: '', number, date: dateTitle(issuedOn), annexes };
}
