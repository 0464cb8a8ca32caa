import { type ControlTab, defineTab, filled, optional, type RowOf } from '../control-tab.ts';
import { controlTabs } from '../tree.ts';
import type { Register } from './register.ts';
import { registers, registersApart } from './registers.ts';

/** How many working days before a clock runs out its light turns yellow, where no row says otherwise. */
export const warnDays = 3;

/** 办理时限 (S39): the rules of 督办 and of all other registers, editable, each version from a day on. */
export const timeLimitsTab = defineTab({
  name: controlTabs.timeLimits,
  purpose:
    '各登记表的每个环节几天办完、提前几天亮黄灯。要改规定，在下面加一行并写生效日期，旧的一行留着：那以前开始的照旧的算。',
  columns: [
    filled({ key: 'register', title: '登记表', kind: 'line', width: 14, help: '登记表的名称，例如 督办。' }),
    filled({ key: 'clock', title: '环节', kind: 'line', width: 12, help: '例如 核查、处置、整改、销号。' }),
    filled({ key: 'days', title: '天数', kind: 'count', width: 8, help: '从上一环节办完的第二天起算。' }),
    filled({
      key: 'unit',
      title: '单位',
      kind: 'choice',
      choices: ['工作日', '自然日'],
      width: 10,
      help: '工作日或自然日。',
    }),
    optional({
      key: 'warn',
      title: '预警天数',
      kind: 'count',
      width: 10,
      help: `到期前几个工作日亮黄灯；空为 ${warnDays}。`,
    }),
    optional({
      key: 'since',
      title: '生效日期',
      kind: 'date',
      width: 14,
      help: '从哪天开始的环节照这一行算；空为一直。',
    }),
    optional({ key: 'basis', title: '依据', kind: 'text', width: 44, help: '依据的文件，备查。' }),
  ],
  rows: limitsOf(registers),
});

/** The tab with the rows that go with some registers. */
export function timeLimitsFor(some: readonly Register[]): ControlTab {
  return { ...timeLimitsTab, rows: limitsOf(some) };
}

/** A row a clock whose time is declared; how long a referral may take is no secret, only which there are. */
function limitsOf(some: readonly Register[]): ControlTab['rows'] {
  return [...some, ...registersApart].flatMap(({ name, clocks, window }) =>
    [...clocks, ...(window ? [window] : [])].flatMap(({ title, within }) =>
      within ? [[name, title, within.days, within.unit, warnDays, '', '']] : [],
    ),
  );
}

/** A row of 办理时限. */
export type TimeLimit = RowOf<typeof timeLimitsTab>;
