import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { told } from '../../schemas/control-problem.ts';
import type { FailureCode } from '../../schemas/failures.ts';
import { rosterColumns, type School } from '../../schemas/roster.ts';
import { readRoster } from '../core/control/read-roster.ts';
import { findTable, type Grid } from '../core/control/read-table.ts';
import { readWorkbook } from './xlsx/read-workbook.ts';

/** The schools of a roster file, or every reason why it cannot be taken, one line each. */
export type RosterFile = { readonly schools: readonly School[] } | { readonly problems: readonly string[] };

type Opened = { readonly grid: Grid } | { readonly problem: string };

/** Reads the roster that `init` starts a district from: .xlsx, or .csv in UTF-8 or as Chinese Excel saves it. */
export async function readRosterFile(path: string): Promise<RosterFile> {
  const opened = await openRoster(path);
  if ('problem' in opened) return { problems: [opened.problem] };
  const { schools, problems } = readRoster(opened.grid);
  return problems.length > 0 ? { problems: problems.map((problem) => told(problem).message) } : { schools };
}

async function openRoster(path: string): Promise<Opened> {
  const kind = extname(path).toLowerCase();
  if (kind !== '.xlsx' && kind !== '.csv')
    return {
      problem: `名册“${path}”应为 .xlsx 或 .csv 文件；其他格式请用 Excel 或 WPS 另存为“Excel 工作簿（*.xlsx）”`,
    };
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return { problem: `名册“${path}”${whyNotRead(bytes)}` };
  return kind === '.xlsx' ? openWorkbook(path, bytes) : openCsv(bytes);
}

function whyNotRead(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '找不到，请核对文件名和所在的文件夹';
  if (error.code === 'EISDIR') return '是一个文件夹，请写出里面的文件名';
  if (error.code === 'EBUSY') return '正被别的程序占用，请先在 Excel 或 WPS 里关闭它';
  return `读不出来（${error.code ?? error.message}），请核对权限和磁盘`;
}

function whyNotOpened(code: FailureCode): string {
  if (code === 'F-EMPTY') return '是空文件';
  if (code === 'F-ENCRYPTED') return '设了打开密码，请去掉密码后另存一份';
  if (code === 'F-OLD-FORMAT') return '其实是旧格式，请用 Excel 或 WPS 另存为“Excel 工作簿（*.xlsx）”，只改后缀名不行';
  if (code === 'F-TOO-LARGE') return '太大，请只留名册这一张表';
  return `读不出来（${code}），请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”再试`;
}

function openWorkbook(path: string, bytes: Buffer): Opened {
  const read = readWorkbook(bytes);
  if (!read.ok) return { problem: `名册“${path}”${whyNotOpened(read.code)}` };
  const { sheets, date1904 } = read.workbook;
  const tables = sheets.map(({ cells }) => findTable({ cells, date1904 }, rosterColumns));
  const whole = tables.find(({ problems }) => problems.every(({ is }) => is !== 'columnsMissing'));
  const nearest = tables.toSorted((a, b) => b.columns.size - a.columns.size)[0];
  return { grid: (whole ?? nearest)?.grid ?? { cells: [] } };
}

async function openCsv(bytes: Buffer): Promise<Opened> {
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    // Blank lines stay, so that rows are numbered as people see them.
    return { grid: { cells: parse(decode(bytes), { relax_column_count: true, skip_empty_lines: false }) } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      problem: `名册的第 ${Number(error.lines ?? 0)} 行引号不成对，请用 Excel 或 WPS 打开，另存为 .xlsx 再试`,
    };
  }
}

/** Chinese Excel saves 逗号分隔 in GB18030 and gives no sign of it; bytes of that are hardly ever valid UTF-8. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
