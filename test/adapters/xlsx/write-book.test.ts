import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drawBook } from '../../../functions/adapters/xlsx/write-book.ts';
import type { Book, BookCell, BookTab } from '../../../schemas/book.ts';
import { isOpen, opened, partOf, tabPart } from '../../support/drawn-parts.ts';
import { pythonWithOpenpyxl, runPython } from '../../support/office-programs.ts';

const one = { rows: 1, columns: 1 };

/** A book with something of everything. */
const rich: Book = {
  title: '样表',
  tabs: [
    {
      name: '名单',
      flag: 'fill',
      widths: [10, 8.37, 9, 20],
      heights: new Map([[0, 30]]),
      locked: true,
      freeze: { rows: 1, columns: 1 },
      filter: { row: 0, column: 0, rows: 4, columns: 3 },
      cells: [
        { row: 0, column: 0, value: '名称', style: 'columnHead' },
        { row: 1, column: 0, value: '甲', style: 'input', open: true, note: '请填写' },
        { row: 1, column: 3, value: { date: '2018-09-20' }, style: 'date' },
        { row: 2, column: 0, value: 12, style: 'number' },
        { row: 2, column: 1, value: { formula: 'A3*2', result: 24 }, style: 'number' },
        { row: 3, column: 0, value: '去', style: 'link', link: { to: 'cell', tab: "甲's 表", a1: 'B2' } },
        {
          row: 3,
          column: 1,
          value: '开',
          style: 'link',
          link: { to: 'file', path: '学校/1 甲#校/2018年09月 100%.xlsx', tab: '自查表', a1: 'B4' },
        },
        { row: 3, column: 2, value: '写信', style: 'link', link: { to: 'mail', address: 'a@b.cn' } },
      ],
      merges: [{ row: 1, column: 0, rows: 1, columns: 2 }],
      checks: [
        {
          area: { row: 1, column: 0, ...one },
          rule: { kind: 'list', choices: ['有', '说"无"'] },
          soft: true,
          title: '选',
          help: '选一个',
        },
        {
          area: { row: 2, column: 0, rows: 2, columns: 1 },
          rule: { kind: 'wholeNumber', min: 0, max: 9 },
          soft: true,
          title: '数',
          help: '填数字',
        },
        {
          area: { row: 1, column: 3, ...one },
          rule: { kind: 'date', from: '2018-09-01', through: '2018-09-30' },
          soft: false,
          title: '日期',
          help: '填日期',
        },
      ],
      conditions: [
        { area: { row: 1, column: 0, rows: 3, columns: 1 }, when: { equals: '√ "好"' }, tone: 'good' },
        { area: { row: 1, column: 0, rows: 3, columns: 1 }, when: { formula: '$A2<0' }, tone: 'bad' },
      ],
      bars: [{ area: { row: 1, column: 2, rows: 3, columns: 1 }, tone: 'accent' }],
      print: {
        landscape: true,
        onePage: false,
        repeatRows: 1,
        footer: '甲&&乙 第 &P 页',
        area: { row: 0, column: 0, rows: 4, columns: 3 },
      },
    },
    { name: "甲's 表", widths: [10], cells: [] },
    { name: '暗', hidden: 'veryHidden', widths: [10], cells: [{ row: 0, column: 0, value: 'x', style: 'code' }] },
  ],
  names: [
    { name: 'first', tab: '名单', area: { row: 1, column: 0, ...one } },
    { name: 'column', tab: "甲's 表", area: { row: 0, column: 1, rows: 500, columns: 1 } },
  ],
};

function bookOf(cells: readonly BookCell[], more: Partial<BookTab> = {}): Book {
  return { title: 't', tabs: [{ name: '表', widths: [10], cells, ...more }], names: [] };
}

