import { createHash } from 'node:crypto';
import { readEmlHead } from './read-eml.ts';

const longestSubject = 84;

/** `2018-09-26 催报：示例小学2018年9月报表还没有填写 1f2e3d4c.eml`: made of the letter alone, so it never changes. */
export function emlName(subject: string, bytes: Uint8Array): string {
  const { date, messageId } = readEmlHead(bytes);
  const id = /^<([0-9a-f]{8})/.exec(messageId)?.[1] ?? createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return [date.slice(0, 10), nameable(subject), `${id}.eml`].filter((part) => part !== '').join(' ');
}

/** Without what Windows refuses in a name, invisible characters among it; cut between characters where it is long. */
function nameable(text: string): string {
  const safe = text
    .toWellFormed()
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, '_')
    .replace(/\s+/g, ' ')
    .trim();
  let cut = '';
  for (const character of safe) {
    if (Buffer.byteLength(cut + character) > longestSubject) break;
    cut += character;
  }
  return cut.replace(/[. ]+$/, '');
}
