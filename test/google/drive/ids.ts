import { createHash } from 'node:crypto';

/** A new id each time, in the forms that Google's have, the same in every run: 44 characters for its own documents, 33 for files, 19 for drives. */
export function createIds(): {
  readonly document: () => string;
  readonly file: () => string;
  readonly drive: () => string;
} {
  let count = 0;
  const letters = () => createHash('sha256').update(`file ${++count}`).digest('base64url');
  return {
    document: () => `1${letters()}`,
    file: () => `1${letters().slice(0, 32)}`,
    drive: () => `0A${letters().slice(0, 11)}Uk9PVA`,
  };
}

/** The permission id of a person: digits, the same wherever the person has access. */
export function personId(email: string): string {
  const digest = createHash('sha256').update(email.toLowerCase()).digest();
  return String(digest.readBigUInt64BE(0)).padStart(20, '0');
}
