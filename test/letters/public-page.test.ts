import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { publicationKinds } from '../../schemas/registers/publications.ts';
import { browserPath } from '../support/browser.ts';
import { inspect } from '../support/inspect-page.ts';
import { emptyKinds, samplePublicPage } from './sample-public-page.ts';

let opened: Promise<Browser> | undefined;
afterAll(async () => (await opened)?.close());

let only: Promise<Page> | undefined;

/** One page for all, which is much faster than one each. */
async function show(html: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  opened ??= chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
  only ??= opened.then((browser) => browser.newPage());
  const page = await only;
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ media: 'screen', colorScheme });
  await page.setContent(html);
  return page;
}

const endless = (text: string) => `${text}${'示例区第一实验'.repeat(6)}${'ABCDEFGHIJ1234567890'.repeat(4)}`;
const hostile = (text: string) =>
  `${text}<script>document.title='ran'</script><img src=x onerror="document.title='ran'">"><a href="javascript:alert(1)">x</a>=1+1&lt;`;

describe.skipIf(browserPath === undefined)('the public page', () => {
  it.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
  ] as const)('never moves sideways, and its words stand out (%i px, %s)', async (width, colorScheme) => {
    for (const typed of [undefined, endless]) {
      const page = await show(samplePublicPage(typed), width, colorScheme);
      await page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true");
      expect(await page.evaluate(inspect)).toEqual({ width, cut: [], faint: [] });
    }
  });

  it('keeps its width when its letters are twice as large', async () => {
    const page = await show(samplePublicPage(), 1280);
    await page.evaluate("document.documentElement.style.fontSize = '200%'");
    expect(await page.evaluate(inspect)).toEqual({ width: 1280, cut: [], faint: [] });
    expect(await page.evaluate('getComputedStyle(document.querySelector("h2")).fontSize')).toBe('44px');
  });

  it('is read as it is built: one language, landmarks, headings without a gap, tables with heads', async () => {
    const page = await show(samplePublicPage(), 1280);
    const seen = await page.evaluate(`(() => {
      const all = (selector) => [...document.querySelectorAll(selector)];
      const ids = all('[id]').map(({ id }) => id);
      return {
        lang: document.documentElement.lang,
        title: document.title,
        landmarks: ['header', 'nav', 'main', 'footer'].map((name) => all('body > ' + name).length),
        h1: all('h1').length,
        gaps: all('h1,h2,h3,h4,h5,h6').map(({ tagName }) => Number(tagName[1])).filter((level, at, levels) => level > (levels[at - 1] ?? 0) + 1),
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        loose: all('[aria-labelledby]').filter((it) => !document.getElementById(it.getAttribute('aria-labelledby'))).length
          + all('a[href^="#"]').filter((it) => !document.getElementById(it.getAttribute('href').slice(1))).length,
        unheaded: all('table').filter((it) => !it.getAttribute('aria-labelledby') && !it.caption).length
          + all('tbody tr').filter((it) => it.querySelectorAll('th[scope=row]').length !== 1).length
          + all('thead th').filter((it) => it.scope !== 'col').length,
        nameless: all('a').filter((it) => it.textContent.trim() === '').length,
        kinds: all('.kind > h3').map((it) => it.textContent),
        empty: all('.kind').filter((it) => !it.querySelector('article')).map((it) => it.querySelector('h3').textContent),
      };
    })()`);
    expect(seen).toEqual({
      lang: 'zh-CN',
      title: '学生欺凌防治工作信息公开－示例区教育体育局安全科',
      landmarks: [1, 1, 1, 1],
      h1: 1,
      gaps: [],
      twice: [],
      loose: 0,
      unheaded: 0,
      nameless: 0,
      kinds: [...publicationKinds],
      empty: [...emptyKinds],
    });
    const tree = await page.locator('body').ariaSnapshot();
    expect(tree).toContain('row "东岭示例小学 0539-5550210"');
    expect(tree).toContain('- main:');
    expect(tree.indexOf('法治副校长进校园')).toBeLessThan(tree.indexOf('区教体局部署专项督导'));
  });

  it('is walked through by keyboard: first past the head, then to every place that can be touched', async () => {
    const page = await show(samplePublicPage(), 640);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().top >= 0')).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  it('holds nothing that runs, loads or leads anywhere but to pages and telephones, whatever people typed', async () => {
    const plain = await show(samplePublicPage(), 640);
    const count = await plain.evaluate('document.querySelectorAll("*").length');
    const shown = await plain.evaluate('document.body.innerText.length');
    const page = await show(samplePublicPage(hostile), 640);
    const seen = await page.evaluate(`({
      title: document.title.includes('ran') && !document.title.includes('<script>'),
      count: document.querySelectorAll('*').length,
      active: document.querySelectorAll('script,img,iframe,object,embed,form,input,link,base,svg').length,
      handlers: [...document.querySelectorAll('*')].flatMap((it) => it.getAttributeNames()).filter((name) => name.startsWith('on')).length,
      links: [...document.querySelectorAll('[href]')].map((it) => it.getAttribute('href')).filter((href) => !/^(?:#[a-z0-9-]+|https?:\\/\\/www\\.example\\.cn\\/\\S*|tel:[0-9+]+)$/.test(href)),
    })`);
    expect(seen).toEqual({ title: false, count, active: 0, handlers: 0, links: [] });
    expect(await page.evaluate('document.body.innerText.includes("<script>")')).toBe(true);
    expect(shown).toBeGreaterThan(500);
    expect(samplePublicPage()).not.toMatch(/url\(|@import|src=/);
  });

  it('is printed whole: older changes too, addresses written out, dark on white', async () => {
    const page = await show(samplePublicPage(), 800, 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(27, 37, 48)');
    expect(await page.evaluate("document.querySelector('nav').getClientRects().length")).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.out'), '::after').content")).toContain(
      'https://www.example.cn/',
    );
    expect(
      await page.evaluate(
        "document.querySelector('details table').checkVisibility({ contentVisibilityAuto: true }) && document.querySelector('details table').getBoundingClientRect().height > 20",
      ),
    ).toBe(true);
  });
});
