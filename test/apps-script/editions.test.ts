import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportBook } from '../../functions/core/report/report-book.ts';
import { rulesEdition } from '../../functions/core/rules/edition.ts';
import type { Form } from '../../schemas/form.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import type { Cell, Sheet } from '../../schemas/grid.ts';
import { monthlyReport } from '../../schemas/monthly-report.ts';
import { selfCheck } from '../../schemas/self-check.ts';
import { rightReport } from '../support/fill-report.ts';
import { fakeSpreadsheet } from './support/fake-spreadsheet.ts';
import { filledSheets, handedOut } from './support/filled-report.ts';
import { runScript } from './support/run-script.ts';

const right = rightReport as Readonly<Record<string, Cell>>;

interface Panel {
  readonly lead: readonly string[];
  readonly groups: readonly {
    readonly items: readonly { head: string; body: string; code?: string; goTo: string }[];
  }[];
}

interface Answer extends Panel {
  /** `A2-REQ 自查表!B4`. */
  readonly found: readonly string[];
  readonly logged: readonly string[];
}

async function ask(sheets: readonly Sheet[], call = 'checkSheet'): Promise<Answer> {
  const script = await runScript(fakeSpreadsheet({ sheets }));
  const panel = script.call<Panel>(call);
  const found = panel.groups.flatMap(({ items }) => items.map(({ code, goTo }) => `${code} ${goTo}`));
  return { ...panel, found, logged: script.logged };
}

/** The same tabs with other rows in the hidden one; a row that comes to nothing goes. */
function withRows(sheets: readonly Sheet[], change: (name: string, value: string) => string | undefined): Sheet[] {
  return sheets.map((sheet) => {
    if (sheet.name !== '_identity') return sheet;
    const cells = sheet.cells.flatMap(([name, value]) => {
      const changed = change(String(name), String(value));
      return changed === undefined ? [] : [[name ?? null, changed]];
    });
    return { ...sheet, cells };
  });
}

/** The same tabs with other rules, as a later version would carry them. */
// biome-ignore lint/suspicious/noExplicitAny: a later version may say anything
function withRules(sheets: readonly Sheet[], change: (rules: any) => void): Sheet[] {
  return withRows(sheets, (name, value) => {
    if (!name.startsWith('rules/')) return value;
    const rules = JSON.parse(swapped(value));
    change(rules);
    return swapped(JSON.stringify(rules));
  });
}

