import type { Book, BookCell, BookTab, BookValue, Link, StyleName } from '../../../schemas/book.ts';
import { type Finding, type Severity, severityTitles } from '../../../schemas/finding.ts';
import { fieldTitle } from '../../../schemas/form.ts';
import { allForms, findField } from '../../../schemas/forms.ts';
import { parseA1 } from '../../../schemas/grid.ts';
import type { Area } from '../../../schemas/layout.ts';
import { type Period, periodName } from '../../../schemas/periods.ts';
import { stateTitles } from '../../../schemas/state.ts';
import { shanghaiDay, shanghaiMinute } from '../../../schemas/time.ts';
import { feedbackName } from '../../../schemas/tree.ts';
import { heightFor } from '../master/drawn.ts';
import { severityWords } from '../master/marks.ts';
import type { Saves } from './report-spec.ts';

/** What a school is told about its report of a month. */
export interface FeedbackSpec {
  readonly school: { readonly code: string; readonly name: string };
  readonly period: Period;
  /** File name of the report in the same folder. */
  readonly reportPath: string;
  /** 报送状态 in words. 是否按时 is left out: it would change with the clock alone, and nobody renews a list for that. */
  readonly stateTitle: string;
  /** When it is due, `9月25日（星期二）24:00`. */
  readonly deadline: string;
  readonly findings: readonly { readonly finding: Finding; readonly since: string }[];
  /** Why the workbook could not be read, as a sentence. */
  readonly failure?: string;
  /** Of the accepted version, where there is one. */
  readonly checkCode?: string;
  /** Why the section returned it, where it did and nothing has changed since. */
  readonly returnReason?: string;
  /** How the report is saved; by hand where nothing is said. */
  readonly saves?: Saves;
  /** When it was checked, ISO. */
  readonly asOf: string;
  readonly office: string;
  readonly officePhone: string;
}

type Item = FeedbackSpec['findings'][number];

interface Column {
  readonly title: string;
  readonly width: number;
  readonly cell: (item: Item, index: number, spec: FeedbackSpec) => Omit<BookCell, 'row' | 'column'>;
}

const words = (value: BookValue, style: StyleName = 'wrapped') => ({ value, style });

const columns: readonly Column[] = [
  { title: '序号', width: 5, cell: (_, index) => words(index + 1, 'number') },
  {
    title: '轻重',
    width: 15,
    cell: ({ finding: { severity } }) => words(severityWords(severity), severityStyles[severity]),
  },
  // Two columns under one head: LibreOffice breaks no line in a cell with a link.
  {
    title: '在哪里',
    width: 13,
    cell: ({ finding }, _, { reportPath }) => ({
      ...words(finding.cell, 'link'),
      link: placeLink(finding, reportPath),
    }),
  },
  { title: '', width: 18, cell: ({ finding }) => words(blankTitle(finding)) },
  { title: '现在是', width: 25, cell: ({ finding }) => words(finding.found) },
  { title: '应当是', width: 25, cell: ({ finding }) => words(finding.expected) },
  { title: '怎么改', width: 32, cell: ({ finding }) => words(finding.mend) },
  { title: '规则编号', width: 10, cell: ({ finding }) => words(finding.code, 'code') },
  { title: '首次发现', width: 11, cell: ({ since }) => words({ date: shanghaiDay(since) }, 'date') },
];

const severityStyles: Readonly<Record<Severity, StyleName>> = { error: 'bad', query: 'warn', note: 'wrapped' };
const severityOrder: readonly Severity[] = ['error', 'query', 'note'];

const groupHeads: Readonly<Record<Severity, string>> = {
  error: '改好这些才算报送',
  query: '不影响报送：请核对，填错了就改，没有错就在同一行的“说明”栏写明原因',
  note: '不用改，请知道',
};

/** 校验结果 beside a school's report: what to change there, the worst first, each with a link to its cell. */
export function feedbackBook(spec: FeedbackSpec): Book {
  return {
    title: `${spec.school.name} ${periodName(spec.period)} 校验结果`,
    tabs: [draw(spec, [...headRows(spec), ...findingRows(spec), ...footRows(spec)])],
    names: [],
  };
}

