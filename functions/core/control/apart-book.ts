import type { Book, BookCell, BookTab } from '../../../schemas/book.ts';
import type { ApartRegister } from '../../../schemas/registers/register.ts';
import { controlTabs } from '../../../schemas/tree.ts';
import { heightFor } from '../master/drawn.ts';
import { tableTab } from './control-book.ts';

/** The workbook of a register apart, as `init` writes it: its owner's alone from then on. */
export function apartBook(register: ApartRegister): Book {
  const { name, columns, rows } = register;
  const lines = [...aboutIt(register), ...columns.map(({ title, help }) => [title, help] as const)];
  const guide: BookTab = {
    name: controlTabs.help,
    flag: 'help',
    widths: [20, 90],
    cells: [
      { row: 0, column: 0, value: `${name}　使用说明`, style: 'h1' },
      ...lines.flatMap(([what, how], index): BookCell[] => [
        { row: index + 2, column: 0, value: what, style: 'strong' },
        { row: index + 2, column: 1, value: how, style: 'wrapped' },
      ]),
    ],
    heights: new Map([[0, 30], ...lines.map(([, how], index) => [index + 2, heightFor(how, 90)] as const)]),
    print: { landscape: true, onePage: true },
  };
  return { title: name, tabs: [tableTab(register, rows), guide], names: [] };
}

function aboutIt({ name, purpose, owner }: ApartRegister): readonly (readonly [what: string, how: string])[] {
  return [
    [name, purpose],
    [
      '谁打得开',
      `这个文件夹只该给${owner}的人权限，由管文件的同事给；能管理整个区的人也打得开，是谁，程序的 doctor 会说。`,
    ],
    [
      '提醒',
      `快到期和超期时，发信到区级设置“科室”里${owner}自己的邮箱，信里只有编号和日期；没有自己的邮箱就不提醒，也不发给别人。几天办完，照区级设置的“办理时限”。`,
    ],
  ];
}
