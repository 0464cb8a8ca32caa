import { describe, expect, it } from 'vitest';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { type ReportSpec, reportBook } from '../../functions/core/report/report-book.ts';
import { wordCountFormula } from '../../functions/core/report/word-count-formula.ts';
import type { Book, BookCell } from '../../schemas/book.ts';
import { type Form, fieldsOf } from '../../schemas/form.ts';
import { allForms, definedName, monthlyForms } from '../../schemas/forms.ts';
import { readIdentity } from '../../schemas/identity.ts';
import { layoutOf } from '../../schemas/layout.ts';
import { selfCheck } from '../../schemas/self-check.ts';
import { countWords } from '../../schemas/text.ts';
import { blankTick } from '../../schemas/ticks.ts';
import { isOpen, namesOf, opened, partOf, tabPart, withoutResults } from '../support/drawn-parts.ts';
import { convert, needsOffice, pagesOf, pythonWithOpenpyxl, runPython } from '../support/office-programs.ts';

const spec: ReportSpec = {
  identity: { school: '371311001', period: '2018-09', edition: 'selfCheck=1;monthlyReport=1' },
  school: { code: '371311001', name: '示例小学' },
  forms: monthlyForms,
  words: {
    campaign: '示例区中小学生欺凌防治落实年行动',
    office: '示例区教育体育局安全科',
    day: '25',
    window: '统计区间：8月26日—9月25日　请于9月25日24:00前报送',
    school: '示例小学',
  },
  given: {
    selfCheck_schoolId: '示例小学（371311001）',
    monthlyReport_schoolId: '示例小学（371311001）',
    monthlyReport_periodMonth: 9,
    selfCheck_studentCount: 1200,
    selfCheck_liaisonName: '=甲老师',
    monthlyReport_leadDept: '政教处',
  },
  carriedFrom: '2018年8月',
  officePhone: '0539-1234567',
};
const withSummary: ReportSpec = { ...spec, forms: allForms };

/** What a school may type at most, by defined name. */
function fullTexts(forms: readonly Form[]): Record<string, string | number> {
  const full: Record<string, string | number> = {};
  for (const form of forms)
    for (const field of fieldsOf(form)) {
      const name = definedName(form, field);
      if (field.kind === 'count') full[name] = 1200;
      else if (field.maxWords && form.key === 'selfCheck')
        full[name] = '每班设立两名心理委员。'.repeat(field.maxWords / 11);
      else if (field.kind === 'text') full[name] = '已调解，双方和好。'.repeat(field.maxWords ? 15 : 2);
    }
  return full;
}

/** The tab as the declaration has it, drawn and read by another reader. */
async function drawn(of: ReportSpec) {
  const bytes = await drawBook(reportBook(of));
  return { bytes, book: opened(bytes), names: namesOf(bytes) };
}

function valueAt(book: ReturnType<typeof opened>, tab: string, a1: string): unknown {
  return (book.Sheets[tab]?.[a1] as { v?: unknown } | undefined)?.v;
}

