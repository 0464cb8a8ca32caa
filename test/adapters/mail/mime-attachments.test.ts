import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../functions/adapters/mail/mime.ts';
import { createOutbox } from '../../../functions/adapters/mail/outbox.ts';
import { readEmlHead, readEmlParts } from '../../../functions/adapters/mail/read-eml.ts';
import { clock, letter, sender } from './sample-letter.ts';

const bytes = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 256);
const attachments = [
  { name: '示例小学2018年9月报表.xlsx', bytes },
  { name: "一个很长很长很长很长很长很长很长很长很长很长的名字，“引号”;分号' 空格.xlsx", bytes: bytes.slice(0, 5) },
  { name: 'plain.xlsx', bytes: new Uint8Array() },
];
const names = attachments.map(({ name }) => name);

const independentParser = `import sys, json, base64, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
print(json.dumps({
  'type': m.get_content_type(),
  'body': [p.get_content_type() for p in next(m.iter_parts()).iter_parts()],
  'text': m.get_body(('plain',)).get_content().replace('\\r\\n', '\\n'),
  'files': [[p.get_filename(), p.get_param('name'), p.get_content_type(), p.get_content_disposition(), base64.b64encode(p.get_payload(decode=True)).decode()] for p in m.iter_attachments()],
  'defects': [str(d) for p in m.walk() for d in p.defects],
}))`;
const hasPython = spawnSync('python3', ['-c', 'import email.policy']).status === 0;

describe('a letter with attachments', () => {
  it.skipIf(!hasPython)('is read back the same by an independent parser, names and bytes', async () => {
    const { bytes: source } = await compose(letter({ attachments }), sender, clock);
    const { stdout } = spawnSync('python3', ['-c', independentParser], { input: source, encoding: 'utf8' });
    const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    expect(JSON.parse(stdout)).toEqual({
      type: 'multipart/mixed',
      body: ['text/plain', 'text/html'],
      text: letter().text,
      files: attachments.map((file) => [
        file.name,
        expect.any(String),
        sheet,
        'attachment',
        Buffer.from(file.bytes).toString('base64'),
      ]),
      defects: [],
    });
  });

  it('has the same bytes twice, in short lines of ASCII', async () => {
    const [first, again] = await Promise.all([1, 2].map(() => compose(letter({ attachments }), sender, clock)));
    expect(first).toEqual(again);
    const source = Buffer.from(first?.bytes ?? []).toString('latin1');
    expect(source).not.toMatch(/[^\r]\n|\r[^\n]|\P{ASCII}/u);
    for (const line of source.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
  });

  it('has other bytes where an attachment does', async () => {
    const other = [{ name: 'plain.xlsx', bytes: Uint8Array.of(1) }];
    const [first, second] = await Promise.all(
      [attachments.slice(2), other].map((files) => compose(letter({ attachments: files }), sender, clock)),
    );
    expect(first?.bytes).not.toEqual(second?.bytes);
  });

  it('is read back by our own reader: words and names', async () => {
    const { bytes: source } = await compose(letter({ attachments }), sender, clock);
    expect(readEmlHead(source)).toMatchObject({ subject: letter().subject, attachments: names });
    expect(readEmlParts(source)).toEqual({ text: letter().text, html: letter().html });
  });

  it('is the letter it was where there is none', async () => {
    const [without, empty] = await Promise.all(
      [letter(), letter({ attachments: [] })].map((it) => compose(it, sender, clock)),
    );
    expect(without).toEqual(empty);
    expect(Buffer.from(without?.bytes ?? []).toString()).not.toContain('multipart/mixed');
    expect(readEmlHead(without?.bytes ?? new Uint8Array())).not.toHaveProperty('attachments');
  });

  it('lets no name open a header or a folder', async () => {
    const attached = [{ name: '../a\\b\r\nBcc: x@y.example\u202e.xlsx', bytes }];
    const { bytes: source } = await compose(letter({ attachments: attached }), sender, clock);
    expect(Buffer.from(source).toString('latin1')).not.toMatch(/^Bcc:/m);
    expect(readEmlHead(source).attachments).toEqual(['.._a_b_Bcc: x@y.example_.xlsx']);
  });

  it('names its files on the page of the outbox, as text', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    try {
      const outbox = createOutbox(folder);
      const typed = [...attachments, { name: '<script>alert(1)</script>.xlsx', bytes }];
      const { key, to, subject, ...rest } = letter({ attachments: typed });
      const composed = await outbox.compose({ key, to, subject, ...rest }, sender, clock);
      await outbox.deliver({ key, to, subject, bytes: composed.bytes, at: clock });
      await outbox.close();
      const page = await readFile(join(folder, 'index.html'), 'utf8');
      expect(page).toContain('<b>附件</b> 示例小学2018年9月报表.xlsx、');
      expect(page).toContain('&lt;script&gt;alert(1)&lt;_script&gt;.xlsx');
      expect(page).not.toContain('<script');
      expect(page).toContain('<pre>王某某老师：您好！');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
