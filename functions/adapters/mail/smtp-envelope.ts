import { domainToASCII } from 'node:url';

/** Whom the server is told: addresses as SMTP spells them, and the way back to how they were given. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
  readonly asGiven: (address: string) => string;
}

/** The envelope of a letter that `mime.ts` composed: its sender stands in its own head. */
export function envelopeOf(bytes: Uint8Array, to: readonly string[]): Envelope {
  const given = new Map(to.map((address) => [asciiAddress(address), address]));
  return {
    from: asciiAddress(senderOf(bytes)),
    to: [...given.keys()],
    asGiven: (address) => given.get(address) ?? address,
  };
}

function senderOf(bytes: Uint8Array): string {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = source.subarray(0, Math.max(source.indexOf('\r\n\r\n'), 0)).toString('latin1');
  const line = /^From:(.*)$/im.exec(head.replace(/\r\n[ \t]+/g, ' '))?.[1]?.trim() ?? '';
  const address = /<([^<>\s]+)>$/.exec(line)?.[1] ?? line;
  if (!/^[^\s<>]+@[^\s<>]+$/.test(address)) throw new RangeError('a letter from nobody');
  return address;
}

function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return domain === '' ? address : `${address.slice(0, at)}@${domain}`;
}
