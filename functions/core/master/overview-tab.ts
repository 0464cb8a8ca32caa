import type { BookTab } from '../../../schemas/book.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { type Block, gap, line, stacked, wrappedLine } from './block.ts';
import { printed, text } from './drawn.ts';
import { coverageOf } from './form-totals.ts';
import { groupMessage } from './group-message.ts';
import type { MasterView } from './master-view.ts';
import { countsBlock } from './overview-counts.ts';
import { scheduleBlock } from './overview-schedule.ts';
import { todoBlock } from './overview-todo.ts';
import { overviewWidths as widths } from './overview-widths.ts';
import { deadlineTitle, minuteTitle, windowTitle } from './times.ts';

/** 总览: what to do today, what comes next, a paragraph for the chat group, then every period's counts. */
export function overviewTab(view: MasterView): BookTab {
  const asOf = minuteTitle(view.asOf);
  const { cells, merges, heights } = stacked([
    titleBlock(view),
    todoBlock(view),
    scheduleBlock(view),
    messageBlock(view),
    countsBlock(view),
  ]);
  return {
    name: masterTabs.overview,
    flag: 'read',
    widths,
    heights,
    cells,
    merges,
    locked: true,
    print: printed(0, asOf),
  };
}

function titleBlock(view: MasterView): Block {
  const [newest] = view.periods;
  const words = newest
    ? `${periodTitle(newest.period)}：${coverageOf(newest)}。统计区间 ${windowTitle(newest.window)}，${deadlineTitle(newest.window.due)} 截止。`
    : '还没有下发报表。';
  return stacked([
    line(
      [
        { column: 0, columns: 9, drawn: text('今天要做的事', 'h1') },
        { column: 9, columns: 3, drawn: text(`数据截至 ${minuteTitle(view.asOf)}`, 'muted') },
      ],
      30,
    ),
    line([{ column: 0, columns: widths.length, drawn: text(words, 'lead') }], 22),
  ]);
}

function messageBlock(view: MasterView): Block {
  const message = groupMessage(view);
  if (message === '') return stacked([]);
  return stacked([
    line([{ column: 0, columns: widths.length, drawn: text('发到学校群里的话', 'h1') }], 30),
    line([
      { column: 0, columns: widths.length, drawn: text('点下面这一格，复制，粘贴到群里；发之前请看一遍。', 'muted') },
    ]),
    wrappedLine([{ column: 0, columns: widths.length, drawn: text(message, 'wrapped') }], widths, 40),
    gap,
  ]);
}
