import type { EntryOf } from '../../../schemas/registers/entry.ts';
import type { publications } from '../../../schemas/registers/publications.ts';
import type { PublishedText } from './state.ts';

/** A row of 信息公开, understood. */
export type PublicationRow = EntryOf<typeof publications>;

/** A row that says it may be published: from then on it is meant. */
export function isMeant({ values: { reviewer, publishedOn } }: PublicationRow): boolean {
  return reviewer !== '' && publishedOn !== undefined;
}

/** An approved text as the ledger keeps it, by whose hash it is known. */
export function publishedBytes({ kind, title, body, link }: PublishedText): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ kind, title, body, link }));
}

/** The words of a row as they would be published: one line end, no blanks around. */
export function textOf({ values: { kind, title, body, link } }: PublicationRow): PublishedText {
  const lines = body.replace(/\r\n?/g, '\n').split('\n');
  return {
    kind,
    title: title.trim(),
    body: lines
      .map((line) => line.trim())
      .join('\n')
      .trim(),
    link,
  };
}
