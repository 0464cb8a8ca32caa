import { describe, expect, it } from 'vitest';
import { masterBook } from '../../../functions/core/master/master-book.ts';
import { supervise } from '../../../functions/core/supervision/supervise.ts';
import { registers } from '../../../schemas/registers/registers.ts';
import { monthsView } from '../bulletin-sample.ts';
import { cellFor, holidays, mattersTyped } from './register-rows.ts';
import { code, type Typed, terms } from './seen.ts';

describe('the master', () => {
  it('holds no word that people typed into a register', () => {
    const marker = '紫荆记号';
    const typed = registers.map((register) => {
      const row = Object.fromEntries(
        register.columns.map((column) => [column.title, column.key === 'school' ? code : cellFor(column, marker)]),
      );
      const needed = register.columns.filter(({ filled }) => filled).map(({ title }) => title);
      const open = Object.fromEntries(Object.entries(row).filter(([title]) => needed.includes(title)));
      return [register, register.key === 'file' ? [{ ...row, 档案号: 'A-1' }] : [row, open]] as const;
    });
    const asOf = '2018-10-31';
    const sent = { counts: [1, 0, 1, 0] } as const;
    const view = { ...monthsView([7, 8, 9, 10], () => sent), asOf: `${asOf}T09:00:00+08:00` };
    const matters = mattersTyped(asOf, typed as Typed);
    expect(matters.length).toBeGreaterThan(registers.length);
    expect(JSON.stringify(matters)).toContain(marker);
    const supervision = supervise({ ...view, matters, terms, sections: [], holidays });
    expect(supervision.lines.length).toBeGreaterThan(8);
    const book = masterBook({ ...view, matters, supervision });
    const words = JSON.stringify(book.tabs.map(({ cells }) => cells));
    expect(words).toContain('超期的登记事项');
    expect(words).not.toContain(marker);
  });
});
