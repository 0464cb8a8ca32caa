import { periodTitle } from '../../../schemas/periods.ts';
import { checklistTable } from '../bulletin/annex-checklist.ts';
import { mayTellParts, untoldParts } from '../bulletin/few-schools.ts';
import { pairTitle } from '../bulletin/pair.ts';
import type { Annex, AnnexText, BulletinTable, TableCell, TableRow } from '../bulletin/table.ts';
import { dateTitle, statusWords } from '../bulletin/words.ts';
import { windowTitle } from '../master/times.ts';
import type { AnnualFigures, StepTally, VisitFigures } from './annual-figures.ts';
import { daysTitle } from './tell.ts';

/** 附件: the year in tables, each with its source and the days it covers. */
export function tablesAnnex(figures: AnnualFigures): Annex {
  return {
    label: '附件1',
    title: '督导评估统计表',
    blocks: [
      reportingTable(figures),
      opinionTable(figures),
      bulletinsTable(figures),
      ...casesBlocks(figures),
      visitsTable(figures),
      checklistTable(
        figures.checklist,
        `六、“四个落实”情况（校，应报${figures.checklist.expected}校，已报${figures.checklist.schools}校）`,
      ),
      {
        is: 'note',
        text: `注：登记表的统计区间是${daysTitle(figures.days)}。“—”是没有数据，不是0。涉及的学校少的，不再细分，以免推知个案；本表不列事件所在的学校。`,
      },
    ],
  };
}

function reportingTable({ reporting }: AnnualFigures): BulletinTable {
  const rows = reporting.months.map(
    ({ period, window, status, expected, reported, onTime }): TableRow => ({
      sort: 'item',
      cells: [
        { text: periodTitle(period) },
        { text: window ? windowTitle(window) : '—', ...(status === 'ended' ? {} : { under: statusWords[status] }) },
        number(expected),
        number(reported),
        number(onTime),
      ],
    }),
  );
  const total: TableRow = {
    sort: 'total',
    cells: [
      { text: '合计（校次）' },
      { text: '' },
      number(reporting.expected),
      number(reporting.reported),
      number(reporting.onTime),
    ],
  };
  return table(
    '一、月报报送情况（校）',
    [30, 40, 18, 18, 18],
    ['月份', '统计区间', '应报', '已报', '其中按时'],
    [...rows, total],
  );
}

function opinionTable({ opinions }: AnnualFigures): BulletinTable {
  return table(
    '二、舆情监测情况（件，来源：区级设置“舆情”）',
    [60, 40],
    ['月份', '登记件数'],
    [
      ...opinions.months.map(
        ({ period, total }): TableRow => ({ sort: 'item', cells: [{ text: periodTitle(period) }, number(total)] }),
      ),
      { sort: 'total', cells: [{ text: '合计' }, number(opinions.total)] },
    ],
  );
}

function bulletinsTable({ bulletins }: AnnualFigures): BulletinTable {
  const issued = bulletins.issued.map(
    (it): TableRow => ({
      sort: 'item',
      cells: [
        { text: pairTitle(it) },
        { text: it.number, under: `${dateTitle(it.issuedOn)}签发` },
        number(it.expected),
        number(it.reported),
        number(it.incidents),
        number(it.handled),
      ],
    }),
  );
  const open = bulletins.open.map(
    (it): TableRow => ({
      sort: 'item',
      cells: [{ text: pairTitle(it) }, { text: '没有发出', tone: 'alarm' }, dash, dash, dash, dash],
    }),
  );
  const rows = [...issued, ...open];
  return table(
    '三、定期通报情况（各期发出时的数）',
    [24, 40, 18, 18, 14, 14],
    ['通报', '文号', '应报校次', '已报校次', '发生件数', '处理件数'],
    rows.length > 0 ? rows : [{ sort: 'item', cells: [{ text: '没有' }, dash, dash, dash, dash, dash] }],
  );
}

function casesBlocks({ cases, appeals }: AnnualFigures): (BulletinTable | AnnexText)[] {
  const may = mayTellParts(cases);
  const step = ({ inTime, late, overdue, running }: StepTally): TableCell[] =>
    may ? [inTime, late, overdue, running].map((count) => number(count)) : [untold, untold, untold, untold];
  const steps = table(
    '四、事件督办情况（件，来源：区级设置“督办”）',
    [40, 20, 20, 20, 20],
    ['环节', '按时完成', '超期完成', '超期未完成', '在时限内'],
    cases.steps.map((it): TableRow => ({ sort: 'item', cells: [{ text: it.title }, ...step(it)] })),
  );
  const appealed = mayTellParts(appeals) ? `，超过时限${appeals.overdue}件` : '';
  return [
    steps,
    {
      is: 'text',
      text: `列入督办${cases.total}件，已销号${cases.closed}件；收到申诉${appeals.total}件，已告知结果${appeals.notified}件${appealed}。`,
    },
  ];
}

function visitsTable({ inspections }: AnnualFigures): BulletinTable {
  const row = (title: string, it: VisitFigures): TableRow => ({
    sort: 'item',
    cells: [
      { text: title },
      number(it.planned),
      number(it.visited),
      number(it.schools),
      number(it.problems),
      number(it.rectified),
      number(it.rectifyOverdue),
    ],
  });
  return table(
    '五、实地督导情况（来源：区级设置“督学检查”）',
    [30, 16, 16, 16, 16, 18, 18],
    ['类别', '计划（次）', '已检查（次）', '到校（校）', '问题（个）', '整改完成（个）', '整改超期（次）'],
    [row('专项督导', inspections.special), row('责任督学日常检查', inspections.daily)],
  );
}

const dash: TableCell = { text: '—', tone: 'quiet' };
const untold: TableCell = { text: untoldParts, tone: 'quiet' };

function number(value: number | null): TableCell {
  return value === null ? dash : { text: String(value) };
}

function table(
  caption: string,
  widths: readonly number[],
  heads: readonly string[],
  rows: readonly TableRow[],
): BulletinTable {
  return { is: 'table', caption, widths, head: [heads.map((text) => ({ text }))], rows, cards: false };
}
