import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Cell } from '../../schemas/grid.ts';
import { rightReport } from '../support/fill-report.ts';
import { inspect } from '../support/inspect-page.ts';
import { put } from './support/fake-cells.ts';
import { type FakeSpreadsheet, fakeSpreadsheet } from './support/fake-spreadsheet.ts';
import { filledSheets, handedOut } from './support/filled-report.ts';
import { closeBrowser, noBrowser, openSidebar } from './support/open-page.ts';
import { type RunningScript, runScript } from './support/run-script.ts';

const nasty = '<script>document.title="burst"</script><img src=x onerror=alert(1)>';
const pictures = process.env.SIDEBAR_PICTURES;

async function script(
  typed: Readonly<Record<string, Cell>>,
): Promise<{ spreadsheet: FakeSpreadsheet; script: RunningScript }> {
  const spec = { ...handedOut, school: { ...handedOut.school, name: nasty } };
  const spreadsheet = fakeSpreadsheet({
    sheets: filledSheets({ ...(rightReport as Record<string, Cell>), ...typed }, spec),
  });
  return { spreadsheet, script: await runScript(spreadsheet) };
}

if (noBrowser !== undefined) console.warn(`SKIPPED the sidebars of the school: ${noBrowser}`);

describe.skipIf(noBrowser !== undefined)('the sidebars of 填报助手, in a browser', () => {
  afterAll(closeBrowser);

  it('list what is wrong, and a click jumps to the cell', async () => {
    const { spreadsheet, script: it } = await script({
      selfCheck_studentCount: '约1200',
      monthlyReport_leadContact: '123',
      monthlyReport_docNo: '三号文',
    });
    it.call('showCheck');
    expect(it.sidebars[0]?.title).toBe('填报助手：校验本表');
    const { page, asked, errors } = await openSidebar(it);
    await page.getByText('查到必须改正 2 项，请核实或说明 1 项').waitFor();
    const items = page.getByRole('listitem');
    expect(await items.count()).toBe(3);
    expect(await page.getByRole('heading').allTextContents()).toEqual(['必须改正（2）', '请核实或说明（1）']);
    await page.getByRole('button', { name: '《月报表》F7' }).click();
    await expect.poll(() => spreadsheet.active).toEqual({ tab: '月报表', row: 6, column: 5 });
    await picture(page, 'check');
    put(spreadsheet.tab('自查表'), 3, 1, 1200);
    await page.getByRole('button', { name: '再查一次' }).click();
    await page.getByText('查到必须改正 1 项').waitFor();
    expect([asked, errors]).toEqual([[], []]);
  });

  it('work from the keyboard alone, with a focus that can be seen', async () => {
    const { spreadsheet, script: it } = await script({
      selfCheck_studentCount: '约1200',
      monthlyReport_leadContact: '1',
    });
    it.call('showCheck');
    const { page } = await openSidebar(it);
    await page.getByRole('listitem').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => spreadsheet.active.tab).toBe('自查表');
    await page.keyboard.press('Tab');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await picture(page, 'focus');
    await page.keyboard.press('Space');
    await expect.poll(() => spreadsheet.active.tab).toBe('月报表');
  });

  it('show what was typed as text, whatever it looks like', async () => {
    const { script: it } = await script({
      monthlyReport_incidents: 1,
      monthlyReport_handlingText: '无',
      monthlyReport_docDate: '2018-09-22',
      selfCheck_specialWork: nasty.repeat(60),
    });
    // Words of the form go through the page as well.
    const rules = it.call<{ groups: unknown[] }>('checkSheet');
    expect(rules.groups.length).toBeGreaterThan(0);
    for (const show of ['showCheck', 'showWords', 'showHelp', 'showSigning']) {
      it.call(show);
      const { page, asked, errors } = await openSidebar(it);
      await page.getByRole('listitem').first().waitFor();
      expect(await page.title()).toBe('');
      expect(await page.locator('main script, main img').count()).toBe(0);
      expect([asked, errors]).toEqual([[], []]);
    }
  });

  it('draw markup in a form’s own words as text', async () => {
    const sheets = filledSheets({ selfCheck_liaisonPhone: '1' }).map((sheet) =>
      sheet.name === '_identity'
        ? { ...sheet, cells: sheet.cells.map((row) => row.map((it) => renamed(it))) }
        : { ...sheet, cells: sheet.cells.map((row) => row.map((it) => (it === '联系电话' ? nasty : it))) },
    );
    const it = await runScript(fakeSpreadsheet({ sheets }));
    it.call('showCheck');
    const { page, errors } = await openSidebar(it);
    await page.getByText('onerror=alert(1)').first().waitFor();
    expect(await page.locator('main script, main img').count()).toBe(0);
    expect([await page.title(), errors]).toEqual(['', []]);
  });

  it('count the 字, help with each blank, and say what is missing before the report counts', async () => {
    const { script: it } = await script({ monthlyReport_principal: null, selfCheck_specialWork: '好'.repeat(512) });
    it.call('showWords');
    const words = (await openSidebar(it)).page;
    await words.getByText('超出：特色工作 512／500 字').waitFor();
    await words.getByText('还可以写').first().waitFor();
    await picture(words, 'words');
    it.call('showHelp');
    const help = (await openSidebar(it)).page;
    await help.getByText('统计区间：8月26日—9月25日。').waitFor();
    await picture(help, 'help');
    it.call('showSigning');
    const signing = (await openSidebar(it)).page;
    await signing.getByText('还差下面这些').waitFor();
    expect(await signing.getByRole('heading').allTextContents()).toEqual(['必须改正（1）', '待签（1）']);
    await picture(signing, 'signing');
  });

  it('say so where nothing is missing any more, and where the script is gone', async () => {
    const { spreadsheet, script: it } = await script({});
    it.call('showSigning');
    const { page } = await openSidebar(it);
    await page.getByText('填的、签的都齐了。').waitFor();
    it.call('showCheck');
    const other = await openSidebar(it);
    await other.page.getByText('这张表自己看不出问题。').waitFor();
    spreadsheet.broken = true;
    await other.page.getByRole('button', { name: '再查一次' }).click();
    await other.page.getByText('这次没有办成，请稍后再试。').waitFor();
  });

  it('fit 300 pixels, and have words of four and a half to one or better against their ground', async () => {
    const { script: it } = await script({ selfCheck_studentCount: '约1200', monthlyReport_docNo: '三号文' });
    it.call('showCheck');
    const { page } = await openSidebar(it);
    await page.getByRole('listitem').first().waitFor();
    expect(await page.evaluate(inspect)).toEqual({ width: 300, cut: [], faint: [] });
  });
});

function renamed(cell: Cell): Cell {
  // In the rules a tilde stands for each quotation mark.
  return typeof cell === 'string' ? cell.replaceAll('~联系电话~', JSON.stringify(nasty).replaceAll('"', '~')) : cell;
}

async function picture(page: { screenshot(options: object): Promise<unknown> }, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
