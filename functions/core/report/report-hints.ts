import type { Field } from '../../../schemas/form.ts';
import { type Cell, columnLetters } from '../../../schemas/grid.ts';
import type { Area, PlacedField } from '../../../schemas/layout.ts';
import { countWords } from '../../../schemas/text.ts';
import { blankTick } from '../../../schemas/ticks.ts';
import { wordCountFormula } from './word-count-formula.ts';

/** A formula that says in words what is to do, and what it says at hand-out. */
export interface Hint {
  readonly formula: string;
  readonly result: string;
}

/** A blank and what it holds at hand-out. */
export interface Blank {
  readonly placed: PlacedField;
  readonly value: Cell;
}

/**
 * The words beside a row: what is still to fill, what is wrong, how many 字 were written. They judge only what follows
 * from the declaration of one blank; everything else waits for the next run. Undefined where there is nothing to say.
 */
export function hintOf(row: readonly Blank[], carriedFrom: string | undefined): Hint | undefined {
  const counted = row.filter(({ placed }) => placed.field.maxWords !== undefined);
  const parts = [
    ...wrongTicks(row.filter(({ placed }) => placed.field.kind === 'tick')),
    ...wrongCounts(row.filter(({ placed }) => placed.field.kind === 'count')),
    ...counted.map((blank) => wordsWritten(blank, overWords(blank, counted.length > 1))),
    ...stillEmpty(
      row.filter(({ placed }) => placed.field.required),
      '待填',
    ),
    ...stillEmpty(
      row.filter(({ placed }) => placed.field.signs),
      '待签',
    ),
    ...(carriedFrom && row.some(isCarried) ? [always(`请核对：沿用${carriedFrom}`)] : []),
  ];
  if (parts.length === 0) return undefined;
  return {
    formula: parts.length === 1 ? (parts[0]?.formula ?? '') : onLines(parts),
    result: parts.flatMap(({ result }) => (result === '' ? [] : [result])).join('\n'),
  };
}

/** True for an answer of last month that was filled in at hand-out. */
export function isCarried({ placed, value }: Blank): boolean {
  return placed.field.carry === true && value !== null && String(value).trim() !== '';
}

/** The head above the hints of a tab: how many rows still ask for something. */
export function hintSummary(area: Area, hints: readonly Hint[]): Hint {
  const range = `${cellRef(area.row, area.column)}:${cellRef(area.row + area.rows - 1, area.column)}`;
  const rows = (words: string) => `COUNTIF(${range},"*${words}*")`;
  const now = (words: string) => hints.filter(({ result }) => result.includes(words)).length;
  const wrong = now('请改') + now('超出');
  return {
    formula:
      `IF(${rows('请改')}+${rows('超出')}>0,"有"&(${rows('请改')}+${rows('超出')})&"行请改",` +
      `IF(${rows('待填')}>0,"还有"&${rows('待填')}&"行待填",IF(${rows('待签')}>0,"还没签","没有待填、待签的了")))`,
    result:
      wrong > 0
        ? `有${wrong}行请改`
        : now('待填') > 0
          ? `还有${now('待填')}行待填`
          : now('待签') > 0
            ? '还没签'
            : '没有待填、待签的了',
  };
}

/** When a blank's cell is to be tinted as wrong: a formula, or undefined where nothing can be told from it alone. */
export function wrongFormula({ placed }: Blank, hintCell: string, severalCounted: boolean): string | undefined {
  const cell = firstCell(placed);
  switch (placed.field.kind) {
    case 'tick':
      return bothTicked(cell);
    case 'count':
      return notCount(cell);
    default:
      return placed.field.maxWords === undefined
        ? undefined
        : `ISNUMBER(FIND("${overWords({ placed, value: null }, severalCounted)}",${hintCell}))`;
  }
}

/** `$B$4`. */
export function cellRef(row: number, column: number): string {
  return `$${columnLetters(column)}$${row + 1}`;
}

function firstCell({ input }: PlacedField): string {
  return cellRef(input.row, input.column);
}

