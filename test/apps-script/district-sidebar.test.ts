import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runsTab } from '../../functions/core/master/runs-tab.ts';
import { requestColumns, requestJob, requestSummary, requestTitles } from '../../schemas/requests.ts';
import { sampleView } from '../core/master-view-sample.ts';
import { inspect } from '../support/inspect-page.ts';
import { controlSheets } from './support/control-sheets.ts';
import { type FakeSpreadsheet, fakeSpreadsheet } from './support/fake-spreadsheet.ts';
import { sheetsOf } from './support/filled-report.ts';
import { closeBrowser, noBrowser, openSidebar } from './support/open-page.ts';
import { type RunningScript, runScript } from './support/run-script.ts';

type Texts = readonly (readonly (string | null)[])[];

const nasty = '<script>document.title="burst"</script><img src=x onerror=alert(1)>';
const pictures = process.env.SIDEBAR_PICTURES;
const rows: Texts = [
  ['R20180920-0905-3f9a2c', '立即校验', null, '2018-09-20 09:05', nasty],
  ['R20180920-0906-77aa01', '查看来源', '2018-09/incidents/371311001', '2018-09-20 09:06', null],
  ['R20180920-0907-0b0b0b', '查看来源', nasty, '2018-09-20 09:07', null],
  [null, '预览催报', null, null, nasty],
  ['R20180920-1105-abcdef', '生成通报草稿', null, '2018-09-20 11:05', null],
];

/** What 运行日志 says, as the master draws it: IMPORTRANGE brings its cells. */
function log(): Texts {
  const answers = [
    ['R20180920-0905-3f9a2c', requestSummary('立即校验', 'done', '报表都重新校验了。2018年9月应报 2 校：已报送 2。')],
    [
      'R20180920-0906-77aa01',
      requestSummary('查看来源 2018-09/incidents/371311001', 'done', `${nasty}小学 3，出自 月报表!C13。`),
    ],
    ['R20180920-0907-0b0b0b', requestSummary('看不懂的请求', 'refused', '“参数”一栏要写一个数字的名字。')],
  ] as const;
  const runs = answers.map(([id, summary]) => ({
    at: '2018-09-20T10:00:00+08:00',
    job: requestJob(id),
    period: '2018-09',
    summary,
  }));
  const other = { at: '2018-09-20T10:00:00+08:00', job: '校验', period: '2018-09', summary: '读取 2 份' };
  const [sheet] = sheetsOf({ title: '', tabs: [runsTab(sampleView([], { runs: [...runs, other] }))], names: [] });
  return (sheet?.cells ?? []) as Texts;
}

async function begin(imported?: Texts): Promise<{ spreadsheet: FakeSpreadsheet; script: RunningScript }> {
  const header = requestColumns.map((column) => requestTitles[column]);
  const sheets = controlSheets().map((sheet) =>
    sheet.name === '办理请求' ? { ...sheet, cells: [header, ...rows] } : sheet,
  );
  const answers = imported ? [{ name: '办理情况', hidden: false, cells: [['从《总表》引来'], ...imported] }] : [];
  const spreadsheet = fakeSpreadsheet({ sheets: [...sheets, ...answers] });
  const script = await runScript(spreadsheet);
  script.call('showRequests');
  return { spreadsheet, script };
}

if (noBrowser !== undefined) console.warn(`SKIPPED the sidebar of the section: ${noBrowser}`);

describe.skipIf(noBrowser !== undefined)('the sidebar 办理情况, in a browser', () => {
  afterAll(closeBrowser);

  it('lists each request with how far it is, and a click or Enter jumps to its row', async () => {
    const { spreadsheet, script } = await begin(log());
    expect(script.sidebars[0]?.title).toBe('安全科：办理情况');
    const { page, asked, errors } = await openSidebar(script);
    await page.getByText('最近 5 件请求').waitFor();
    expect(await page.getByRole('heading').allTextContents()).toEqual([
      '没有办成（1）',
      '等下次运行办理（1）',
      '已登记（1）',
      '已办理（2）',
    ]);
    const items = await page.getByRole('listitem').allTextContents();
    expect(items[1]).toBe('○ 待办理：生成通报草稿还没有办理。R20180920-1105-abcdef，2018-09-20 11:05 提出。');
    expect(items[2]).toBe('○ 已登记：预览催报答复看《总表》的“运行日志”。没有编号。');
    expect(items[4]).toBe(
      '√ 已办理：立即校验报表都重新校验了。2018年9月应报 2 校：已报送 2。（2018-09-20 10:00 答复）R20180920-0905-3f9a2c，2018-09-20 09:05 提出。',
    );
    await picture(page, 'requests');
    await page.getByRole('button', { name: '生成通报草稿' }).click();
    await expect.poll(() => spreadsheet.active).toEqual({ tab: '办理请求', row: 5, column: 0 });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => spreadsheet.active.row).toBe(4);
    expect([asked, errors]).toEqual([[], []]);
  });

  it('shows what was typed as text, whoever typed it', async () => {
    const { script } = await begin(log());
    const { page, asked, errors } = await openSidebar(script);
    await page.getByText('onerror=alert(1)').first().waitFor();
    expect(await page.getByText('onerror=alert(1)').count()).toBeGreaterThanOrEqual(2);
    expect(await page.locator('main script, main img').count()).toBe(0);
    expect([await page.title(), asked, errors]).toEqual(['', [], []]);
  });

  it('says what it cannot know before 总表 is connected, and what is still to be clicked', async () => {
    const { script } = await begin();
    const { page } = await openSidebar(script);
    await page.getByText('从菜单“安全科”选“连上总表”').waitFor();
    expect(await page.getByRole('heading').allTextContents()).toEqual(['已登记（5）']);
    expect(await page.getByText(/待办理|已办理/).count()).toBe(0);
    await picture(page, 'requests-unconnected');
    const waiting = await begin([['#REF!']]);
    const other = await openSidebar(waiting.script);
    await other.page.getByText('再点“允许访问”').waitFor();
    expect(await other.page.getByRole('heading').allTextContents()).toEqual(['已登记（5）']);
  });

  it('is brought up to date by its button', async () => {
    const { spreadsheet, script } = await begin(log());
    const { page } = await openSidebar(script);
    await page.getByText('最近 5 件请求').waitFor();
    script.call('askCheck');
    await page.getByRole('button', { name: '刷新' }).click();
    await page.getByText('最近 6 件请求').waitFor();
    spreadsheet.tab('办理请求').cells.length = 0;
    await page.getByRole('button', { name: '刷新' }).click();
    await page.getByText('没有《办理请求》，或者它的表头认不出来').waitFor();
  });

  it('fits 300 pixels, and has words of four and a half to one or better against their ground', async () => {
    const { script } = await begin(log());
    const { page } = await openSidebar(script);
    await page.getByRole('listitem').first().waitFor();
    expect(await page.evaluate(inspect)).toEqual({ width: 300, cut: [], faint: [] });
  });
});

async function picture(page: { screenshot(options: object): Promise<unknown> }, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
