import type { Cell, Sheet } from '../../../schemas/grid.ts';
import type { Period } from '../../../schemas/periods.ts';
import {
  figureAsked,
  figureExamples,
  type RequestKind,
  requestColumns,
  requestId,
  requestKinds,
  type TypedRequest,
  typedRequests,
} from '../../../schemas/requests.ts';
import { foldAnswer } from '../../../schemas/text.ts';
import { readDate, readPeriod } from '../../../schemas/typed-dates.ts';
import { reportYear } from '../bulletin/paper.ts';
import { eventId } from '../event-id.ts';

/** What somebody asks for in 办理请求; `unclear` where the row cannot be understood, with what to do. */
export type Asked =
  | { readonly is: '立即校验'; readonly period?: Period }
  /** Of a pair of months, or the report of a campaign year. */
  | { readonly is: '生成通报草稿'; readonly period?: Period; readonly year?: number }
  | { readonly is: '预览催报'; readonly until?: string }
  | { readonly is: '查看来源'; readonly figure: string }
  | { readonly is: 'unclear'; readonly why: string };

/** A row of 办理请求. */
export interface Request {
  /** 编号; of a row without one that may be shown, a number made of what it says. */
  readonly id: string;
  /** Names the row as it is written: where it could not be done, it is tried again once somebody has changed it. */
  readonly key: string;
  readonly asked: Asked;
}

/**
 * The rows of 办理请求. Whatever stands there, the rest of the control workbook counts: what is not understood is answered,
 * never refused. Undefined where the header cannot be found.
 */
export function readRequests(sheet: Sheet, date1904: boolean): readonly Request[] | undefined {
  const rows = typedRequests(sheet.cells);
  if (!rows) return undefined;
  const seen = new Map<string, number>();
  const requests = new Map<string, Request>();
  for (const row of rows) {
    const says = requestColumns.map((column) => foldAnswer(String(row[column] ?? '')));
    const content = eventId('row', ...says);
    const count = (seen.get(content) ?? 0) + 1;
    seen.set(content, count);
    const id = requestId(row.id) ?? numberFor(row, content, count);
    const key = eventId('request', id, ...says);
    // The same number is the same request, however often it stands there; one that says something else is looked at.
    if (!requests.has(key)) requests.set(key, { id, key, asked: askedIn(row, date1904) });
  }
  return [...requests.values()];
}

/** Words that may not be shown are a number of their own; of rows without any, equal ones are told apart by counting. */
function numberFor({ id }: TypedRequest, content: string, count: number): string {
  const typed = foldAnswer(String(id ?? ''));
  const digest = typed === '' ? eventId('row', content, count) : eventId('id', typed);
  return `手工-${digest.slice(-8)}`;
}

function askedIn({ request, argument }: TypedRequest, date1904: boolean): Asked {
  const words = foldAnswer(String(request ?? '')).replace(/\s/g, '');
  const kind = requestKinds.find((it) => it === words);
  if (!kind) return { is: 'unclear', why: `“请求”一栏要写 ${requestKinds.join('、')} 中的一个。` };
  return withArgument(kind, argument, date1904);
}

function withArgument(is: RequestKind, argument: Cell, date1904: boolean): Asked {
  const text = foldAnswer(String(argument ?? ''));
  const typed = text === '' ? null : argument;
  switch (is) {
    case '立即校验':
    case '生成通报草稿': {
      if (typed === null) return { is };
      const year = is === '生成通报草稿' ? reportYear(text) : undefined;
      if (year !== undefined) return { is: '生成通报草稿', year };
      const period = readPeriod(typed, date1904);
      return period === undefined ? unclear('要么留空，要么写一个月份，例如 2018-09') : { is, period };
    }
    case '预览催报': {
      if (typed === null) return { is };
      const until = readDate(typed, date1904);
      return until === undefined ? unclear('要么留空，要么写看到哪一天，例如 2018-10-09') : { is, until };
    }
    case '查看来源': {
      const figure = figureAsked(text);
      return figure === undefined ? unclear(`要写一个数字的名字，例如 ${figureExamples}`) : { is, figure };
    }
  }
}

function unclear(why: string): Asked {
  return { is: 'unclear', why: `“参数”一栏${why}。` };
}