interface Row {
  readonly cells: readonly BookCell[];
  /** Cells that are one: from which column, over how many. */
  readonly spans?: readonly { readonly column: number; readonly columns: number }[];
  readonly height: number;
}

function draw(spec: FeedbackSpec, rows: readonly Row[]): BookTab {
  return {
    name: feedbackName,
    flag: 'read',
    widths: columns.map(({ width }) => width),
    heights: new Map(rows.map(({ height }, row) => [row, height])),
    cells: rows.flatMap(({ cells }, row) => cells.map((cell): BookCell => ({ ...cell, row }))),
    merges: rows.flatMap(({ spans = [] }, row) => spans.map((span): Area => ({ ...span, row, rows: 1 }))),
    locked: true,
    print: {
      landscape: true,
      onePage: false,
      footer: `${spec.school.name.replaceAll('&', '&&')}　${periodName(spec.period)} 校验结果　第 &P 页，共 &N 页`,
    },
  };
}

const wholeWidth = columns.reduce((sum, { width }) => sum + width, 0);

function sentence(value: string, style: StyleName, height = heightFor(value, wholeWidth) + 4, link?: Link): Row {
  return {
    cells: [{ row: 0, column: 0, value, style, ...(link ? { link } : {}) }],
    spans: [{ column: 0, columns: columns.length }],
    height,
  };
}

/** A sentence in letters of 14 points. */
function loudSentence(value: string, style: StyleName): Row {
  return sentence(value, style, Math.max(40, heightFor(value, wholeWidth / 1.4) * 1.4));
}

/** The list stands in the report itself, which saves itself: there is nothing to go back to, nor to be saved. */
function online({ saves }: FeedbackSpec): boolean {
  return saves === 'byItself';
}

function headRows(spec: FeedbackSpec): Row[] {
  const { school, period, reportPath, stateTitle, deadline, asOf } = spec;
  const { mood, loud, next } = verdictOf(spec);
  return [
    sentence(
      mood === 'praise'
        ? `《${periodName(period)}》没有要改的`
        : `请${online(spec) ? '在' : '回到'}《${periodName(period)}》修改`,
      'h1',
      34,
    ),
    sentence(`${school.name}（${school.code}）　状态：${stateTitle}　截止：${deadline}`, 'lead'),
    loudSentence(loud, mood),
    ...(next === '' ? [] : [sentence(next, 'lead')]),
    ...(online(spec)
      ? []
      : [sentence(`打开《${periodName(period)}》`, 'linkLine', 22, { to: 'file' as const, path: reportPath })]),
    sentence(
      `检查时间：${shanghaiMinute(asOf)}。本表由系统生成，只供查看，请不要在这里填写；改好报表${online(spec) ? '' : '并保存'}后，下次检查会更新。`,
      'muted',
    ),
  ];
}

interface Verdict {
  readonly mood: 'alert' | 'caution' | 'praise';
  /** The sentence nobody can miss, and what to do about it. */
  readonly loud: string;
  readonly next: string;
}

function verdictOf(spec: FeedbackSpec): Verdict {
  const { failure, findings, checkCode, returnReason, stateTitle, deadline } = spec;
  const [mend, fill] = online(spec) ? ['改好就行', '填好、签好'] : ['改好保存就行', '填好、签好、保存'];
  const [errors, queries] = [countOf(findings, 'error'), countOf(findings, 'query')];
  const asked = queries > 0 ? `有 ${queries} 处请核实或说明，不影响报送。` : '';
  const code = checkCode ? `校验码 ${checkCode}：写在印好的报表上，纸质表和报上来的数据就对得上。` : '';
  const inForce = checkCode ? `上次报送的内容（校验码 ${checkCode}）仍然有效，改好后以新的为准。` : '';
  if (failure !== undefined) return { mood: 'alert', loud: failure, next: inForce };
  if (returnReason !== undefined)
    return {
      mood: 'alert',
      loud: `安全科退回了这份报表：${returnReason}`,
      next: `请照着修改，${mend}。${errors > 0 ? `下面还有 ${errors} 处必须改正。` : ''}${asked && `另${asked}`}${inForce}`,
    };
  if (errors > 0)
    return {
      mood: 'alert',
      loud: `有 ${errors} 处必须改正，改好才算报送。`,
      next: `${asked && `另${asked}`}点“在哪里”就到那个格子，${mend}。${inForce}`,
    };
  if (queries > 0) return { mood: 'caution', loud: `没有必须改正的。${asked}`, next: code };
  if (stateTitle === stateTitles.notStarted)
    return { mood: 'caution', loud: '还没有填写。', next: `请在 ${deadline} 前${fill}。` };
  if (checkCode) return { mood: 'praise', loud: '都对，已经报送。谢谢您，这个月不用再做什么了。', next: code };
  return {
    mood: 'praise',
    loud: '填的都对，没有要改的。谢谢您！',
    next: '还没有签报的，请把四处签报栏填好，才算报送。',
  };
}

