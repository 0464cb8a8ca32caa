import type { BookTab, Condition, Tone } from '../../../schemas/book.ts';
import type { Severity } from '../../../schemas/finding.ts';
import { columnLetters } from '../../../schemas/grid.ts';
import type { Area } from '../../../schemas/layout.ts';
import type { Period } from '../../../schemas/periods.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { code, fileLink, number, text } from './drawn.ts';
import { openQueries } from './explanations.ts';
import { type Column, listTab } from './list-tab.ts';
import { stateConditions, stateWords, timelinessConditions, timelinessWords } from './marks.ts';
import type { MasterRow, MasterView } from './master-view.ts';
import { deadlineTitle, minuteTitle } from './times.ts';

/** 报送进度: who reported what when, one row per school and period. */
export function progressTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.progress,
    lead: '每校每月一行。报送状态说报表现在怎样，是否按时看最后一个已报版本；两列分开看：有误的学校不等于没有报。',
    empty: '还没有下发报表。',
    columns: columnsOf(view),
    items: view.rows,
    frozen: 2,
    rowHeight: 18,
    // 责任督学, 文件 and 备注 are for the screen: with them no A4 page is legible.
    printedColumns: 19,
    asOf: minuteTitle(view.asOf),
  });
}

function columnsOf(view: MasterView): readonly Column<MasterRow>[] {
  const due = new Map<Period, string>(view.periods.map(({ period, window }) => [period, deadlineTitle(window.due)]));
  return [
    { title: '学校编码', width: 12, cell: ({ school }) => code(school.code) },
    { title: '学校名称', width: 22, cell: ({ school }) => text(school.name) },
    { title: '学段', width: 8, cell: ({ school }) => text(school.stage) },
    { title: '类型', width: 10, cell: ({ school }) => text(school.type) },
    { title: '报送月份', width: 9, cell: ({ period }) => code(period) },
    { title: '报送状态', width: 11, cell: ({ state }) => text(stateWords(state)), conditions: stateConditions },
    {
      title: '是否按时',
      width: 12,
      cell: ({ timeliness }) => text(timelinessWords(timeliness)),
      conditions: timelinessConditions,
    },
    { title: '必须改正', width: 6, cell: (row) => number(countOf(row, 'error')), conditions: tintedIfAny('bad') },
    { title: '请核实', width: 6, cell: (row) => number(countOf(row, 'query')) },
    {
      title: '其中未说明',
      width: 7,
      cell: (row) => number(openQueries(row).length),
      conditions: tintedIfAny('warn'),
    },
    { title: '版本', width: 7, cell: ({ version }) => (version > 0 ? text(`第${version}版`) : text('')) },
    { title: '校验码', width: 10, cell: ({ checkCode }) => code(checkCode) },
    { title: '报送时间', width: 16, cell: ({ madeAt, version }) => code(version > 0 ? minuteTitle(madeAt) : '') },
    { title: '首次看到', width: 16, cell: ({ seenAt, version }) => code(version > 0 ? minuteTitle(seenAt) : '') },
    { title: '截止时间', width: 19, cell: (row) => text(dueOf(row, due)) },
    { title: '联络人', width: 9, cell: ({ school }) => text(school.liaison) },
    { title: '联络人电话', width: 14, cell: ({ school }) => code(school.liaisonPhone) },
    { title: '校长', width: 9, cell: ({ school }) => text(school.principal) },
    { title: '校长电话', width: 14, cell: ({ school }) => code(school.principalPhone) },
    { title: '责任督学', width: 10, cell: ({ school }) => text(school.inspector) },
    { title: '文件', width: 46, cell: ({ path }) => fileLink(path, path) },
    { title: '备注', width: 50, cell: (row) => text(remarkOf(row)) },
  ];
}

function countOf(row: MasterRow, severity: Severity): number {
  let count = 0;
  for (const { finding } of row.findings) if (finding.severity === severity) count += 1;
  return count;
}

function tintedIfAny(tone: Tone): (area: Area) => Condition[] {
  return (area) => [{ area, when: { formula: `${columnLetters(area.column)}${area.row + 1}>0` }, tone }];
}

function dueOf(row: MasterRow, due: ReadonlyMap<Period, string>): string {
  return row.due === undefined ? (due.get(row.period) ?? '') : `${deadlineTitle(row.due)}（延期）`;
}

function remarkOf(row: MasterRow): string {
  const returned = row.state === 'returned' && row.returnReason ? `退回原因：${row.returnReason}` : '';
  return [row.failure, returned].filter((part) => part !== '').join('　');
}
