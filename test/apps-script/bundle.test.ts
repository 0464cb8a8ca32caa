import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { mostBytes } from '../../scripts/apps-script/bundle.ts';
import { fakeSpreadsheet } from './support/fake-spreadsheet.ts';
import { filledSheets } from './support/filled-report.ts';
import { builtBundle, runScript } from './support/run-script.ts';

describe('the built script', () => {
  it('is one file of ES2019 of at most 60 KB', async () => {
    const { code } = await builtBundle();
    const { body } = parse(code, { ecmaVersion: 2019, sourceType: 'script' });
    expect(body.length).toBeGreaterThan(1);
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(mostBytes);
  });

  it('declares every function that a menu, a trigger or a page calls', async () => {
    const { code, handlers } = await builtBundle();
    const declared = parse(code, { ecmaVersion: 2019, sourceType: 'script' }).body.flatMap((it) =>
      it.type === 'FunctionDeclaration' ? [it.id.name] : [],
    );
    expect(declared.toSorted()).toEqual([...handlers].sort());
    const script = await runScript(fakeSpreadsheet({ sheets: filledSheets({}) }));
    script.trigger('onOpen');
    const [menu] = script.menus;
    expect(menu?.name).toBe('填报助手');
    expect(menu?.items.map(({ words }) => words)).toEqual(['校验本表', '字数统计', '填报说明', '签报检查']);
    for (const { call } of menu?.items ?? []) {
      expect(declared).toContain(call);
      script.call(call);
    }
    const pages = script.sidebars.flatMap(({ html }) => /data-call="(\w+)"/.exec(html)?.[1] ?? []);
    expect(pages).toHaveLength(4);
    for (const call of pages) {
      expect(declared).toContain(call);
      const panel = script.call<{ buttons: { call: string }[] }>(call);
      for (const button of panel.buttons) expect(declared).toContain(button.call);
    }
    expect(script.logged).toEqual([]);
  });

  it('asks for the least: this spreadsheet, and a place for its pages', async () => {
    const { manifest } = await builtBundle();
    expect(JSON.parse(manifest).oauthScopes).toEqual([
      'https://www.googleapis.com/auth/spreadsheets.currentonly',
      'https://www.googleapis.com/auth/script.container.ui',
    ]);
  });

  it('loads nothing from outside into its pages', async () => {
    const script = await runScript(fakeSpreadsheet({ sheets: filledSheets({}) }));
    script.call('showCheck');
    const html = script.sidebars[0]?.html ?? '';
    expect(html).not.toMatch(/https?:|\bsrc=|<link|@import|url\(/);
    expect(html).toMatch(/Microsoft YaHei/);
  });
});
