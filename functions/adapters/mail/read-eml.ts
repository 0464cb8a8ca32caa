/** What the list of an outbox shows of a letter. */
export interface EmlHead {
  readonly subject: string;
  readonly to: string;
  readonly messageId: string;
  /** As written in the letter: `2018-09-26T09:00:00+08:00`; empty where there is no such date. */
  readonly date: string;
}

/** The head of a letter that `mime.ts` composed. Anything else gives empty texts, never an error. */
export function readEmlHead(bytes: Uint8Array): EmlHead {
  const { headers } = splitHead(Buffer.from(bytes).toString('utf8'));
  return {
    subject: decodeWords(headers.get('subject') ?? ''),
    to: decodeWords(headers.get('to') ?? ''),
    messageId: headers.get('message-id') ?? '',
    date: isoDate(headers.get('date') ?? ''),
  };
}

/** The two parts of a letter that `mime.ts` composed; empty where there is none. */
export function readEmlParts(bytes: Uint8Array): { readonly text: string; readonly html: string } {
  const { headers, body } = splitHead(Buffer.from(bytes).toString('utf8'));
  const boundary = /boundary="?([^";\s]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  const parts = boundary === undefined ? [] : body.split(`--${boundary}`).map((part) => splitHead(part.trimStart()));
  const part = (type: string): string => {
    const found = parts.find(({ headers: its }) => its.get('content-type')?.startsWith(type));
    if (found?.headers.get('content-transfer-encoding') !== 'base64') return '';
    return Buffer.from(found.body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
  };
  return { text: part('text/plain'), html: part('text/html') };
}

function splitHead(source: string): { headers: ReadonlyMap<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(source);
  const head = source.slice(0, end?.index ?? source.length).replace(/\r?\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: end ? source.slice(end.index + end[0].length) : '' };
}

/** RFC 2047 words in UTF-8 and base64, the only ones we write; neighbours are one text. */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?B\?[A-Za-z0-9+/=]*\?=)+/gi, (words) =>
      Buffer.concat(
        [...words.matchAll(/\?B\?([^?]*)\?=/gi)].map(([, base64]) => Buffer.from(base64 ?? '', 'base64')),
      ).toString('utf8'),
    );
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Wed, 26 Sep 2018 09:00:00 +0800` → `2018-09-26T09:00:00+08:00`. */
function isoDate(header: string): string {
  const match = /(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})$/.exec(header);
  const [, day = '', month = '', year = '', time = '', hours = '', minutes = ''] = match ?? [];
  const number = months.indexOf(month) + 1;
  if (number === 0) return '';
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}${hours}:${minutes}`;
}
