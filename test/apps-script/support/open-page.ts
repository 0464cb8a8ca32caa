import { type Browser, chromium, type Page } from 'playwright-core';
import { browserPath } from '../../support/browser.ts';
import type { RunningScript } from './run-script.ts';

/** Why pages cannot be opened here; undefined where they can. */
export const noBrowser = browserPath === undefined ? 'Chromium is not installed' : undefined;

let opened: Promise<Browser> | undefined;

/** A page of the script in a real browser, as narrow as Google's sidebars. */
export interface OpenPage {
  readonly page: Page;
  /** Addresses that the page asked for besides itself. */
  readonly asked: readonly string[];
  /** Errors that the page threw, and what it wrote to its console. */
  readonly errors: readonly string[];
  /** Calls of the script's functions, in order. */
  readonly calls: readonly string[];
}

/**
 * Opens what the script gave to showSidebar last, with the script itself behind google.script.run: calls are answered one
 * after the other, values travel as JSON, an error comes to the failure handler.
 */
export async function openSidebar(script: RunningScript, colorScheme: 'light' | 'dark' = 'light'): Promise<OpenPage> {
  opened ??= chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
  const context = await (await opened).newContext({ viewport: { width: 300, height: 700 }, colorScheme });
  const page = await context.newPage();
  const asked: string[] = [];
  const errors: string[] = [];
  const calls: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => errors.push(message.text()));
  const html = script.sidebars.at(-1)?.html ?? '';
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === 'https://sidebar.example/')
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    asked.push(url);
    return route.abort();
  });
  await page.exposeFunction('callScript', (name: string, values: readonly unknown[]) => {
    calls.push([name, ...values].join(' '));
    try {
      return { answer: script.call(name, ...values) ?? null };
    } catch (error) {
      return { failed: String(error) };
    }
  });
  await page.addInitScript({ content: runner });
  await page.goto('https://sidebar.example/');
  return { page, asked, errors, calls };
}

export async function closeBrowser(): Promise<void> {
  await (await opened)?.close();
  opened = undefined;
}

/** google.script.run as the page sees it: handlers are set on a copy, every other member is a function of the script. */
const runner = `
  const runner = (done, failed) => new Proxy({}, { get: (_, name) => {
    if (name === 'withSuccessHandler') return (handler) => runner(handler, failed);
    if (name === 'withFailureHandler') return (handler) => runner(done, handler);
    return (...values) => { window.callScript(name, values).then((said) => {
      if ('failed' in said) { if (failed) failed(new Error(said.failed)); } else if (done) done(said.answer);
    }); };
  } });
  window.google = { script: { run: runner() } };
`;