async function textsBack(values: readonly string[]) {
  const bytes = await drawBook(bookOf(values.map((value, row) => ({ row, column: 0, value, style: 'text' }))));
  const sheet = opened(bytes).Sheets.表;
  return values.map((_, row) => sheet?.[`A${row + 1}`] as { t: string; v: unknown; f?: string } | undefined);
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('drawBook: same book, same bytes', () => {
  it('in any time zone and on any day', async () => {
    const here = hash(await drawBook(rich));
    const home = pathToFileURL(resolve(import.meta.dirname, '../../../functions/adapters/xlsx/write-book.ts')).href;
    const script = `
      const late = 1900000000000;
      const RealDate = Date;
      globalThis.Date = class extends RealDate {
        constructor(...args) { if (args.length) super(...args); else super(late); }
        static now() { return late; }
      };
      const { drawBook } = await import(${JSON.stringify(home)});
      const { createHash } = await import('node:crypto');
      const book = JSON.parse(process.argv[1], (key, value) => key === 'heights' ? new Map(value) : value);
      process.stdout.write(createHash('sha256').update(await drawBook(book)).digest('hex'));`;
    const book = JSON.stringify(rich, (_, value) => (value instanceof Map ? [...value] : value));
    for (const TZ of ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Apia']) {
      const there = execFileSync(process.execPath, ['--input-type=module', '--eval', script, book], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      });
      expect(there, TZ).toBe(here);
    }
  });

  it('and another book gives others', async () => {
    const other = { ...rich, title: '别的' };
    expect(hash(await drawBook(other))).not.toBe(hash(await drawBook(rich)));
  });
});

describe('drawBook: text stays what it is', () => {
  it('is a string whatever it looks like', async () => {
    const texts = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '<script>alert(1)</script>',
      '&amp;',
      '👧🏽校园',
      '007',
      ' 两边 ',
    ];
    const back = await textsBack(texts);
    texts.forEach((text, row) => {
      expect(back[row], text).toMatchObject({ t: 's', v: text });
      expect(back[row]?.f).toBeUndefined();
    });
  });

  it('keeps line breaks, what looks like an escape, and what XML cannot hold', async () => {
    const back = await textsBack(['一\r\n二', '一\r二', '_x0041_', 'a\u0001b\u007fc', '坏\ud83d字']);
    expect(back.map((cell) => cell?.v)).toEqual(['一\n二', '一\n二', '_x0041_', 'a\u0001b\u007fc', '坏\ufffd字']);
  });

  it('cuts what no cell can hold, and says so, never inside a character', async () => {
    const [cell] = await textsBack(['👧'.repeat(20_000)]);
    const text = String(cell?.v);
    expect(text.length).toBeLessThanOrEqual(32_767);
    expect(text).toMatch(/^(?:👧)+…（太长，余下略）$/u);
  });
});

