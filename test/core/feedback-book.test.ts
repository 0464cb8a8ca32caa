import { describe, expect, it } from 'vitest';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { type FeedbackSpec, feedbackBook } from '../../functions/core/report/feedback-book.ts';
import { failureSentence } from '../../schemas/failures.ts';
import type { Finding, Severity } from '../../schemas/finding.ts';
import { stateTitles } from '../../schemas/state.ts';
import { opened, partOf, tabPart } from '../support/drawn-parts.ts';
import { convert, needsOffice, pagesOf } from '../support/office-programs.ts';

const finding = (severity: Severity, cell: string, more: Partial<Finding> = {}): FeedbackSpec['findings'][number] => ({
  finding: {
    code: 'A2-REQ',
    severity,
    form: cell.startsWith('月') ? 'monthlyReport' : 'selfCheck',
    field: 'studentCount',
    cell,
    found: '“有”和“无”都打了√。',
    expected: '只能选一项。',
    mend: '请重新选一项。',
    ...more,
  },
  since: '2018-09-18T23:30:00+08:00',
});

const spec: FeedbackSpec = {
  school: { code: '371311001', name: '示例&小学' },
  period: '2018-09',
  reportPath: '2018年09月.xlsx',
  stateTitle: stateTitles.invalid,
  deadline: '9月25日24:00',
  findings: [
    finding('note', '自查表!C12', { field: 'ruleDiscipline' }),
    finding('query', '自查表!B4', { found: '=cmd|calc', expected: '<b>不超过</b>' }),
    finding('error', '月报表!F13', { field: 'incidentsReported', code: 'A3-PART' }),
    finding('error', '自查表!C10', { field: 'ruleEmergencyPlan' }),
  ],
  asOf: '2018-09-20T02:30:00Z',
  office: '示例区安全科',
  officePhone: '0539-1234567',
};

async function drawn(of: FeedbackSpec) {
  const bytes = await drawBook(feedbackBook(of));
  const sheet = opened(bytes).Sheets.校验结果 ?? {};
  const texts = Object.entries(sheet).flatMap(([a1, cell]) => (a1.startsWith('!') ? [] : [String(cell.v)]));
  return { bytes, sheet, texts, all: texts.join('\n') };
}