function countOf(findings: FeedbackSpec['findings'], severity: Severity): number {
  return findings.filter(({ finding }) => finding.severity === severity).length;
}

function findingRows(spec: FeedbackSpec): Row[] {
  if (spec.findings.length === 0) return [];
  const inPlace = [...spec.findings].sort((a, b) => comparePlaces(a.finding, b.finding));
  const groups = severityOrder.map((severity) => inPlace.filter(({ finding }) => finding.severity === severity));
  let index = 0;
  return [
    headRow(),
    ...groups.flatMap((items, at) => {
      const severity = severityOrder[at];
      if (!severity || items.length === 0) return [];
      return [
        sentence(`${severityTitles[severity]}（${items.length} 处）：${groupHeads[severity]}`, 'h2', 26),
        ...items.map((item) => findingRow(item, index++, spec)),
      ];
    }),
  ];
}

/** In the order of the paper: form, row, column. */
function comparePlaces(a: Finding, b: Finding): number {
  const formOf = ({ form }: Finding) => allForms.findIndex(({ key }) => key === form);
  const [at, bt] = [placeOf(a.cell), placeOf(b.cell)];
  const [ac, bc] = [parseA1(at.a1), parseA1(bt.a1)];
  return (
    formOf(a) - formOf(b) ||
    Number(at.tab > bt.tab) - Number(at.tab < bt.tab) ||
    (ac?.row ?? 0) - (bc?.row ?? 0) ||
    (ac?.column ?? 0) - (bc?.column ?? 0)
  );
}

function headRow(): Row {
  const cells = columns.flatMap(({ title }, column) =>
    title === '' ? [] : [{ row: 0, column, ...words(title, 'columnHead') }],
  );
  const spans = columns.flatMap(({ title }, column) => (title === '' ? [{ column: column - 1, columns: 2 }] : []));
  return { cells, spans, height: 24 };
}

function findingRow(item: Item, index: number, spec: FeedbackSpec): Row {
  const cells = columns.map(({ cell }, column) => ({ row: 0, column, ...cell(item, index, spec) }));
  const heights = cells.map(({ value, column }) =>
    typeof value === 'string' ? heightFor(value, columns[column]?.width ?? 0) : 0,
  );
  return { cells, height: Math.max(24, ...heights) };
}

/** What the blank is called; nothing where a finding is about the whole workbook. */
function blankTitle({ form, field }: Finding): string {
  const declared = findField(allForms, form, field);
  return declared ? fieldTitle(declared) : '';
}

function placeLink({ cell }: Finding, path: string): Link {
  const { tab, a1 } = placeOf(cell);
  if (!tab) return { to: 'file', path };
  return parseA1(a1) ? { to: 'file', path, tab, a1 } : { to: 'file', path, tab };
}

function placeOf(cell: string): { tab: string; a1: string } {
  const cut = cell.lastIndexOf('!');
  return { tab: cell.slice(0, Math.max(cut, 0)), a1: cell.slice(cut + 1) };
}

function footRows({ office, officePhone }: FeedbackSpec): Row[] {
  return [sentence(`有问题请找${office}，电话 ${officePhone}。`, 'muted')];
}
