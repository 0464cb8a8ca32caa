import type { BookTab } from '../../../schemas/book.ts';
import type { ControlColumn } from '../../../schemas/control-cells.ts';
import type { Entry } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { code, type Drawn, number, text } from '../master/drawn.ts';
import { type Column, listTab } from '../master/list-tab.ts';
import { minuteTitle } from '../master/times.ts';
import { redactText } from '../pii/redact-text.ts';
import type { ClockState } from '../registers/clocks.ts';
import type { Matter } from '../registers/matters.ts';
import { legible } from './legible.ts';

/** A register as it leaves the house: number, school, days, coded choices and how each step stands, never what it tells. */
export function registerTab(register: Register, matters: readonly Matter[], asOf: string): BookTab {
  const tab = listTab({
    name: register.name,
    lead: `照区级设置的“${register.name}”。文字描述留在那里，不在这里；“行”是它在那里的行号。`,
    empty: '没有登记。',
    columns: columnsOf(register),
    items: matters,
    frozen: register.columns[0]?.key === 'school' ? 3 : 2,
    asOf: minuteTitle(asOf),
  });
  return legible(tab);
}

function columnsOf(register: Register): readonly Column<Matter>[] {
  return [
    { title: '行', width: 6, cell: ({ entry }) => number(entry.row + 1) },
    ...register.columns.filter((column) => travels(register, column)).flatMap((column) => columnOf(register, column)),
    { title: '承办科室', width: 12, cell: ({ owner }) => text(owner) },
    ...register.clocks.map(({ key, title }) => ({
      title: `环节：${title}`,
      width: 26,
      cell: ({ clocks }: Matter) => text(clockWords(clocks.find(({ clock }) => clock.key === key))),
    })),
  ];
}

/**
 * A register with a column of free text tells of cases: of its columns only those travel that hold a number, a day or a
 * choice. Words of the others (documents, activities, people in office) are what they are evidence of.
 */
function travels(register: Register, { key, kind, choices = [] }: ControlColumn): boolean {
  const tellsOfCases = register.columns.some((column) => column.kind === 'text');
  switch (kind) {
    case 'text':
      return false;
    case 'line':
      return !tellsOfCases || choices.length > 0;
    case 'name':
    case 'phone':
    case 'mail':
      return !tellsOfCases;
    case 'choice':
      return key !== 'section';
    case 'code':
    case 'rule':
    case 'count':
    case 'mark':
    case 'year':
    case 'date':
    case 'days':
    case 'yearDay':
    case 'period':
    case 'months':
    case 'choices':
      return true;
  }
}

function columnOf(register: Register, column: ControlColumn): readonly Column<Matter>[] {
  const { title, width } = column;
  const own: Column<Matter> = { title, width, cell: ({ entry }) => drawn(column, entry) };
  if (column.key !== 'school') return [own];
  return [own, { title: '学校名称', width: 24, cell: ({ school }) => text(school?.name ?? wholeDistrict(register)) }];
}

function wholeDistrict({ columns }: Register): string {
  return columns.some(({ key, filled }) => key === 'school' && filled) ? '' : '全区';
}

function drawn({ key, kind, choices = [] }: ControlColumn, { values }: Entry): Drawn {
  const value = values[key];
  if (value === undefined || value === null || value === '') return text('');
  if (kind === 'count') return number(Number(value));
  if (kind === 'mark') return { value: Number(value), style: 'mark' };
  if (kind === 'date') return { value: { date: String(value) }, style: 'date' };
  if (kind === 'code' || kind === 'year') return code(String(value));
  if (Array.isArray(value)) return text(value.join('、'), 'wrapped');
  // What a drop-down offers is coded; anything else that somebody wrote there is words.
  if (kind === 'line' && choices.length > 0) return text(choices.includes(String(value)) ? String(value) : '其他');
  return text(kind === 'line' ? redactText(String(value)).text : String(value), 'wrapped');
}

/** How a step of a row stands: the same on every day but the one on which it becomes overdue. */
export function clockWords(state: ClockState | undefined): string {
  if (!state) return '—';
  const { light, due = '', doneOn = '' } = state;
  switch (light) {
    case '未开始':
      return '未开始';
    case '绿':
    case '黄':
      return `◎ 在办，${due} 到期`;
    case '红':
      return `▲ 超期未办，${due} 到期`;
    case '完成':
      return `√ ${doneOn} 办结`;
    case '超期完成':
      return `△ ${doneOn} 办结，${due} 到期`;
  }
}
