import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../../../functions/adapters/mail/smtp.ts';
import { clock, letter, sender } from './sample-letter.ts';

/** A server that nobody of this house wrote: Python's own (until 3.11), which says on stdout what it stored. */
const server = `
import asyncore, base64, json, smtpd, sys, warnings
class Store(smtpd.SMTPServer):
    def process_message(self, peer, mailfrom, rcpttos, data, **kwargs):
        if rcpttos[0].startswith('odd'):
            return '554 Message looks odd'
        print(json.dumps({'from': mailfrom, 'to': rcpttos, 'data': base64.b64encode(data).decode()}), flush=True)
store = Store(('127.0.0.1', 0), None, data_size_limit=33554432)
print(store.socket.getsockname()[1], flush=True)
asyncore.loop()
`;

const python = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-W', 'ignore', '-c', 'import smtpd, asyncore']).status === 0,
);
if (python === undefined) console.warn('skipped: no Python with an SMTP server of its own (smtpd, until 3.11) is here');

const ends: (() => void)[] = [];
afterAll(() => {
  for (const end of ends) end();
});

describe.skipIf(python === undefined)('an SMTP server of another house', () => {
  it('stores the bytes that were claimed, lines of dots among them, for whom the envelope says', async () => {
    const child = spawn(python ?? '', ['-W', 'ignore', '-c', server], { stdio: ['ignore', 'pipe', 'ignore'] });
    ends.push(() => child.kill());
    const stored: string[] = [];
    const lines = createInterface(child.stdout).on('line', (line) => stored.push(line));
    await once(lines, 'line');
    const mailer = createSmtpMailer(`smtp://127.0.0.1:${stored[0]}`);
    ends.push(() => void mailer.close());
    const composed = async (text: string) =>
      Buffer.from((await mailer.compose(letter({ key: text, items: [text], text }), sender, clock)).bytes);
    const sent = [
      await composed('信'),
      await composed('很长的一行'.repeat(400)),
      Buffer.from('From: <anquan@bureau.example>\r\n\r\n.\r\n..\r\n.dot\r\nend\r\n'),
    ];
    for (const [nth, bytes] of sent.entries()) {
      const to = [`a${nth}@school.example`];
      expect((await mailer.deliver({ key: `k${nth}`, to, subject: '信', bytes, at: clock })).state).toBe('sent');
    }
    const to = ['odd@school.example'];
    const { bytes } = await mailer.compose(letter({ key: 'odd', items: ['odd'], to }), sender, clock);
    const refused = await mailer.deliver({ key: 'odd', to, subject: '信', bytes, at: clock });
    expect(refused).toMatchObject({ state: 'refused', why: expect.stringContaining('554 Message looks odd') });
    await expect.poll(() => stored.length).toBe(1 + sent.length);
    const whole = stored.slice(1).map((line) => JSON.parse(line));
    expect(whole.map(({ to }) => to)).toEqual(sent.map((_, nth) => [`a${nth}@school.example`]));
    // It keeps lines without their CR and without the last line's end.
    const asItKeeps = (letter: Buffer): string => letter.toString('latin1').replaceAll('\r\n', '\n').replace(/\n$/, '');
    expect(whole.map(({ data }) => Buffer.from(data, 'base64').toString('latin1'))).toEqual(sent.map(asItKeeps));
  });
});
