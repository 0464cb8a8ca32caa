import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { createLetterPress } from '../../functions/letters/press.ts';
import { everyLetter } from './every-letter.ts';

const browserPath = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

let opened: Promise<Browser> | undefined;
afterAll(async () => (await opened)?.close());

async function open(): Promise<Browser> {
  opened ??= chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
  return opened;
}

const endless = (text: string) => `${text}${'示例区第一实验'.repeat(6)}${'ABCDEFGHIJ1234567890'.repeat(4)}`;

describe.skipIf(browserPath === undefined)('on a telephone', () => {
  it.each(['light', 'dark'] as const)(
    'no letter moves sideways, however long a name is, and words stand out (%s)',
    async (colorScheme) => {
      const press = createLetterPress();
      const page = await (await open()).newPage({ viewport: { width: 375, height: 600 }, colorScheme });
      for (const { name, print } of everyLetter)
        for (const typed of [undefined, endless]) {
          await page.setContent((await print(press, typed)).html);
          expect({ name, seen: await page.evaluate(inspect) }).toEqual({
            name,
            seen: { width: 375, cut: [], faint: [] },
          });
        }
    },
    60_000,
  );
});

/** Runs in the page: how wide it is, words that stand beyond its edge (a card cuts them off), and words whose contrast with what is behind them is below 4.5. */
const inspect = `(() => {
  const channel = (value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const cut = [];
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
    if (words === '' || element.getClientRects().length === 0 || element.getBoundingClientRect().height <= 12) continue;
    if (element.getBoundingClientRect().right > innerWidth) cut.push(words);
    const pair = [light(numbers(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
    if ((pair[0] + 0.05) / (pair[1] + 0.05) < 4.5) faint.push(words);
  }
  return { width: document.documentElement.scrollWidth, cut, faint };
})()`;
