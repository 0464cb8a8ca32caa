import { describe, expect, it } from 'vitest';
import { readControl } from '../../functions/core/control/read-control.ts';
import type { Sheet } from '../../schemas/grid.ts';
import { controlSheets } from './support/control-sheets.ts';
import { put } from './support/fake-cells.ts';
import { type FakeSpreadsheet, fakeSpreadsheet } from './support/fake-spreadsheet.ts';
import { filledSheets } from './support/filled-report.ts';
import { type RunningScript, runScript } from './support/run-script.ts';

const masterLink = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz-_0123456789/edit#gid=0';

async function begin(
  sheets: readonly Sheet[] = controlSheets(),
): Promise<{ spreadsheet: FakeSpreadsheet; script: RunningScript }> {
  const spreadsheet = fakeSpreadsheet({ sheets });
  return { spreadsheet, script: await runScript(spreadsheet, { now: '2018-09-20T09:05:00+08:00' }) };
}

/** What the pipeline will read in the control workbook. */
function requestsOf(spreadsheet: FakeSpreadsheet) {
  const sheets = spreadsheet.tabs.map(({ name, cells }) => ({ name, hidden: false, cells }));
  return readControl({ sheets, names: new Map(), date1904: false }).requests;
}

describe('the menu 安全科', () => {
  it('stands in the control workbook alone, and each of its items is a global function', async () => {
    const { script } = await begin();
    script.trigger('onOpen');
    const [menu] = script.menus;
    expect(menu?.name).toBe('安全科');
    expect(menu?.items.map(({ words }) => words)).toEqual([
      '立即校验',
      '预览催报',
      '生成通报草稿',
      '查看来源',
      '办理情况',
      '连上总表',
    ]);
    for (const { call } of menu?.items ?? []) expect([call, script.declares(call)]).toEqual([call, true]);
    const other = await runScript(fakeSpreadsheet({ sheets: [{ name: '工作表1', hidden: false, cells: [] }] }));
    other.trigger('onOpen');
    expect(other.menus).toEqual([]);
    const report = await runScript(fakeSpreadsheet({ sheets: filledSheets({}) }));
    report.trigger('onOpen');
    expect(report.menus.map(({ name }) => name)).toEqual(['填报助手']);
    expect([...script.logged, ...other.logged]).toEqual([]);
  });

  it('writes a row that the pipeline understands, with a number of its own', async () => {
    const { spreadsheet, script } = await begin();
    script.answers.push('2018-09/incidents/371311001', ' 月报汇总！h12 ');
    for (const call of ['askCheck', 'askPreview', 'askDraft', 'askSource', 'askSource', 'askCheck']) script.call(call);
    expect(requestsOf(spreadsheet)?.map(({ asked }) => asked)).toEqual([
      { is: '立即校验' },
      { is: '预览催报' },
      { is: '生成通报草稿' },
      { is: '查看来源', figure: '2018-09/incidents/371311001' },
      { is: '查看来源', figure: '月报汇总!H12' },
      { is: '立即校验' },
    ]);
    const ids = requestsOf(spreadsheet)?.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(6);
    for (const id of ids) expect(id).toMatch(/^R20180920-0905-[0-9a-f]{6}$/);
    expect(spreadsheet.toasts).toHaveLength(6);
    expect(spreadsheet.toasts[0]).toBe(
      `已登记：立即校验（${ids[0]}）。下次运行时办理，一般在一小时之内；答复在《总表》的“运行日志”。`,
    );
    expect(spreadsheet.calls.get('appendRow')).toBe(6);
    expect(script.logged).toEqual([]);
  });

  it('takes the columns as people have put them, and makes the tab where an older district has none', async () => {
    const cells = [['安全科自己的话'], ['提出时间', '参数', '请求', '谁经手', '编号'], [null, null, '查看来源']];
    const moved = controlSheets().map((sheet) => (sheet.name === '办理请求' ? { ...sheet, cells } : sheet));
    const { spreadsheet, script } = await begin(moved);
    script.call('askDraft');
    const [time, argument, request, , id] = spreadsheet.tab('办理请求').cells[3] ?? [];
    expect([time, argument, request]).toEqual(['2018-09-20 09:05', null, '生成通报草稿']);
    expect(requestsOf(spreadsheet)?.map((it) => it.id)).toContain(id);
    const older = await begin(controlSheets({ older: true }));
    older.script.call('askPreview');
    expect(requestsOf(older.spreadsheet)).toMatchObject([{ asked: { is: '预览催报' } }]);
  });

  it('takes a figure from the selected cell, and never writes words that are none', async () => {
    const { spreadsheet, script } = await begin();
    put(spreadsheet.tab('设置'), 40, 1, '2018-09/students');
    spreadsheet.active = { tab: '设置', row: 40, column: 1 };
    script.answers.push('');
    script.call('askSource');
    expect(requestsOf(spreadsheet)).toMatchObject([{ asked: { figure: '2018-09/students' } }]);
    spreadsheet.active = { tab: '设置', row: 0, column: 0 };
    script.answers.push('', '=IMPORTXML("https://example.cn","//a")', '张小明的电话');
    for (let time = 0; time < 4; time += 1) script.call('askSource');
    expect(requestsOf(spreadsheet)).toHaveLength(1);
    expect(script.dialogs.filter((words) => words.startsWith('没有登记。'))).toHaveLength(3);
    expect(script.logged).toEqual([]);
  });

  it('says so where the header is gone, and where the workbook cannot be written', async () => {
    const lost = controlSheets().map((sheet) => (sheet.name === '办理请求' ? { ...sheet, cells: [['甲']] } : sheet));
    const { spreadsheet, script } = await begin(lost);
    script.call('askCheck');
    expect(script.dialogs).toEqual(['《办理请求》的表头认不出来，没有登记。请把表头改回来。']);
    expect(spreadsheet.toasts).toEqual([]);
    spreadsheet.broken = true;
    script.call('askCheck');
    expect(spreadsheet.toasts).toEqual(['这次没有办成，请稍后再试。表里填的内容不受影响。']);
  });
});

describe('连上总表', () => {
  it('lets the spreadsheet bring 运行日志 here, and takes nothing but the id of a spreadsheet', async () => {
    const { spreadsheet, script } = await begin();
    script.answers.push(masterLink, '1AbCdEfGhIjKlMnOpQrStUvWxYz-_0123456789');
    for (let time = 0; time < 2; time += 1) {
      script.call('connectMaster');
      expect([...spreadsheet.tab('办理情况').formulas]).toEqual([
        [
          '1,0',
          '=IMPORTRANGE("https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz-_0123456789","运行日志!A1:D520")',
        ],
      ]);
    }
    expect(script.dialogs.at(-1)).toContain('再点“允许访问”');
    expect(script.logged).toEqual([]);
  });

  it.each([
    '',
    'https://example.cn/spreadsheets/',
    'https://docs.google.com/spreadsheets/d/short/edit',
    '1AbCdEfGhIjKlMnOpQrSt"&IMPORTXML("https://example.cn")&"',
    'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrSt")/edit',
    'https://docs.google.com/spreadsheets/d/the-id-of-this-very-spreadsheet/edit',
  ])('takes no %j', async (typed) => {
    const { spreadsheet, script } = await begin();
    script.answers.push(typed);
    script.call('connectMaster');
    expect(script.dialogs.at(-1)).toContain('没有连上');
    expect(spreadsheet.tabs.some(({ name }) => name === '办理情况')).toBe(false);
  });
});
