import type { Misfit } from './control-cells.ts';
import { cellAddress, columnLetters } from './grid.ts';

/** A cell of a table; without `sheet` the table is a file of its own and people count its rows. */
export interface Place {
  readonly sheet?: string | undefined;
  readonly row: number;
  readonly column: number;
}

interface AtCell<I extends string> {
  readonly is: I;
  readonly at: Place;
  /** Header of the column, or 项目 of the setting. */
  readonly title: string;
  readonly found: string;
}

/** What is wrong with the control workbook or a roster file. Values, so that all can be listed at once; `problemLine` words them. */
export type ControlProblem =
  | (AtCell<Misfit> & { readonly allowed: string })
  | (AtCell<'twice' | 'sameFolder'> & { readonly first: Place })
  | AtCell<'unknownSchool' | 'unknownBlank'>
  | { readonly is: 'columnTwice'; readonly at: Place; readonly title: string; readonly first: Place }
  | { readonly is: 'columnsMissing'; readonly sheet?: string | undefined; readonly titles: readonly string[] }
  | { readonly is: 'rowsMissing'; readonly sheet?: string | undefined }
  | { readonly is: 'tabMissing'; readonly sheet: string };

/** A problem with its line, as it is handed on. */
export type ToldProblem = ControlProblem & { readonly message: string };

export function told(problem: ControlProblem): ToldProblem {
  return { ...problem, message: problemLine(problem) };
}

/** One line that says where, what is there and what is allowed: `设置!B7（截止日）是“31”，应为 1 到 28 的整数`. */
function problemLine(problem: ControlProblem): string {
  switch (problem.is) {
    case 'notAllowed':
      return `${whatStands(problem)}，应为${spaced(problem.allowed)}`;
    case 'unseen':
      return `${whatStands(problem)}，里面有换行或看不见的字符（显示为□），请删去`;
    case 'digitsLost':
      return `${whatStands(problem)}，数字太长，末几位已被表格软件改掉，请把单元格设为“文本”后重填`;
    case 'formulaError':
      return `${whatStands(problem)}，是公式出错，请直接填写内容`;
    case 'twoAddresses':
      return `${whatStands(problem)}，一格写了两个邮箱，只能写一个，另一个可写到“备用邮箱”`;
    case 'twice':
      return `${whatStands(problem)}，与${placeWords(problem.first)}重复`;
    case 'sameFolder':
      return `${whatStands(problem)}，与${placeWords(problem.first)}只差大小写或全角半角，两校的文件夹会重名`;
    case 'unknownSchool':
      return `${whatStands(problem)}，学校名册里没有这个编码`;
    case 'unknownBlank':
      return `${whatStands(problem)}，两张表里没有这一栏，请照《总表》“校验问题”里的栏目写`;
    case 'columnTwice':
      return `${placeWords(problem.at)}和${placeWords(problem.first)}的表头都是“${problem.title}”，只能有一列`;
    case 'columnsMissing':
      return `${problem.sheet ?? '名册'}缺少这些列：${problem.titles.join('、')}`;
    case 'rowsMissing':
      return `${problem.sheet ?? '名册'}里一所学校也没有，请在表头下面每校填一行`;
    case 'tabMissing':
      return `没有“${problem.sheet}”这张表，请再运行一次 init 补上`;
  }
}

function whatStands({ at, title, found }: AtCell<string>): string {
  return `${placeWords(at)}（${title}）${found === '' ? '是空的' : `是“${shortened(found)}”`}`;
}

function placeWords({ sheet, row, column }: Place): string {
  return sheet === undefined ? `第 ${row + 1} 行 ${columnLetters(column)} 列` : cellAddress({ sheet, row, column });
}

function shortened(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, '□');
  return visible.length > 40 ? `${visible.slice(0, 40)}…` : visible;
}

/** A space between Chinese words and a digit or letter, as the rest of the line has. */
function spaced(words: string): string {
  return /^[\dA-Za-z]/.test(words) ? ` ${words}` : words;
}
