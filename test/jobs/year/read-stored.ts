/** What a mail server's letter says: read by rules of its own, as a recipient's program would. */
export interface Stored {
  readonly to: string;
  readonly messageId: string;
  /** Schools that its words name, in any of its parts. */
  readonly schools: ReadonlySet<string>;
}

/** Reads a letter, in MIME or plain. */
export function readStored(bytes: Uint8Array): Stored {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = source.toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  const head = text.slice(0, end);
  const header = (name: string): string => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const words = /^Content-Type: multipart/im.test(head) ? partsOf(text) : text.slice(end);
  return {
    to: header('To').replace(/^.*<|>$/g, ''),
    messageId: header('Message-ID'),
    schools: new Set(words.match(/示例第\d{3}小学/g)),
  };
}

/** All base64 of a letter as text, one part after the other. */
function partsOf(text: string): string {
  return [...text.matchAll(/\r\n\r\n((?:[A-Za-z0-9+/]{2,}={0,2}\r\n)+)/g)]
    .map(([, part = '']) => Buffer.from(part, 'base64').toString('utf8'))
    .join('\n');
}
