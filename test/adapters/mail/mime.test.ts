import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../functions/adapters/mail/mime.ts';
import { readEmlHead, readEmlParts } from '../../../functions/adapters/mail/read-eml.ts';
import { clock, letter, sender } from './sample-letter.ts';

/** The head of a letter as lines, unfolded. */
async function headOf(...given: Parameters<typeof compose>): Promise<string[]> {
  const { bytes } = await compose(...given);
  const source = Buffer.from(bytes).toString('latin1');
  return source
    .slice(0, source.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n');
}

const independentParser = `
import sys, json, email, email.policy
from email.header import decode_header, make_header
raw = sys.stdin.buffer.read()
m = email.message_from_bytes(raw, policy=email.policy.default)
sender = str(make_header(decode_header(email.message_from_bytes(raw)['from'])))
print(json.dumps({
  'subject': m['subject'], 'to': m['to'], 'from': sender, 'replyTo': m['reply-to'], 'date': m['date'].datetime.isoformat(),
  'id': m['message-id'], 'auto': m['auto-submitted'], 'headers': sorted(k.lower() for k in m.keys()), 'defects': [str(d) for d in m.defects],
  'parts': [[p.get_content_type(), p['content-transfer-encoding'], p.get_content().replace('\\r\\n', '\\n')] for p in m.iter_parts()],
}))`;
const hasPython = spawnSync('python3', ['-c', 'import email.policy']).status === 0;

describe('a composed letter', () => {
  it.skipIf(!hasPython)('is read back the same by an independent parser', async () => {
    const { bytes, messageId } = await compose(letter({ to: ['a@school.example', 'b@school.example'] }), sender, clock);
    const { stdout } = spawnSync('python3', ['-c', independentParser], { input: bytes, encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual({
      subject: letter().subject,
      to: 'a@school.example, b@school.example',
      from: '示例区教育体育局安全科 <anquan@bureau.example>',
      replyTo: 'anquan@bureau.example',
      date: '2018-09-26T09:00:00+08:00',
      id: messageId,
      auto: 'auto-generated',
      headers: [
        'auto-submitted',
        'content-language',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'reply-to',
        'subject',
        'to',
        'x-auto-response-suppress',
      ],
      defects: [],
      parts: [
        ['text/plain', 'base64', letter().text],
        ['text/html', 'base64', expect.stringContaining('<p>王某某老师：您好！</p>')],
      ],
    });
  });

  it('is read back the same by our own reader', async () => {
    const { bytes, messageId } = await compose(letter(), sender, clock);
    expect(readEmlHead(bytes)).toEqual({
      subject: letter().subject,
      to: 'contact@school.example',
      messageId,
      date: clock,
    });
    expect(readEmlParts(bytes)).toEqual({ text: letter().text, html: letter().html });
  });

  it('has the same bytes for the same letter and clock, and others for another clock', async () => {
    const [first, again, later] = await Promise.all(
      [clock, clock, '2018-09-27T09:00:00+08:00'].map((now) => compose(letter(), sender, now)),
    );
    expect(first).toEqual(again);
    expect(first?.bytes).not.toEqual(later?.bytes);
  });

  it('bears a Message-ID made of its items in any order, at the sender’s domain', async () => {
    const { items } = letter();
    const id = async (change: Parameters<typeof letter>[0]) => (await compose(letter(change), sender, clock)).messageId;
    expect(await id({ items: items.toReversed() })).toBe(await id({}));
    expect(await id({ items: items.slice(1) })).not.toBe(await id({}));
    expect(await id({ subject: '别的', text: '别的' })).toBe(await id({}));
    expect(await id({})).toMatch(/^<[0-9a-f]{40}@bureau\.example>$/);
  });

  it('has lines that end with CRLF, never longer than the standard allows, in ASCII', async () => {
    const { bytes } = await compose(letter({ subject: '长'.repeat(300), text: '长'.repeat(5000) }), sender, clock);
    const source = Buffer.from(bytes).toString('latin1');
    expect(source).not.toMatch(/[^\r]\n|\r[^\n]|\P{ASCII}/u);
    for (const line of source.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  });

  it('says the clock as it was given', async () => {
    expect(await headOf(letter(), sender, clock)).toContain('Date: Wed, 26 Sep 2018 09:00:00 +0800');
    expect(await headOf(letter(), sender, '2018-09-26T00:30:00.000Z')).toContain(
      'Date: Wed, 26 Sep 2018 00:30:00 +0000',
    );
    await expect(compose(letter(), sender, '明天')).rejects.toThrow(RangeError);
  });

  it('asks machines not to answer', async () => {
    const head = await headOf(letter(), sender, clock);
    expect(head).toContain('Auto-Submitted: auto-generated');
    expect(head).toContain('X-Auto-Response-Suppress: OOF, AutoReply');
  });

  it('has no Reply-To where nobody reads answers', async () => {
    const head = await headOf(letter(), { from: 'anxiao@localhost', replyTo: '' }, clock);
    expect(head.filter((line) => line.startsWith('Reply-To'))).toEqual([]);
    expect(head).toContain('From: anxiao@localhost');
  });

  it.each([
    'a@b.example\r\nBcc: x@y.example',
    'a@b.example, c@d.example',
    '<a@b.example>',
    'a b@c.example',
    'nobody',
    '',
  ])('is refused for the address %j', async (address) => {
    await expect(compose(letter({ to: [address] }), sender, clock)).rejects.toThrow(RangeError);
    await expect(compose(letter(), { ...sender, from: `名称 <${address}>` }, clock)).rejects.toThrow(RangeError);
  });

  it('is refused for nobody', async () => {
    await expect(compose(letter({ to: [] }), sender, clock)).rejects.toThrow(RangeError);
  });

  it('has the same headers whatever is typed into subject and sender', async () => {
    const names = async (...given: Parameters<typeof compose>) =>
      (await headOf(...given)).map((line) => line.slice(0, line.indexOf(':')));
    const plain = await names(letter(), sender, clock);
    const nasty = fc.string({ unit: fc.constantFrom(...'\r\n\t\0\u2028:;,"<>@=?校Bc '), minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (subject, name) => {
        const from = `${name.replace(/[<>]/g, '')} <a@b.example>`;
        expect(await names(letter({ subject: `催报${subject}` }), { ...sender, from }, clock)).toEqual(plain);
      }),
      { numRuns: 150 },
    );
  });
});
