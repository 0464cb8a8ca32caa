import { weekdayTitle } from '../../../schemas/periods.ts';
import type { ScheduleEntry } from '../obligations/schedule.ts';
import { type Block, gap, line, stacked, wrappedLine } from './block.ts';
import { text } from './drawn.ts';
import type { MasterView } from './master-view.ts';
import { overviewWidths as widths } from './overview-widths.ts';

/** 日程: what comes next, with its weekday; how many schools a reminder would reach is counted from what stands above. */
export function scheduleBlock(view: MasterView): Block {
  if (view.schedule.length === 0) return stacked([]);
  return stacked([
    line([{ column: 0, columns: widths.length, drawn: text('日程', 'h1') }], 30),
    line([
      { column: 0, drawn: text('日期', 'columnHead') },
      { column: 1, columns: 3, drawn: text('事项', 'columnHead') },
      { column: 4, columns: 8, drawn: text('说明', 'columnHead') },
    ]),
    ...view.schedule.map((entry) => entryLine(view, entry)),
    gap,
  ]);
}

function entryLine(view: MasterView, entry: ScheduleEntry): Block {
  const { date, time, kind, title, detail } = entry;
  const unknown = kind === 'unknownHolidays';
  const words = `${time === undefined ? '' : `${time} `}${title}`;
  return wrappedLine(
    [
      { column: 0, drawn: text(weekdayTitle(date)) },
      { column: 1, columns: 3, drawn: text(unknown ? `▲ ${words}` : words, unknown ? 'bad' : 'wrapped') },
      { column: 4, columns: 8, drawn: text(`${detail}${reach(view, entry)}`, 'wrapped') },
    ],
    widths,
    20,
  );
}

function reach({ rows }: MasterView, { kind, period }: ScheduleEntry): string {
  if (kind !== 'rung' || !rows.some((row) => row.period === period)) return '';
  const waiting = rows.filter((row) => row.period === period && row.source !== 'accepted' && row.state !== 'locked');
  return `现在还有 ${waiting.length} 校。`;
}