describe('reportBook', () => {
  it('has the tabs in the order of the paper, and whose it is in a hidden last one', async () => {
    const { book } = await drawn(withSummary);
    expect(book.SheetNames).toEqual(['填报说明', '自查表', '规划打算', '月报表', '年度总结', '_identity']);
    const rows = [1, 2, 3, 4].map((row) => [
      valueAt(book, '_identity', `A${row}`),
      valueAt(book, '_identity', `B${row}`),
    ]);
    expect(readIdentity({ name: '_identity', hidden: true, cells: rows as string[][] })).toEqual(spec.identity);
    expect(book.Workbook?.Sheets?.at(-1)?.Hidden).toBe(2);
  });

  it('names every blank and every 说明 at a cell that can be typed into', async () => {
    const { bytes, names } = await drawn(withSummary);
    for (const form of allForms)
      for (const tab of layoutOf(form)) {
        for (const name of [
          ...tab.fields.map(({ field }) => definedName(form, field)),
          ...tab.explanations.map((it) => it.name),
        ]) {
          const place = names.get(name);
          expect(place?.tab, name).toBe(tab.name);
          expect(isOpen(bytes, tab.name, place?.a1 ?? ''), name).toBe(true);
        }
        expect(tabPart(bytes, tab.name)).toContain('<sheetProtection');
      }
  });

  it('prints every label exactly, locked', async () => {
    const { bytes, book } = await drawn(withSummary);
    for (const form of allForms)
      for (const tab of layoutOf(form))
        for (const { field, label } of tab.fields) {
          if (!label) continue;
          const cells = Object.entries(book.Sheets[tab.name] ?? {}).filter(([, cell]) => cell.v === field.label);
          expect(cells, field.label).toHaveLength(1);
          expect(isOpen(bytes, tab.name, cells[0]?.[0] ?? ''), field.label).toBe(false);
        }
  });

  it('shows what is known at hand-out, the empty brackets, and nothing else', async () => {
    const { book, names } = await drawn(spec);
    const shown = Object.fromEntries(
      spec.forms.flatMap((form) =>
        fieldsOf(form).map((field) => {
          const { tab, a1 } = names.get(definedName(form, field)) ?? { tab: '', a1: '' };
          return [definedName(form, field), valueAt(book, tab, a1) ?? null];
        }),
      ),
    );
    const expected = Object.fromEntries(
      spec.forms.flatMap((form) =>
        fieldsOf(form).map((field) => [
          definedName(form, field),
          spec.given[definedName(form, field)] ?? (field.kind === 'tick' ? blankTick : null),
        ]),
      ),
    );
    expect(shown).toEqual(expected);
  });

  it('fills the words in braces everywhere', async () => {
    const { bytes } = await drawn(withSummary);
    const strings = partOf(bytes, 'xl/sharedStrings.xml');
    // The declarations as data, for the script in the sheet, have them as declared.
    const shown = strings.split('<si>').filter((string) => !string.includes('~format~:1'));
    expect(shown).toHaveLength(strings.split('<si>').length - 1);
    expect(shown.join()).not.toMatch(/\{\w+\}/);
    expect(shown.join()).toContain('示例区中小学生欺凌防治落实年行动自查表');
  });

  it('shows a blank that was added to the declaration, and moves what stands below it', async () => {
    const original: Form = selfCheck;
    const added = {
      height: 24,
      heads: { A: '日常监管' },
      fields: [
        {
          key: 'nightPatrol',
          source: 'S68',
          label: '夜间巡查次数',
          kind: 'count',
          unit: '次',
          required: true,
          help: '本月夜间巡查的次数。',
          labelAt: 'B',
          at: 'C:F',
        },
      ],
    } as const;
    const longer: Form = {
      ...original,
      tabs: original.tabs.map((tab, at) => (at === 0 ? { ...tab, rows: tab.rows.toSpliced(14, 0, added) } : tab)),
    };
    const before = await drawn(spec);
    const after = await drawn({ ...spec, forms: [longer] });
    const at = after.names.get('selfCheck_nightPatrol');
    expect(at).toEqual({ tab: '自查表', a1: 'C15' });
    expect(valueAt(after.book, '自查表', 'B15')).toBe('夜间巡查次数');
    expect(isOpen(after.bytes, '自查表', 'F15')).toBe(true);
    expect(tabPart(after.bytes, '自查表')).toContain('prompt="本月夜间巡查的次数。"');
    expect(before.names.get('selfCheck_specialWork')?.a1).toBe('B23');
    expect(after.names.get('selfCheck_specialWork')?.a1).toBe('B24');
    expect(after.book.Sheets.自查表?.H24?.f).toContain('$B$24');
  });

  it('links each place that must be signed', () => {
    const guide = reportBook(withSummary).tabs[0];
    const links = guide?.cells.flatMap(({ value, link }) =>
      link?.to === 'cell' ? [`${value} ${link.tab}!${link.a1}`] : [],
    );
    expect(links).toEqual([
      '自查表 自查表!B4',
      '规划打算 规划打算!B3',
      '月报表 月报表!C4',
      '年度总结 年度总结!B4',
      '《自查表》主要负责人 自查表!E2',
      '《月报表》填报日期 月报表!E2',
      '《月报表》填报人 月报表!B18',
      '《月报表》校长 月报表!F18',
      '《年度总结》主要负责人 年度总结!D2',
    ]);
    expect(JSON.stringify(guide?.cells)).toContain('四处签报都填好');
  });

  it('tints carried-over answers apart and says so in words', () => {
    const tab = reportBook(spec).tabs.find(({ name }) => name === '自查表');
    const at = (row: number, column: number) => tab?.cells.find((cell) => cell.row === row && cell.column === column);
    expect(at(3, 1)).toMatchObject({ value: 1200, style: 'inputCarriedCount' });
    expect(at(3, 4)?.style).toBe('inputCount');
    expect(JSON.stringify(at(3, 7)?.value)).toContain('请核对：沿用2018年8月');
    expect(tab?.checks?.find(({ area }) => area.row === 3 && area.column === 1)?.help).toContain('请核对');
  });

  it('keeps every formula within what Excel takes', () => {
    const formulas = reportBook(withSummary)
      .tabs.flatMap(({ cells }) => cells)
      .flatMap(({ value }) =>
        typeof value === 'object' && value !== null && 'formula' in value ? [value.formula] : [],
      );
    expect(formulas.length).toBeGreaterThan(30);
    for (const formula of formulas) {
      expect(formula.length).toBeLessThanOrEqual(8192);
      for (const text of formula.match(/"(?:[^"]|"")*"/g) ?? []) expect(text.length).toBeLessThanOrEqual(257);
    }
  });
});

