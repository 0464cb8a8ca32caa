import type { Book, BookCell, BookTab } from '../../../schemas/book.ts';
import type { ApartRegister } from '../../../schemas/registers/register.ts';
import { controlTabs } from '../../../schemas/tree.ts';
import { heightFor } from '../master/drawn.ts';
import { tableTab } from './control-book.ts';

/** The workbook of a register apart, as `init` writes it: its owner's alone from then on. */
export function apartBook(register: ApartRegister): Book {
  const { name, purpose, columns, rows } = register;
  const guide: BookTab = {
    name: controlTabs.help,
    flag: 'help',
    widths: [20, 90],
    cells: [
      { row: 0, column: 0, value: `${name}　使用说明`, style: 'h1' },
      { row: 2, column: 0, value: name, style: 'strong' },
      { row: 2, column: 1, value: purpose, style: 'wrapped' },
      ...columns.flatMap(({ title, help }, index): BookCell[] => [
        { row: index + 3, column: 0, value: title, style: 'strong' },
        { row: index + 3, column: 1, value: help, style: 'wrapped' },
      ]),
    ],
    heights: new Map([
      [0, 30],
      [2, heightFor(purpose, 90)],
    ]),
    print: { landscape: true, onePage: true },
  };
  return { title: name, tabs: [tableTab(register, rows), guide], names: [] };
}