describe('drawBook: what else a book says', () => {
  it('writes dates as numbers of days and formulas with their results', async () => {
    const sheet = opened(await drawBook(rich)).Sheets.名单;
    expect(sheet?.D2).toMatchObject({ t: 'n', v: 43_363, z: 'yyyy-mm-dd' });
    expect(sheet?.B3).toMatchObject({ v: 24, f: 'A3*2' });
    await expect(
      drawBook(bookOf([{ row: 0, column: 0, value: { date: '2018-02-30' }, style: 'date' }])),
    ).rejects.toThrow('2018-02-30');
  });

  it('opens and frames every cell of a merge', async () => {
    const bytes = await drawBook(rich);
    expect([isOpen(bytes, '名单', 'A2'), isOpen(bytes, '名单', 'B2'), isOpen(bytes, '名单', 'A1')]).toEqual([
      true,
      true,
      false,
    ]);
    const [, first] = /<c r="A2" s="(\d+)"/.exec(tabPart(bytes, '名单')) ?? [];
    expect(tabPart(bytes, '名单')).toContain(`<c r="B2" s="${first}"`);
    expect(tabPart(bytes, '名单')).toContain('<mergeCell ref="A2:B2"/>');
  });

  it('protects without a password', async () => {
    const [protection] = /<sheetProtection[^>]*>/.exec(tabPart(await drawBook(rich), '名单')) ?? [];
    expect(protection).toContain('sheet="1"');
    expect(protection).not.toMatch(/hash|salt|password/i);
    expect(protection).toContain('formatRows="0"');
  });

  it('jumps inside the workbook without leaving it, and to a cell of a file beside it', async () => {
    const bytes = await drawBook(rich);
    const rels = partOf(bytes, 'xl/worksheets/_rels/sheet1.xml.rels');
    expect(tabPart(bytes, '名单')).toContain('<hyperlink ref="A4" location="&apos;甲&apos;&apos;s 表&apos;!B2"/>');
    expect(rels).toContain('Target="学校/1%20甲%23校/2018年09月%20100%25.xlsx#&apos;自查表&apos;!B4"');
    expect(rels).toContain('Target="mailto:a@b.cn"');
    expect(rels.match(/TargetMode="External"/g)).toHaveLength(2);
  });

  it('offers choices without refusing others, and questions other numbers', async () => {
    const checks = tabPart(await drawBook(rich), '名单').match(/<dataValidation .*?<\/dataValidation>/g) ?? [];
    const list = checks.find((check) => check.includes('type="list"'));
    expect(list).not.toContain('showErrorMessage');
    expect(list).toContain('<formula1>&quot;有,说&quot;&quot;无&quot;&quot;&quot;</formula1>');
    const whole = checks.find((check) => check.includes('type="whole"'));
    expect(whole).toContain('errorStyle="warning"');
    expect(whole).toContain('sqref="A3:A4"');
    const date = checks.find((check) => check.includes('type="date"'));
    expect(date).toContain('errorStyle="stop"');
    expect(date).toContain('<formula1>43344</formula1><formula2>43373</formula2>');
  });

  it('leaves out a list that no workbook can hold, and keeps its help', async () => {
    const check = {
      area: { row: 0, column: 0, ...one },
      rule: { kind: 'list' as const, choices: ['甲,乙', '丙'] },
      soft: true,
      title: '选',
      help: '写一个',
    };
    const xml = tabPart(await drawBook(bookOf([], { checks: [check] })), '表');
    expect(xml).toContain('prompt="写一个"');
    expect(xml).not.toContain('type="list"');
  });

  it('sets the page up', async () => {
    const bytes = await drawBook(rich);
    const xml = tabPart(bytes, '名单');
    const names = partOf(bytes, 'xl/workbook.xml');
    expect(xml).toMatch(/<pageSetup[^>]*paperSize="9"[^>]*orientation="landscape"/);
    expect(xml).toContain('fitToHeight="0"');
    expect(xml).toContain('<oddFooter>&amp;C甲&amp;&amp;乙 第 &amp;P 页</oddFooter>');
    expect(names).toContain('localSheetId="0">&apos;名单&apos;!$A$1:$C$4<');
    expect(names).toContain('&apos;名单&apos;!$1:$1');
    expect(names).toContain('state="veryHidden"');
  });

  it('writes every width it was given, 9 as well', async () => {
    const columns = tabPart(await drawBook(rich), '名单').match(/<col [^>]*>/g) ?? [];
    expect(columns.map((column) => /width="([\d.]+)"/.exec(column)?.[1])).toEqual(['10.63', '9.01', '9.63', '20.63']);
  });

  it('draws bars from zero with nothing random in them', async () => {
    const xml = tabPart(await drawBook(rich), '名单');
    expect(xml).toContain('<dataBar minLength="0" maxLength="100"><cfvo type="num" val="0"/>');
    expect(xml).not.toContain('extLst');
  });

  it('refuses a tab name that no program takes', async () => {
    await expect(drawBook(bookOf([], { name: '很'.repeat(32) }))).rejects.toThrow('31');
  });

  it('is read back by openpyxl: names, notes, choices, conditions, links', async (context) => {
    const python = pythonWithOpenpyxl(context);
    const script = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['名单']
names = book.defined_names
names = {n.name: n.attr_text for n in (names.values() if hasattr(names, 'values') else names.definedName)}
print(json.dumps({
  'tabs': [[s.title, s.sheet_state] for s in book.worksheets],
  'name': names['first'], 'column': names['column'],
  'note': sheet['A2'].comment.text,
  'freeze': sheet.freeze_panes, 'filter': sheet.auto_filter.ref,
  'checks': sorted(v.type or '' for v in sheet.data_validations.dataValidation),
  'conditions': sorted(rule.type for rules in sheet.conditional_formatting for rule in rules.rules),
  'link': sheet['A4'].hyperlink.location,
  'date': sheet['D2'].value.isoformat(),
}))`;
    const seen = JSON.parse(runPython(python, script, await drawBook(rich)));
    expect(seen).toEqual({
      tabs: [
        ['名单', 'visible'],
        ["甲's 表", 'visible'],
        ['暗', 'veryHidden'],
      ],
      name: "'名单'!$A$2",
      column: "'甲''s 表'!$B$1:$B$500",
      note: '请填写',
      freeze: 'B2',
      filter: 'A1:C4',
      checks: ['date', 'list', 'whole'],
      conditions: ['cellIs', 'dataBar', 'expression'],
      link: "'甲''s 表'!B2",
      date: '2018-09-20T00:00:00',
    });
  });
});