function wrongTicks(blanks: readonly Blank[]): Hint[] {
  if (blanks.length === 0) return [];
  const words = '请改：有、无只能选一项';
  const both = blanks.some(({ value }) => String(value ?? '').split('√').length > 2);
  const tests = blanks.map(({ placed }) => bothTicked(firstCell(placed)));
  return [{ formula: `IF(${anyOf(tests)},"${words}","")`, result: both ? words : '' }];
}

function bothTicked(cell: string): string {
  return `LEN(${cell})-LEN(SUBSTITUTE(${cell},"√",""))>1`;
}

function notCount(cell: string): string {
  return `IF(ISNUMBER(${cell}),OR(${cell}<0,${cell}<>INT(${cell})),FALSE)`;
}

function wrongCounts(blanks: readonly Blank[]): Hint[] {
  if (blanks.length === 0) return [];
  const [mend, advise] = ['请改：应是0或正整数', '建议只填数字'];
  const tests = blanks.map(({ placed }) => notCount(firstCell(placed)));
  const texts = blanks.map(({ placed }) => isWords(firstCell(placed), placed.field));
  const wrong = blanks.some(({ value }) => typeof value === 'number' && (value < 0 || !Number.isInteger(value)));
  const words = blanks.some(({ placed, value }) => {
    const text = typeof value === 'string' ? value.trim() : '';
    return text !== '' && !(placed.field.notApplicable && text === '不适用');
  });
  return [
    {
      formula: `IF(${anyOf(tests)},"${mend}",IF(${anyOf(texts)},"${advise}",""))`,
      result: wrong ? mend : words ? advise : '',
    },
  ];
}

function isWords(cell: string, { notApplicable }: Field): string {
  return `AND(ISTEXT(${cell}),TRIM(${cell})<>""${notApplicable ? `,TRIM(${cell})<>"不适用"` : ''})`;
}

function anyOf(tests: readonly string[]): string {
  return tests.length === 1 ? (tests[0] ?? '') : `OR(${tests.join(',')})`;
}

/** The words by which a text that is too long is known: with the blank's own name where its row counts several. */
function overWords({ placed: { field } }: Blank, several: boolean): string {
  const name = (field.short ?? field.label).split('·').at(-1) ?? '';
  return `${several ? name.replace(/[\s"]/g, '') : ''}超出`;
}

function wordsWritten({ placed, value }: Blank, over: string): Hint {
  const limit = placed.field.maxWords ?? 0;
  const words = wordCountFormula(firstCell(placed));
  const name = over.slice(0, -'超出'.length);
  const written = countWords(String(value ?? ''));
  const excess = written > limit ? `超出${written - limit}字，` : '';
  return {
    formula: `"${name}"&IF(${words}>${limit},"超出"&(${words}-${limit})&"字，","")&"已写"&${words}&"字（限${limit}字）"`,
    result: `${name}${excess}已写${written}字（限${limit}字）`,
  };
}

function stillEmpty(blanks: readonly Blank[], words: string): Hint[] {
  if (blanks.length === 0) return [];
  const tests = blanks.map(({ placed }) => emptyFormula(placed));
  return [
    {
      formula: `IF(${anyOf(tests)},"${words}","")`,
      result: blanks.some(isEmpty) ? words : '',
    },
  ];
}

function emptyFormula(placed: PlacedField): string {
  const cell = firstCell(placed);
  if (placed.field.kind !== 'tick') return `TRIM(${cell})=""`;
  const bare = `SUBSTITUTE(${cell}," ","")`;
  return `OR(${bare}="",${bare}="${bareTick}")`;
}

const bareTick = blankTick.replaceAll(' ', '');

function isEmpty({ placed, value }: Blank): boolean {
  const text = String(value ?? '');
  return text.trim() === '' || (placed.field.kind === 'tick' && text.replaceAll(' ', '') === bareTick);
}

function always(words: string): Hint {
  const bare = words.replace(/[\s"]/g, '');
  return { formula: `"${bare}"`, result: bare };
}

// No part has a space in it: what is silent is trimmed away, and what speaks gets its own line.
function onLines(parts: readonly Hint[]): string {
  return `SUBSTITUTE(TRIM(${parts.map(({ formula }) => formula).join('&" "&')})," ",CHAR(10))`;
}
