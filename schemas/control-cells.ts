import { parseCount } from './counts.ts';
import type { Cell } from './grid.ts';
import { isMailAddress } from './settings.ts';
import { foldAnswer } from './text.ts';
import { type Days, readDate, readDays, readPeriod, readYearDay } from './typed-dates.ts';

/** What each kind of cell in the control workbook is, once understood. */
export interface CellValues {
  readonly text: string;
  readonly line: string;
  readonly name: string;
  readonly code: string;
  readonly phone: string;
  readonly mail: string;
  /** Code of a rule, `A2-CAP`. */
  readonly rule: string;
  readonly count: number;
  /** 分数: not negative, with one decimal at most. */
  readonly mark: number;
  /** 年度: 2018. */
  readonly year: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly days: Days;
  /** `MM-DD`, every year, or `YYYY-MM-DD`. */
  readonly yearDay: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly months: readonly number[];
  readonly choice: string;
  readonly choices: readonly string[];
}

export type CellKind = keyof CellValues;

/** A column of a table in the control workbook: its header, what its cells hold and what people are told about it. */
export interface ControlColumn {
  readonly key: string;
  readonly title: string;
  readonly kind: CellKind;
  /** A `choice` is one of them, `choices` some of them; of other kinds they are what a drop-down offers. */
  readonly choices?: readonly string[];
  /** The column must be there; `filled` columns must also hold something in each row. */
  readonly required: boolean;
  readonly filled: boolean;
  /** In characters of half width. */
  readonly width: number;
  readonly help: string;
}

/** Why a cell is not taken; sentences are made in `control-problem.ts`. */
export type Misfit = 'notAllowed' | 'unseen' | 'digitsLost' | 'formulaError' | 'twoAddresses';

/** What a cell says, understood by its kind. */
export type CellRead =
  | { readonly ok: true; readonly value: CellValues[CellKind] }
  | { readonly ok: false; readonly why: Misfit };

type Typed = Exclude<Cell, null>;

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const formulaError = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!)$/;
// Spreadsheet programs keep 15 digits of a number.
const exactUntil = 1e15;

const misfit = (why: Misfit): CellRead => ({ ok: false, why });
const fits = (value: CellValues[CellKind] | undefined): CellRead =>
  value === undefined ? misfit('notAllowed') : { ok: true, value };

/** What a cell shows, without the spaces around it; line breaks stay, so that they are seen and refused. */
export function shownText(cell: Cell): string {
  return cell === null ? '' : String(cell).replace(/^\p{Zs}+|\p{Zs}+$/gu, '');
}

/** What was typed into a cell; undefined where it is blank. */
export function typedIn(cell: Cell): Typed | undefined {
  return cell === null || (typeof cell === 'string' && cell.trim() === '') ? undefined : cell;
}

/** Reads a filled cell as its kind, whatever a spreadsheet program made of what was typed. */
export function readCell(kind: CellKind, cell: Typed, choices: readonly string[] = [], date1904 = false): CellRead {
  const text = shownText(cell);
  if (text.startsWith('#') && formulaError.test(text)) return misfit('formulaError');
  switch (kind) {
    case 'text':
      return fits(text.trim());
    case 'line':
      return readLine(text);
    case 'name':
      return readLine(text, /^.{1,60}$/u);
    case 'code':
      return losesDigits(cell) ? misfit('digitsLost') : readLine(withoutDecimals(text), /^[\p{L}\p{N}_-]{1,32}$/u);
    case 'phone':
      return losesDigits(cell) ? misfit('digitsLost') : readLine(withoutDecimals(text));
    case 'mail':
      return readMail(text);
    case 'rule':
      return readLine(foldAnswer(text).toUpperCase(), /^(?:A2|A3|X|L)-[A-Z]{2,6}$/);
    case 'count':
      return fits(readCount(cell));
    case 'mark':
      return fits(readMark(text));
    case 'year':
      return fits(readYear(text));
    case 'date':
      return fits(readDate(cell, date1904));
    case 'days':
      return fits(readDays(cell, date1904));
    case 'yearDay':
      return fits(readYearDay(cell, date1904));
    case 'period':
      return fits(readPeriod(cell, date1904));
    case 'months':
      return fits(readMonths(text));
    case 'choice':
      return fits(readChoice(cell, choices));
    case 'choices':
      return fits(readChoices(text, choices));
  }
}

