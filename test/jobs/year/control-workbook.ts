import { controlBook } from '../../../functions/core/control/control-book.ts';
import type { BookCell } from '../../../schemas/book.ts';
import type { Cell, Workbook } from '../../../schemas/grid.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import type { School } from '../../../schemas/roster.ts';
import { controlTabs } from '../../../schemas/tree.ts';
import { type Decisions, type Row, sectionAddress } from './world-of-schools.ts';

/** What the section typed besides its decisions: settings by their title, other cells by tab, row and column from 0. */
export interface TypedOver {
  readonly settings?: Readonly<Record<string, Cell>>;
  readonly cells?: Readonly<Record<string, readonly (readonly [row: number, column: number, value: Cell])[]>>;
}

/**
 * 区级设置.xlsx as values, as the section would have typed its decisions into what `init` wrote.
 * @param registers those that somebody keeps; where nobody does, their tabs would only be built and read again each time
 */
export function controlWorkbook(
  { rows, extensions, days }: Decisions,
  { settings, cells = {} }: TypedOver = {},
  registers: readonly Register[] = [],
): Workbook {
  const schools = rows.map(schoolOf);
  const tabs = controlBook(schools, registers).tabs.map(({ name, cells: drawn }) => ({
    name,
    hidden: false,
    cells: grid(drawn),
  }));
  const sheet = (name: string): Cell[][] => tabs.find((tab) => tab.name === name)?.cells ?? [];
  extensions.forEach(({ school, period, due }, index) => {
    sheet(controlTabs.extensions)[index + 1] = [school, period, due, ''];
  });
  days.forEach(({ day, type }, index) => {
    sheet(controlTabs.holidays)[index + 1] = [day, type, ''];
  });
  for (const [title, value] of Object.entries({ 安全科邮箱: sectionAddress, ...settings })) {
    const line = sheet(controlTabs.settings).find(([name]) => name === title);
    if (!line) throw new Error(`no setting ${title}`);
    line[1] = value;
  }
  for (const [name, typed] of Object.entries(cells))
    for (const [row, column, value] of typed) {
      const line = sheet(name)[row];
      if (!line) throw new Error(`no row ${row} in ${name}`);
      line[column] = value;
    }
  return { sheets: tabs, names: new Map(), date1904: false };
}

function grid(cells: readonly BookCell[]): Cell[][] {
  const rows: Cell[][] = [];
  for (const { row, column, value } of cells) {
    const line = rows[row] ?? [];
    rows[row] = line;
    line[column] = typeof value === 'object' ? null : value;
  }
  return Array.from(rows, (line) => Array.from(line ?? [], (cell) => cell ?? null));
}

function schoolOf(row: Row): School {
  return {
    code: row.code,
    name: row.name,
    stage: '小学',
    type: '公办',
    liaison: '甲老师',
    liaisonEmail: row.contact,
    principal: '乙校长',
    principalEmail: row.principal,
    inspector: '丁督学',
    inspectorEmail: row.inspector,
    villages: 0,
    liaisonPhone: '',
    principalPhone: '',
    backupLiaison: '',
    backupEmail: '',
    deputy: '',
    deputyPhone: '',
    centralSchool: '',
    activeFrom: row.from,
    activeThrough: row.through,
    delivery: row.byMail ? '邮件' : '',
    remark: '',
  };
}
