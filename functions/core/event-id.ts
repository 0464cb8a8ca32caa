import { hash } from 'node:crypto';

/** Id of an event, made of what it says: the same event always has the same id. */
export function eventId(type: string, ...parts: readonly (string | number)[]): string {
  return `${type}-${hash('sha256', JSON.stringify(parts)).slice(0, 20)}`;
}

/** Content hash of bytes: hex SHA-256. */
export function contentHash(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 校验码: eight characters of a report's content, without letters that read like digits; `K7M3-92QX`. */
export function checkCode(content: string): string {
  const digest = hash('sha256', content, 'buffer');
  const characters = [...digest.subarray(0, 8)].map((byte) => alphabet[byte % 32] ?? '0');
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`;
}
