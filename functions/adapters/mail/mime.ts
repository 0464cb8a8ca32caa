import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { isMailAddress } from '../../../schemas/settings.ts';
import type { Letter, Sender } from '../../world.ts';

/**
 * The letter's bytes (RFC 5322, CRLF): the same letter, sender and clock give the same bytes. Throws a RangeError for an
 * address or a clock that is none: both are checked where they are typed, so one that comes here is a fault.
 */
export async function compose(
  letter: Letter,
  sender: Sender,
  now: string,
): Promise<{ bytes: Uint8Array; messageId: string }> {
  const from = mailbox(sender.from);
  const hash = itemsHash(letter);
  const messageId = `<${hash}@${domainOf(from.address)}>`;
  const message = new MailComposer({
    from,
    to: addressees(letter.to),
    ...(sender.replyTo === '' ? {} : { replyTo: mailbox(sender.replyTo) }),
    subject: letter.subject,
    messageId,
    date: mailDate(now),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': 'zh-CN',
    },
    text: windowsLines(letter.text),
    html: windowsLines(letter.html),
    attachments: (letter.attachments ?? []).map(({ name, bytes }) => ({
      filename: name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]+/gu, '_'),
      content: Buffer.from(bytes),
      contentTransferEncoding: 'base64' as const,
    })),
    // nodemailer would choose quoted-printable for Chinese headers and parts, which is larger and slower.
    textEncoding: 'base64',
    encoding: 'base64',
    baseBoundary: hash.slice(0, 24),
    boundaryPrefix: 'anxiao',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { bytes: await message.compile().build(), messageId };
}

/** Text parts have CRLF also inside base64 (RFC 2046, 4.1.1). */
function windowsLines(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

interface Mailbox {
  readonly name: string;
  readonly address: string;
}

function itemsHash({ items, key }: Letter): string {
  const keys = items.length === 0 ? [key] : items.toSorted();
  return createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 40);
}

/** `安全科 <a@b.cn>` or `a@b.cn`. */
function mailbox(text: string): Mailbox {
  const [, name, inner] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? [];
  return { name: (name ?? '').replace(/[\p{Cc}"]/gu, ' ').trim(), address: checked(inner ?? text) };
}

function addressees(to: readonly string[]): Mailbox[] {
  if (to.length === 0) throw new RangeError('a letter to nobody');
  return to.map((address) => ({ name: '', address: checked(address) }));
}

function checked(address: string): string {
  if (!isMailAddress(address)) throw new RangeError(`not a mail address: ${JSON.stringify(address)}`);
  return address;
}

function domainOf(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return /^[A-Za-z0-9.-]+$/.test(domain) ? domain : 'anxiao.invalid';
}

/** `2018-09-26T09:00:00+08:00` → `Wed, 26 Sep 2018 09:00:00 +0800`: the clock as it was given, not as UTC. */
function mailDate(iso: string): string {
  const instant = Date.parse(iso);
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d{2}):(\d{2})$/.exec(iso) ?? [];
  if (Number.isNaN(instant)) throw new RangeError(`not a time: ${iso}`);
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  return new Date(instant + shift).toUTCString().replace('GMT', `${sign}${hours}${minutes}`);
}