/** Rules stand in their cells with a tilde for each quotation mark. */
function swapped(text: string): string {
  return text.replace(/["~]/g, (sign) => (sign === '~' ? '"' : '~'));
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function fieldIn(rules: any, key: string): any {
  for (const form of rules.forms)
    for (const tab of form.tabs)
      for (const row of tab.rows) for (const field of row.fields ?? []) if (field.key === key) return field;
  throw new Error(key);
}

describe('a limit that changes with the form', () => {
  it('needs no new script: 550 字 are too many for 500 and right for 600', async () => {
    const long = { ...right, selfCheck_specialWork: '好'.repeat(550) };
    expect((await ask(filledSheets(long))).found).toEqual(['A2-LEN 自查表!B23']);
    const later = withRules(filledSheets(long), (rules) => {
      fieldIn(rules, 'specialWork').maxWords = 600;
    });
    expect((await ask(later)).found).toEqual([]);
    const counted = await ask(later, 'countWordsOfSheet');
    expect(counted.groups[0]?.items[0]?.head).toBe('特色工作 550／600 字');
  });

  it('holds for what rules between blanks ask, too', async () => {
    const sheets = filledSheets({ ...right, selfCheck_eduStudentPeople: 0, selfCheck_eduStudentTimes: 0 });
    expect((await ask(sheets)).found).toEqual([]);
    const later = withRules(sheets, (rules) => {
      rules.limits.pupilsPerTeacher = { from: 3, through: 14 };
    });
    const { found, groups } = await ask(later);
    expect(found).toEqual(['A2-ROLL 自查表!E4']);
    expect(groups[0]?.items[0]?.body).toContain('多于 14 名');
  });

  it('holds for a blank that was added, wherever it moves the others', async () => {
    const added = {
      height: 24,
      heads: { A: '日常监管' },
      fields: [
        {
          key: 'nightPatrol',
          source: 'S68',
          label: '夜间巡查次数',
          kind: 'count' as const,
          unit: '次',
          required: true,
          help: '只填数字。',
          labelAt: 'B',
          at: 'C:F',
        },
      ],
    };
    const tabs = selfCheck.tabs.map((tab) =>
      tab.name === '自查表' ? { ...tab, rows: [...tab.rows.slice(0, 14), added, ...tab.rows.slice(14)] } : tab,
    );
    const later: Form = { ...selfCheck, edition: 2, tabs };
    const spec = { ...handedOut, forms: [later, monthlyReport] };
    expect((await ask(filledSheets(right, spec))).found).toEqual(['A2-REQ 自查表!C15']);
    expect((await ask(filledSheets({ ...right, selfCheck_nightPatrol: 4 }, spec))).found).toEqual([]);
  });
});

describe('a newer form and this script', () => {
  it('says politely how many blanks it does not know, and judges the others', async () => {
    const sheets = withRules(filledSheets({ ...right, selfCheck_liaisonPhone: '123' }), (rules) => {
      Object.assign(fieldIn(rules, 'docNo'), { kind: 'documentNumber' });
      Object.assign(fieldIn(rules, 'studentCount'), { countedFrom: 'register' });
    });
    const { lead, found, logged } = await ask(sheets);
    expect(lead[0]).toBe('这张表是新版，填报助手还不认识其中 2 栏，请以校验结果为准。');
    expect(found).toEqual(['A2-REQ 自查表!E5']);
    expect(logged).toEqual([]);
  });

  it('says so where rules changed, and then takes nothing back that the run said', async () => {
    const sheets = withRules(filledSheets(right), (rules) => {
      rules.rules = rulesEdition + 1;
    });
    const spreadsheet = fakeSpreadsheet({ sheets });
    const script = await runScript(spreadsheet);
    expect(script.call<Panel>('checkSheet').lead[0]).toBe('这张表是新版，填报助手按旧的规则检查，请以校验结果为准。');
    const notes = spreadsheet.tab('自查表').notes.set('3,1', '【校验】必须改正：一条新的规则。');
    script.trigger('onEdit', { range: spreadsheet.range('自查表', 3, 1) });
    expect(notes.get('3,1')).toBe('【校验】必须改正：一条新的规则。');
  });

  it('judges nothing by a format to come, however much of it looks known', async () => {
    const sheets = withRules(filledSheets({}), (rules) => {
      rules.format = 2;
    });
    expect((await ask(sheets)).lead).toEqual(['这张表是新版，填报助手还不认识，请以校验结果为准。']);
  });

  it.each([
    ['of no format', '{}'],
    ['cut off', '{"format":1,"forms":[{"key"'],
    ['without forms', '{"format":1}'],
    ['of another shape', '{"format":1,"monthly":["a"],"forms":[{"tabs":[{"rows":[{"fields":[null]}]}]}]}'],
    ['no object at all', 'null'],
  ])('judges nothing by rules %s, and says so in one line', async (_, rules) => {
    const sheets = withRows(filledSheets({}), (name, value) => (name.startsWith('rules/') ? swapped(rules) : value));
    const { lead, groups, logged } = await ask(sheets);
    expect(lead).toEqual(['这张表是新版，填报助手还不认识，请以校验结果为准。']);
    expect([groups, logged]).toEqual([[], []]);
  });

  it('takes any text for what it is: a line, never an error', async () => {
    const blank = filledSheets(right);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        const sheets = withRows(blank, (name, value) => (name.startsWith('rules/') ? text : value));
        const { lead } = await ask(sheets);
        expect(lead.join()).toMatch(/请以校验结果为准/);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an older form and this script', () => {
  it('says politely that it carries no rules', async () => {
    const sheets = withRows(filledSheets(right), (name, value) =>
      /^(?:rules\/|facts)/.test(name) ? undefined : value,
    );
    const { lead, groups, logged } = await ask(sheets);
    expect(lead).toEqual(['这张表是旧版，没有带校验规则，填报助手查不了。照常填写就行，请以校验结果为准。']);
    expect([groups, logged]).toEqual([[], []]);
  });

  it('judges no day and no number of villages that it does not know', async () => {
    const typed = { ...right, monthlyReport_reportDate: '2018-07-01', monthlyReport_docDate: '2018-07-01' };
    const villages = { monthlyReport_villagePlanCount: 9 };
    const sheets = filledSheets({ ...typed, ...villages });
    expect((await ask(sheets)).found).toEqual(['A3-PER 月报表!E2', 'A3-VIL 月报表!D11']);
    const without = withRows(sheets, (name, value) => (name === 'facts' ? undefined : value));
    expect((await ask(without)).found).toEqual([]);
  });

  it('says which tab was moved about, and judges the other', async () => {
    const sheets = filledSheets({ ...right, selfCheck_studentCount: '约3', monthlyReport_leadContact: '1' });
    const moved = sheets.map((it) => (it.name === '自查表' ? { ...it, cells: [[], ...it.cells] } : it));
    const { lead, found } = await ask(moved);
    expect(lead[0]).toBe('《自查表》的行列或印好的字动过，填报助手没有检查这张表，请以校验结果为准。');
    expect(found).toEqual(['A3-REQ 月报表!F7']);
  });
});

describe('the rules a form carries', () => {
  it('are the same bytes for the same form, in cells that Excel and Google can hold', () => {
    const rowsOf = () =>
      reportBook(handedOut)
        .tabs.at(-1)
        ?.cells.map(({ value }) => String(value)) ?? [];
    expect(rowsOf()).toEqual(rowsOf());
    expect(Math.max(...rowsOf().map((value) => value.length))).toBeLessThan(32_767);
    expect(rowsOf().join('').length).toBeLessThan(16_000);
    expect(rowsOf().join('')).not.toContain('示例小学');
    expect(monthlyForms.length).toBe(2);
  });
});