describe('reportBook in LibreOffice', () => {
  it('prints each form on one page of A4, empty and filled', async (context) => {
    needsOffice(context);
    const full = fullTexts(allForms);
    const made = convert(
      {
        empty: await drawBook(reportBook(withSummary)),
        monthly: await drawBook(reportBook(spec)),
        full: await drawBook(reportBook({ ...withSummary, given: { ...spec.given, ...full } })),
      },
      'pdf',
    );
    expect(Object.fromEntries(Object.entries(made).map(([name, pdf]) => [name, pagesOf(pdf)]))).toEqual({
      empty: 5,
      monthly: 4,
      full: 5,
    });
  });

  it('computes the hints that stand in the workbook at hand-out', async (context) => {
    needsOffice(context);
    const given = {
      ...spec.given,
      selfCheck_ruleStaffDuties: '有（√）无（√）',
      selfCheck_ruleEmergencyPlan: '有（√）无（  ）',
      selfCheck_eduTeacherTimes: -1,
      selfCheck_eduTeacherPeople: 2.5,
      selfCheck_eduStudentTimes: '三次',
      selfCheck_eduStudentPeople: 30,
      selfCheck_principalSign: '乙校长',
      selfCheck_specialWork: '“每班”设立2名委员,good idea。'.repeat(40),
      monthlyReport_villagePlanCount: '不适用',
      monthlyReport_villageHotlineCount: '若干',
      annualSummary_organisationShortcoming: '查找不足。'.repeat(101),
    };
    const book = reportBook({ ...withSummary, given });
    const { made } = convert({ made: withoutResults(await drawBook(book)) }, 'xlsx');
    const computed = opened(made ?? new Uint8Array());
    const hints = cellsWithFormulas(book);
    expect(hints.length).toBeGreaterThan(30);
    for (const { tab, a1, result } of hints)
      expect([tab, a1, valueAt(computed, tab, a1) ?? '']).toEqual([tab, a1, result]);
    const said = hints.map(({ result }) => String(result)).join('\n');
    for (const words of [
      '请改：有、无只能选一项',
      '请改：应是0或正整数',
      '建议只填数字',
      '待填',
      '待签',
      '查找不足超出5字',
      '有3行请改',
    ])
      expect(said).toContain(words);
  });

  it('counts 字 as the reader does', async (context) => {
    needsOffice(context);
    const texts = [
      '',
      '一二三',
      'Hello, world! 2018年9月',
      '我校3个班开展 good idea 活动，共120人。',
      '“引号”——破折号……省略号',
      '全角ＡＢＣ１２３，半角ABC123',
      '换行\n第二行\n\nthird line',
      '  两边空格　全角空格  ',
      '①完善制度；②落实责任。温度25℃，√',
      'a"b"c 引号',
      '·间隔×乘',
      '字'.repeat(1300),
      'word '.repeat(900),
    ];
    const cells = texts.flatMap((text, row): BookCell[] => [
      { row, column: 0, value: text, style: 'text' },
      { row, column: 5, value: { formula: wordCountFormula(`$A$${row + 1}`), result: -1 }, style: 'number' },
    ]);
    const book: Book = { title: 't', tabs: [{ name: '字', widths: [10], cells }], names: [] };
    const { made } = convert({ made: withoutResults(await drawBook(book)) }, 'xlsx');
    const computed = opened(made ?? new Uint8Array());
    expect(texts.map((_, row) => valueAt(computed, '字', `F${row + 1}`))).toEqual(texts.map(countWords));
  });
});