/** What a kind takes, in words that follow 应为. */
export function allowedWords(kind: CellKind, choices: readonly string[] = []): string {
  switch (kind) {
    case 'text':
      return '文字';
    case 'line':
      return '一行文字';
    case 'name':
      return '一行文字，最多 60 字';
    case 'code':
      return '字母、数字、“-”或“_”，中间不含空格，最多 32 位';
    case 'phone':
      return '电话号码';
    case 'mail':
      return '一个邮箱地址，或留空';
    case 'rule':
      return '规则编号，例如 A2-CAP（见《总表》的“校验规则”）';
    case 'count':
      return '0 或正整数';
    case 'mark':
      return '分数，例如 8 或 7.5，最多一位小数';
    case 'year':
      return '四位数的年份，例如 2018';
    case 'date':
      return '日期，例如 2018-09-25';
    case 'days':
      return '一天或一段日期，例如 2018-10-01 或 2018-10-01至2018-10-07';
    case 'yearDay':
      return '每年的月-日或某一年的日期，例如 09-01 或 2018-09-01';
    case 'period':
      return '月份，例如 2018-09';
    case 'months':
      return '“每月”，或 1 到 12 的月份，几个月用顿号隔开';
    case 'choice':
      return choices.map((choice) => `“${choice}”`).join('或');
    case 'choices':
      return `${choices.map((choice) => `“${choice}”`).join('')}中的一个或几个，用顿号隔开`;
  }
}

function readLine(text: string, pattern?: RegExp): CellRead {
  if (unseen.test(text)) return misfit('unseen');
  return fits(pattern && !pattern.test(text) ? undefined : text);
}

/** 371311001.0, as a number looks after some programs saved it as text. */
function withoutDecimals(text: string): string {
  return text.replace(/^(\d+)\.0+$/, '$1');
}

function losesDigits(cell: Typed): boolean {
  return typeof cell === 'number' ? Math.abs(cell) >= exactUntil : /^\s*\d(?:\.\d+)?E\+\d+\s*$/i.test(String(cell));
}

function readMail(text: string): CellRead {
  // Zero-width characters come along with an address copied from a web page; a line break never belongs to one.
  const address = text.normalize('NFKC').replace(/[\u200b-\u200d\u2060\ufeff]/g, '');
  if (address.split(/[\s,;、/|]+/).filter((part) => part.includes('@')).length > 1) return misfit('twoAddresses');
  if (unseen.test(address)) return misfit('unseen');
  return fits(isMailAddress(address) ? address : undefined);
}

function readCount(cell: Typed): number | undefined {
  const answer = parseCount(cell);
  return answer.is === 'value' && typeof answer.value === 'number' ? answer.value : undefined;
}

function readMark(text: string): number | undefined {
  const [, digits] = /^(\d{1,3}(?:\.\d0*)?|\d{1,3}\.0*)分?$/.exec(foldAnswer(text)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function readYear(text: string): number | undefined {
  const [, digits] = /^(2\d{3})(?:\.0+)?(?:年度?)?$/.exec(foldAnswer(text)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function readMonths(text: string): readonly number[] | undefined {
  const folded = foldAnswer(text);
  if (folded === '每月') return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const months = folded.split(/[、,;\s]+/).map((part) => Number(/^(\d{1,2})月?$/.exec(part)?.[1] ?? Number.NaN));
  if (!months.every((month) => month >= 1 && month <= 12)) return undefined;
  return [...new Set(months)].sort((a, b) => a - b);
}

function readChoice(cell: Typed, choices: readonly string[]): string | undefined {
  const word = typeof cell === 'boolean' ? (cell ? '是' : '否') : foldAnswer(String(cell));
  return choices.find((choice) => choice === word);
}

function readChoices(text: string, choices: readonly string[]): readonly string[] | undefined {
  const parts = foldAnswer(text).split(/\s*[、,;/+和\s]\s*/);
  return parts.every((part) => choices.includes(part)) ? choices.filter((choice) => parts.includes(choice)) : undefined;
}
