import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutbox } from '../../../functions/adapters/mail/outbox.ts';
import type { Letter } from '../../../functions/world.ts';
import { clock, letter, sender } from './sample-letter.ts';

let root = '';
let folder = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'outbox-'));
  folder = join(root, '发件箱');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function post(change: Partial<Letter> = {}, now = clock, into = folder) {
  const outbox = createOutbox(into);
  const { key, to, subject, ...rest } = letter(change);
  const { bytes } = await outbox.compose({ key, to, subject, ...rest }, sender, now);
  return { outbox, bytes, delivery: await outbox.deliver({ key, to, subject, bytes, at: now }) };
}

const page = () => readFile(join(folder, 'index.html'), 'utf8');
const letters = async () => (await readdir(folder)).filter((name) => name !== 'index.html');

describe('a look at the outbox while another run writes letters', () => {
  it('leaves a page that lists what came while it was drawn', async () => {
    for (let nth = 0; nth < 12; nth += 1) await post({ key: `${nth}`, items: [`${nth}`], text: '信'.repeat(300_000) });
    let drawnFirst = true;
    for (let round = 1; drawnFirst && round < 20; round += 1) {
      await rm(join(folder, 'index.html'), { force: true });
      const { key, to, subject, ...rest } = letter({ key: `late ${round}`, items: [`late ${round}`] });
      const busy = createOutbox(folder);
      const { bytes } = await busy.compose({ key, to, subject, ...rest }, sender, clock);
      drawnFirst = false;
      const looked = createOutbox(folder)
        .close()
        .then(() => {
          drawnFirst = true;
        });
      await busy.deliver({ key, to, subject, bytes, at: clock });
      // Where the page was faster than the letter, the next round may tell.
      if (drawnFirst) continue;
      await looked;
      expect((await page()).match(/打开邮件文件<\/a>/g)).toHaveLength(12 + round);
      drawnFirst = false;
    }
    expect(drawnFirst).toBe(false);
  });
});

describe('delivering into the outbox', () => {
  it('writes the bytes under a name that says when, what and which', async () => {
    const { bytes, delivery } = await post();
    const [name = ''] = await letters();
    expect(name).toMatch(/^2018-09-26 催报：示例小学2018年9月报表还没有填写 [0-9a-f]{8}\.eml$/);
    expect(delivery).toEqual({ state: 'sent', where: `发件箱/${name}` });
    expect(Buffer.compare(await readFile(join(folder, name)), bytes)).toBe(0);
  });

  it('keeps one file and its times when the same bytes come again, even on a later day', async () => {
    const { outbox, bytes, delivery } = await post();
    const [name = ''] = await letters();
    const before = new Date('2018-09-26T01:00:00Z');
    await utimes(join(folder, name), before, before);
    const { key, to, subject } = letter();
    expect(await outbox.deliver({ key, to, subject, bytes, at: '2018-09-27T09:00:00+08:00' })).toEqual(delivery);
    expect(await letters()).toEqual([name]);
    expect((await stat(join(folder, name))).mtime).toEqual(before);
  });

  it('leaves a file alone that somebody changed', async () => {
    const { outbox, bytes } = await post();
    const [name = ''] = await letters();
    await writeFile(join(folder, name), '改过');
    const { key, to, subject } = letter();
    const again = await outbox.deliver({ key, to, subject, bytes, at: clock });
    expect(await readFile(join(folder, name), 'utf8')).toBe('改过');
    expect(again).toEqual({ state: 'sent', where: `发件箱/${name.replace('.eml', ' 2.eml')}` });
  });

  it.each([
    '<script>alert(1)</script>小学',
    '../../etc/passwd',
    'a\\b:c*d?e"f|g',
    '名'.repeat(200),
    '换\r\n行\u202e',
    '半个\ud83d',
    '点. . .',
    '',
  ])('gives %j a name that every system takes', async (subject) => {
    const { delivery } = await post({ subject });
    const [name = ''] = await letters();
    expect(delivery).toEqual({ state: 'sent', where: `发件箱/${name}` });
    expect(name).toMatch(/^2018-09-26 .*[0-9a-f]{8}\.eml$/);
    expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
    expect(await readdir(root)).toEqual(['发件箱']);
  });

  it('defers with a reason where the folder cannot be written', async () => {
    await writeFile(join(root, '文件'), '');
    const { delivery } = await post({}, clock, join(root, '文件', '发件箱'));
    expect(delivery).toEqual({ state: 'deferred', why: expect.stringContaining('是一个文件') });
  });

  it.skipIf(process.getuid?.() === 0)('defers where there is no permission, and leaves nothing behind', async () => {
    await mkdir(folder);
    await chmod(folder, 0o500);
    const { delivery } = await post();
    expect(delivery).toEqual({ state: 'deferred', why: expect.stringContaining('权限') });
    expect(await readdir(folder)).toEqual([]);
  });

  it('defers where the draft cannot be written, without a path of this machine in the reason', async () => {
    await post();
    const [name = ''] = await letters();
    await rm(join(folder, name));
    // A folder in the draft's place: opening it fails, as on a disk that refuses it.
    await mkdir(join(folder, `.${name}.tmp`));
    const { delivery } = await post();
    expect(delivery.state).toBe('deferred');
    expect(JSON.stringify(delivery)).not.toContain(root);
    expect(await letters()).not.toContain(name);
  });
});

