import { changeCell, hasLastYear, pairCell, spanHeads, spanWidths, sumCell } from './annex-spans.ts';
import { type BulletinFigures, type CountKey, countKeys, type TotalFigures } from './bulletin-figures.ts';
import { mayTellParts, mayTellPartsByMonth, untoldParts } from './few-schools.ts';
import type { AnnexText, BulletinTable, TableCell } from './table.ts';
import { countTitles } from './words.ts';

/** What happened, against the pair before and last year; 其中数 only where enough schools are concerned. */
export function countsBlocks(figures: BulletinFigures): (BulletinTable | AnnexText)[] {
  const { totals } = figures;
  const table: BulletinTable = {
    is: 'table',
    caption: '二、事件情况（件）',
    widths: spanWidths(figures, 24),
    head: [[{ text: '项目' }, ...spanHeads(figures)]],
    rows: countKeys.map((key) => ({ sort: 'item', cells: [{ text: countTitles[key] }, ...countCells(key, totals)] })),
    cards: false,
  };
  return [table, ...countNotes(totals)];
}

function countCells(key: CountKey, totals: TotalFigures): TableCell[] {
  const count = totals[key];
  const { incidents } = totals;
  const isPart = key === 'incidentsReported' || key === 'incidentsCriminal';
  const told = (may: boolean, cell: TableCell): TableCell => (may || !isPart ? cell : untold);
  const [now, before] = [mayTellParts(incidents), mayTellParts(incidents.before)];
  const lastYear = mayTellParts(incidents.lastYear);
  return [
    ...count.months.map((sum) => told(mayTellPartsByMonth(incidents), sumCell(sum))),
    told(now, pairCell(count)),
    told(before, pairCell(count.before)),
    told(now && before, changeCell(count.change, '件')),
    ...(hasLastYear(totals)
      ? [told(lastYear, pairCell(count.lastYear)), told(now && lastYear, changeCell(count.changeLastYear, '件'))]
      : []),
  ];
}

const untold: TableCell = { text: untoldParts, tone: 'quiet' };

function countNotes({ backlog }: TotalFigures): AnnexText[] {
  const whole = backlog.sum !== null && backlog.schools === backlog.expected;
  const known = whole ? '' : '算得出，其余学校不详';
  const open =
    backlog.sum === null
      ? '期末待处理件数无数据。'
      : `期末待处理${backlog.sum}件（${backlog.schools}/${backlog.expected}校${known}）。`;
  return [
    { is: 'text', text: open },
    {
      is: 'note',
      text: '注：各数下面是覆盖，即填清这一项的学校/应报学校，两个月的按月分列。只计已报版本。接收举报发现、构成刑事案件都是发生数的其中数，可以重叠，不能相加；有事件的学校少的，不单列，以免推知个案。可比增减只计两期四个月都有数据的学校。',
    },
  ];
}