describe('reportBook in openpyxl', () => {
  it('keeps names, help, choices, protection and open cells through filling and saving', async (context) => {
    const python = pythonWithOpenpyxl(context);
    const script = `
import io, json, re, sys, openpyxl
def names(book):
    all = book.defined_names
    return {n.name: n.attr_text for n in (all.values() if hasattr(all, 'values') else all.definedName)}
def cell(book, name):
    tab, at = re.match(r"'?([^'!]+)'?!(.+)", names(book)[name]).groups()
    return book[tab][at.replace('$', '')]
book = openpyxl.load_workbook(sys.argv[1])
cell(book, 'selfCheck_studentCount').value = 1300
cell(book, 'selfCheck_orgLeadingGroup').value = '有（√）无（  ）'
saved = io.BytesIO()
book.save(saved)
again = openpyxl.load_workbook(saved)
sheet = again['自查表']
tick = cell(again, 'selfCheck_orgLeadingGroup')
checks = [v for v in sheet.data_validations.dataValidation if tick.coordinate in v.sqref]
print(json.dumps({
  'count': cell(again, 'selfCheck_studentCount').value,
  'tick': tick.value,
  'names': sorted(n for n in names(again) if not n.startswith('_xlnm')),
  'locked': [sheet.protection.sheet, tick.protection.locked, sheet['B7'].protection.locked],
  'password': sheet.protection.password or sheet.protection.hashValue,
  'choices': [v.formula1 for v in checks], 'refuses': [v.errorStyle for v in checks],
  'help': [v.prompt for v in checks],
  'area': ''.join(sheet.print_area).split('!')[-1], 'fit': sheet.sheet_properties.pageSetUpPr.fitToPage,
  'identity': again['_identity'].sheet_state,
}))`;
    const bytes = await drawBook(reportBook(spec));
    const seen = JSON.parse(runPython(python, script, bytes));
    expect(seen).toEqual({
      count: 1300,
      tick: '有（√）无（  ）',
      names: [...namesOf(bytes).keys()].filter((name) => !name.startsWith('_xlnm')).sort(),
      locked: [true, false, true],
      password: null,
      choices: ['"有（√）无（  ）,有（  ）无（√）"'],
      refuses: ['information'],
      help: ['点右侧箭头选一项，或在括号里打“√”。有、无只能选一项。'],
      area: '$A$1:$F$25',
      fit: true,
      identity: 'veryHidden',
    });
  });
});

function cellsWithFormulas(book: Book): { tab: string; a1: string; result: string | number }[] {
  return book.tabs.flatMap((tab) =>
    tab.cells.flatMap(({ row, column, value }) =>
      typeof value === 'object' && value !== null && 'formula' in value
        ? [{ tab: tab.name, a1: `${String.fromCharCode(65 + column)}${row + 1}`, result: value.result }]
        : [],
    ),
  );
}
