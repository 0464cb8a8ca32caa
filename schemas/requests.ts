import type { Cell } from './grid.ts';
import { foldAnswer, foldLabel } from './text.ts';
import { masterTabs } from './tree.ts';

/**
 * 办理请求: what the section asks the next run to do, a row each. People write the rows, by the menu 安全科 or by hand; the
 * run answers in 运行日志, and never in the control workbook.
 */

/** What can be asked for, as people write it. */
export const requestKinds = ['立即校验', '预览催报', '生成通报草稿', '查看来源'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** Headers of 办理请求, in their order. */
export const requestTitles = {
  id: '编号',
  request: '请求',
  argument: '参数',
  askedAt: '提出时间',
  askedBy: '提出人',
} as const;
export type RequestColumn = keyof typeof requestTitles;
export const requestColumns: readonly RequestColumn[] = ['id', 'request', 'argument', 'askedAt', 'askedBy'];

/** A row of 办理请求 as somebody typed it; `row` is its number in the sheet, from 0. */
export type TypedRequest = Readonly<Record<RequestColumn, Cell>> & { readonly row: number };

/** The rows below the header, wherever that is and in whatever order; undefined where there is no header to be known. */
export function typedRequests(cells: readonly (readonly Cell[])[]): readonly TypedRequest[] | undefined {
  const header = requestHeader(cells);
  if (!header) return undefined;
  const at = (line: readonly Cell[], column: RequestColumn): Cell => line[header.columns[column] ?? -1] ?? null;
  return cells.slice(header.row + 1).flatMap((line, index) => {
    // A row without 请求 is not finished, or not one of ours.
    if (isBlank(at(line, 'request'))) return [];
    const row = { row: header.row + 1 + index };
    return [{ ...row, ...(Object.fromEntries(requestColumns.map((column) => [column, at(line, column)])) as Cells) }];
  });
}

type Cells = Record<RequestColumn, Cell>;

/** Where the header stands and each of its columns, from 0; a column that is not there is left out. */
export function requestHeader(
  cells: readonly (readonly Cell[])[],
): { readonly row: number; readonly columns: Partial<Record<RequestColumn, number>> } | undefined {
  for (const [row, line] of cells.slice(0, 20).entries()) {
    const words = line.map((cell) => foldLabel(String(cell ?? '')));
    const columns: Partial<Record<RequestColumn, number>> = {};
    for (const column of requestColumns) {
      const at = words.indexOf(foldLabel(requestTitles[column]));
      if (at >= 0) columns[column] = at;
    }
    if (columns.request !== undefined && columns.argument !== undefined) return { row, columns };
  }
  return undefined;
}

function isBlank(cell: Cell): boolean {
  return cell === null || foldAnswer(String(cell)) === '';
}

/** 编号 as it may stand in the log: letters of ASCII, digits, `-` and `_`; undefined for any other words, or none. */
export function requestId(cell: Cell): string | undefined {
  const text = foldAnswer(String(cell ?? ''));
  return /^[A-Za-z0-9_-]{1,40}$/.test(text) ? text : undefined;
}

const tabsWithFigures = [masterTabs.overview, masterTabs.selfCheck, masterTabs.monthlyReport, masterTabs.annualSummary];
const cellOfMaster = new RegExp(`^'?(${tabsWithFigures.join('|')})'?!\\$?([A-Za-z]{1,3})\\$?([1-9]\\d{0,6})$`);
const figureName = /^\d{4}-\d{2}(?:[—–~-]\d{2})?\/[A-Za-z]\w{0,60}(?:\/[A-Za-z0-9_-]{1,32})?$/;

/** The name of a figure, `2018-09/incidents/371311001`, or a cell of the master, `月报汇总!H12`; undefined for other words. */
export function figureAsked(text: string): string | undefined {
  const folded = text.trim().replace(/[！]/g, '!').replace(/[／]/g, '/');
  const [, tab, column = '', row] = cellOfMaster.exec(folded) ?? [];
  if (tab !== undefined) return `${tab}!${column.toUpperCase()}${row}`;
  return figureName.test(folded) ? folded : undefined;
}

/** How a figure is written, as people are told. */
export const figureExamples =
  '2018-09/incidents、2018-09/incidents/学校编码、2018-09—10/incidents，或《总表》的格子 月报汇总!H12';

/** 任务 of a request's line in 运行日志, and how its answer begins. */
export const requestJob = (id: string): string => `请求 ${id}`;
export const answeredWords = { done: '已办理', refused: '没有办成' } as const;
export type RequestOutcome = keyof typeof answeredWords;

/** What a line of 运行日志 says of a request. */
export function requestSummary(asked: string, outcome: RequestOutcome, answer: string): string {
  return `${asked}（${answeredWords[outcome]}）：${answer}`;
}

/** The same line taken apart again, for whoever shows it elsewhere. */
export function readSummary(summary: string): { readonly outcome: RequestOutcome; readonly answer: string } {
  const refused = `（${answeredWords.refused}）：`;
  const outcome = summary.indexOf(refused) >= 0 ? 'refused' : 'done';
  const mark = outcome === 'refused' ? refused : `（${answeredWords.done}）：`;
  const at = summary.indexOf(mark);
  return { outcome, answer: at < 0 ? summary : summary.slice(at + mark.length) };
}

/** Where people read answers. */
export const answersPlace = `《总表》的“${masterTabs.runs}”`;
