/** What the list of an outbox shows of a letter. */
export interface EmlHead {
  readonly subject: string;
  readonly to: string;
  readonly messageId: string;
  /** As written in the letter: `2018-09-26T09:00:00+08:00`; empty where there is no such date. */
  readonly date: string;
  /** Names of the files that go with it; left out where there are none. */
  readonly attachments?: readonly string[];
}

/** The head of a letter that `mime.ts` composed. Anything else gives empty texts, never an error. */
export function readEmlHead(bytes: Uint8Array): EmlHead {
  const message = splitHead(Buffer.from(bytes).toString('utf8'));
  const { headers } = message;
  const attachments = partsOf(message)
    .map(fileName)
    .filter((name) => name !== '');
  return {
    subject: decodeWords(headers.get('subject') ?? ''),
    to: decodeWords(headers.get('to') ?? ''),
    messageId: headers.get('message-id') ?? '',
    date: isoDate(headers.get('date') ?? ''),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** The two parts of the words of a letter that `mime.ts` composed; empty where there is none. */
export function readEmlParts(bytes: Uint8Array): { readonly text: string; readonly html: string } {
  const parts = partsOf(splitHead(Buffer.from(bytes).toString('utf8'))).filter((part) => fileName(part) === '');
  const part = (type: string): string => {
    const found = parts.find(({ headers: its }) => its.get('content-type')?.startsWith(type));
    if (found?.headers.get('content-transfer-encoding') !== 'base64') return '';
    return Buffer.from(found.body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
  };
  return { text: part('text/plain'), html: part('text/html') };
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** The parts that hold something, wherever they are nested. */
function partsOf({ headers, body }: Part): Part[] {
  const boundary = /^multipart\/.*boundary="?([^";\s]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return [{ headers, body }];
  const [, ...parts] = body.split(`--${boundary}`);
  return parts.filter((part) => !part.startsWith('--')).flatMap((part) => partsOf(splitHead(part.trimStart())));
}

/** The name of an attached file as we write it (RFC 2231, in pieces where it is long); empty where the part is none. */
function fileName({ headers }: Part): string {
  const disposition = headers.get('content-disposition') ?? '';
  if (!disposition.startsWith('attachment')) return '';
  const plain = /;\s*filename="?([^";]*)/i.exec(disposition)?.[1];
  if (plain !== undefined) return decodeWords(plain);
  const pieces = [...disposition.matchAll(/;\s*filename\*(?:\d+\*?)?="?([^";]*)/gi)].map(([, piece]) => piece ?? '');
  try {
    return decodeURIComponent(pieces.join('').replace(/^utf-8''/i, ''));
  } catch {
    return pieces.join('');
  }
}

function splitHead(source: string): Part {
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
