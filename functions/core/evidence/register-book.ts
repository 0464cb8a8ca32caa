import type { Book, BookTab } from '../../../schemas/book.ts';
import { timeLimitsTab } from '../../../schemas/registers/time-limits.ts';
import { code, number, text } from '../master/drawn.ts';
import { listTab } from '../master/list-tab.ts';
import { minuteTitle } from '../master/times.ts';
import type { EvidenceView } from './evidence-view.ts';
import { registerTab } from './register-tab.ts';

/** 登记表.xlsx: every register with the year's rows, and 办理时限 as they are in force. */
export function registerBook(view: EvidenceView): Book {
  const tabs = view.registers.map((register) =>
    registerTab(
      register,
      view.matters.filter((matter) => matter.register.key === register.key),
      view.asOf,
    ),
  );
  return { title: '登记表', tabs: [...tabs, timeLimits(view)], names: [] };
}

function timeLimits({ timeLimits: rows, asOf }: EvidenceView): BookTab {
  return listTab({
    name: timeLimitsTab.name,
    lead: '各登记表的每个环节几天办完。生效日期不同的几行，从那天起开始的照那一行算。',
    empty: '没有另行规定。',
    columns: [
      { title: '登记表', width: 16, cell: ({ register }) => text(register) },
      { title: '环节', width: 14, cell: ({ clock }) => text(clock) },
      { title: '天数', width: 8, cell: ({ days }) => number(days) },
      { title: '单位', width: 10, cell: ({ unit }) => text(unit) },
      { title: '预警天数', width: 10, cell: ({ warn }) => (warn === undefined ? text('') : number(warn)) },
      { title: '生效日期', width: 14, cell: ({ since }) => code(since ?? '一直') },
      { title: '依据', width: 44, cell: ({ basis }) => text(basis, 'wrapped') },
    ],
    items: rows,
    frozen: 2,
    asOf: minuteTitle(asOf),
  });
}