describe('the page of the outbox', () => {
  it('lists every letter, newest first, with recipient, time, link and words', async () => {
    await post({ items: ['1'], subject: '催报：甲', to: ['jia@school.example'], text: '甲的信' });
    await post({ items: ['2'], subject: '催报：乙', to: ['yi@school.example'] }, '2018-09-27T08:30:00+08:00');
    const { outbox } = await post(
      { items: ['3'], subject: '催报：丙', to: ['bing@school.example'] },
      '2018-09-26T09:30:00+08:00',
    );
    await outbox.close();
    const html = await page();
    const order = [...html.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, subject]) => subject);
    expect(order).toEqual(['催报：乙', '催报：丙', '催报：甲']);
    for (const address of ['jia', 'yi', 'bing']) expect(html).toContain(`${address}@school.example`);
    expect(html).toContain('<time datetime="2018-09-27T08:30:00+08:00">08:30</time>');
    expect(html).toContain('2018年9月27日');
    expect(html).toContain('<pre>甲的信</pre>');
    expect(html).toContain('共 3 封');
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => decodeURIComponent(link));
    expect(links.toSorted()).toEqual((await letters()).toSorted());
  });

  it('shows a letter in a frame that can run nothing', async () => {
    const { outbox } = await post({ html: '<p title="x">信</p><script>parent.x = 1</script>' });
    await outbox.close();
    const html = await page();
    expect(html).toMatch(/<iframe sandbox /);
    expect(html).toContain(
      'srcdoc="&lt;p title=&quot;x&quot;&gt;信&lt;/p&gt;&lt;script&gt;parent.x = 1&lt;/script&gt;"',
    );
    expect(html).not.toContain('<script');
    expect(html).toContain("default-src 'none'");
  });

  it('shows what is typed as text and fetches nothing', async () => {
    const { outbox } = await post({ subject: '催报：<script>alert("1")</script> {{x}}', text: '</pre><script>2' });
    await outbox.close();
    const html = await page();
    expect(html).not.toContain('<script');
    expect(html).toContain('催报：&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; {{x}}');
    expect(html).toContain('&lt;/pre&gt;&lt;script&gt;2');
    expect(html).not.toMatch(/https?:|@import|url\(/i);
  });

  it('comes out the same from the same letters, whoever draws it', async () => {
    await post({ items: ['1'] });
    const { outbox } = await post({ items: ['2'] });
    await outbox.close();
    const first = await page();
    await rm(join(folder, 'index.html'));
    await createOutbox(folder).close();
    expect(await page()).toBe(first);
  });

  it('is not touched when nothing changed', async () => {
    const { outbox } = await post();
    await outbox.close();
    const before = new Date('2018-09-26T01:00:00Z');
    await utimes(join(folder, 'index.html'), before, before);
    await createOutbox(folder).close();
    expect((await stat(join(folder, 'index.html'))).mtime).toEqual(before);
  });

  it('is caught up by the next run where one was cut short, and follows letters that people remove', async () => {
    await post({ items: ['1'], subject: '催报：甲' });
    await createOutbox(folder).close();
    await post({ items: ['2'], subject: '催报：乙' });
    expect(await page()).not.toContain('催报：乙');
    await createOutbox(folder).close();
    expect(await page()).toContain('催报：乙');
    for (const name of await letters()) await rm(join(folder, name));
    await createOutbox(folder).close();
    expect(await page()).toContain('共 0 封');
  });

  it('lists a letter that is not ours by its name', async () => {
    const { outbox } = await post();
    await writeFile(join(folder, '别人的.eml'), Buffer.from([0xff, 0xfe, 0x00, 0x0a]));
    await outbox.close();
    expect(await page()).toContain('<h3>别人的.eml</h3>');
    expect(await page()).toContain('不是本系统写的邮件');
  });

  it('is not made where there is no letter', async () => {
    await createOutbox(folder).close();
    expect(await readdir(root)).toEqual([]);
  });

  it('is missed aloud, not thrown, where it cannot be written', async () => {
    await post();
    await mkdir(join(folder, 'index.html'));
    const said: string[] = [];
    await createOutbox(folder, (line) => said.push(line)).close();
    expect(said).toEqual([expect.stringContaining('index.html 没有更新')]);
  });
});