describe('feedbackBook', () => {
  it('sends the school back to its report, the worst first, each group in the order of the paper', async () => {
    const { sheet, texts, all } = await drawn(spec);
    expect(sheet.A1?.v).toBe('请回到《2018年09月》修改');
    expect(all).toContain('有 2 处必须改正');
    expect(all).toContain('另有 1 处请核实或说明');
    const order = ['必须改正（2 处）', '请核实或说明（1 处）', '提示（1 处）'].map((words) =>
      texts.findIndex((text) => text.startsWith(words)),
    );
    expect(order.every((at, index) => at > (order[index - 1] ?? 0))).toBe(true);
    const places = texts.filter((text) => /^(?:自查表|月报表)!/.test(text));
    expect(places).toEqual(['自查表!C10', '月报表!F13', '自查表!B4', '自查表!C12']);
  });

  it('says for each what it is, what it should be and how to mend it, with the name of the blank', async () => {
    const { sheet } = await drawn(spec);
    const head = Object.keys(sheet).find((a1) => sheet[a1]?.v === '序号');
    const row = Number(head?.slice(1)) + 2;
    const values = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((column) => sheet[`${column}${row}`]?.v);
    expect(values).toEqual([
      1,
      '▲ 必须改正',
      '自查表!C10',
      '应急处置预案',
      '“有”和“无”都打了√。',
      '只能选一项。',
      '请重新选一项。',
      'A2-REQ',
    ]);
    // 18 September in Shanghai, whatever the hour in Greenwich.
    expect(sheet[`I${row}`]).toMatchObject({ t: 'n', v: 43_361 });
  });

  it('links each place to the cell of the report beside it', async () => {
    const { bytes } = await drawn(spec);
    const rels = partOf(bytes, 'xl/worksheets/_rels/sheet1.xml.rels');
    const targets = [...rels.matchAll(/Target="([^"]*)"/g)].map(([, target]) => target?.replaceAll('&apos;', "'"));
    expect(targets).toEqual([
      '2018年09月.xlsx',
      "2018年09月.xlsx#'自查表'!C10",
      "2018年09月.xlsx#'月报表'!F13",
      "2018年09月.xlsx#'自查表'!B4",
      "2018年09月.xlsx#'自查表'!C12",
    ]);
  });

  it('is locked, holds no formula, and shows what was typed as it was typed', async () => {
    const { bytes, sheet, texts } = await drawn(spec);
    expect(tabPart(bytes, '校验结果')).toContain('<sheetProtection sheet="1"');
    expect(tabPart(bytes, '校验结果')).not.toContain('<f>');
    expect(texts).toContain('=cmd|calc');
    expect(texts).toContain('<b>不超过</b>');
    expect(Object.values(sheet).some((cell) => cell?.f !== undefined)).toBe(false);
    expect(tabPart(bytes, '校验结果')).toContain('示例&amp;&amp;小学');
  });

  it('thanks a school whose report is right and signed, with the check code', async () => {
    const { sheet, all } = await drawn({
      ...spec,
      findings: [],
      stateTitle: stateTitles.submitted,
      checkCode: 'K7QF-2M9A',
    });
    expect(sheet.A1?.v).toBe('《2018年09月》没有要改的');
    expect(all).toContain('谢谢');
    expect(all).toContain('K7QF-2M9A');
    expect(all).not.toContain('序号');
  });

  it('does not thank a school that has not begun, nor say it was received when it is not signed', async () => {
    const fresh = await drawn({ ...spec, findings: [], stateTitle: stateTitles.notStarted });
    expect(fresh.all).toContain('还没有填写');
    expect(fresh.all).not.toContain('谢谢');
    const unsigned = await drawn({ ...spec, findings: [], stateTitle: stateTitles.unsigned });
    expect(unsigned.all).toContain('签报栏');
    expect(unsigned.all).not.toContain('已经报送');
  });

  it('says that the last accepted version stays in force while a change of it is wrong', async () => {
    const { all } = await drawn({ ...spec, checkCode: 'K7QF-2M9A' });
    expect(all).toContain('上次报送的内容（校验码 K7QF-2M9A）仍然有效');
  });

  it('says nothing of saving or going back inside an online report, whatever its state', async () => {
    const states: readonly Partial<FeedbackSpec>[] = [
      {},
      { findings: [], stateTitle: stateTitles.notStarted },
      { findings: [], stateTitle: stateTitles.unsigned },
      { findings: [], stateTitle: stateTitles.submitted, checkCode: 'K7M3-92QX' },
      { stateTitle: stateTitles.returned, returnReason: '请重填' },
    ];
    for (const state of states) {
      expect((await drawn({ ...spec, ...state, saves: 'byItself' })).all).not.toMatch(/保存|请回到|打开《/);
      expect((await drawn({ ...spec, ...state })).all).toMatch(/打开《/);
    }
  });

  it('says large what is the matter with a workbook that cannot be read', async () => {
    const failure = failureSentence('F-BROKEN');
    const { sheet, bytes } = await drawn({ ...spec, findings: [], failure });
    expect(sheet.A1?.v).toBe('请回到《2018年09月》修改');
    expect(sheet.A3?.v).toBe(failure);
    const format = /<c r="A3" s="(\d+)"/.exec(tabPart(bytes, '校验结果'))?.[1];
    const xf =
      partOf(bytes, 'xl/styles.xml')
        .split('<cellXfs')[1]
        ?.match(/<xf [^>]*>/g)?.[Number(format)] ?? '';
    const font = Number(/fontId="(\d+)"/.exec(xf)?.[1]);
    expect(partOf(bytes, 'xl/styles.xml').match(/<font>.*?<\/font>/g)?.[font]).toContain('<sz val="14"/>');
  });

  it('prints ten findings on one page', async (context) => {
    needsOffice(context);
    const findings = Array.from({ length: 10 }, (_, at) => finding('error', `自查表!C${at + 7}`));
    const { ten } = convert({ ten: await drawBook(feedbackBook({ ...spec, findings })) }, 'pdf');
    expect(pagesOf(ten ?? Buffer.alloc(0))).toBe(1);
  });
});
