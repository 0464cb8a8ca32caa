import { type Browser, chromium } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { createLetterPress } from '../../functions/letters/press.ts';
import { browserPath } from '../support/browser.ts';
import { inspect } from '../support/inspect-page.ts';
import { everyLetter } from './every-letter.ts';

let opened: Promise<Browser> | undefined;
afterAll(async () => (await opened)?.close());

async function open(): Promise<Browser> {
  opened ??= chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
  return opened;
}

const endless = (text: string) => `${text}${'示例区第一实验'.repeat(6)}${'ABCDEFGHIJ1234567890'.repeat(4)}`;

describe.skipIf(browserPath === undefined)('on a telephone', () => {
  it.each([
    [375, 'light'],
    [375, 'dark'],
    [320, 'light'],
  ] as const)(
    'no letter moves sideways, however long a name is, and words stand out (%i px, %s)',
    async (width, colorScheme) => {
      const press = createLetterPress();
      const page = await (await open()).newPage({ viewport: { width, height: 600 }, colorScheme });
      for (const { name, print } of everyLetter)
        for (const typed of [undefined, endless]) {
          await page.setContent((await print(press, typed)).html);
          expect({ name, seen: await page.evaluate(inspect) }).toEqual({ name, seen: { width, cut: [], faint: [] } });
        }
    },
    60_000,
  );

  it('words stand out in a program that drops our style sheet, or turns all colours over for the night', async () => {
    const press = createLetterPress();
    const page = await (await open()).newPage({ viewport: { width: 375, height: 600 }, colorScheme: 'dark' });
    for (const { name, print } of everyLetter) {
      const { html } = await print(press);
      await page.setContent(html.replace(/<style[\s\S]*?<\/style>/g, ''));
      for (const turned of [false, true]) {
        await page.evaluate(`globalThis.turnedOver = ${turned}`);
        expect({ name, turned, seen: await page.evaluate(inspect) }).toMatchObject({
          name,
          turned,
          seen: { faint: [] },
        });
      }
    }
  }, 60_000);
});
