import type { Book, BookTab } from '../../../schemas/book.ts';
import { type Field, fieldsOf, fieldTitle } from '../../../schemas/form.ts';
import { definedName } from '../../../schemas/forms.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import type { School } from '../../../schemas/roster.ts';
import { selfCheck } from '../../../schemas/self-check.ts';
import { stateTitles, type Timeliness, timelinesses, timelinessTitles } from '../../../schemas/state.ts';
import { code, type Drawn, number, text } from '../master/drawn.ts';
import { type Column, listTab } from '../master/list-tab.ts';
import { stateWords, timelinessWords } from '../master/marks.ts';
import type { MasterRow } from '../master/master-view.ts';
import { minuteTitle } from '../master/times.ts';
import type { EvidenceView, SummaryView } from './evidence-view.ts';
import { legible } from './legible.ts';

/** Tabs of 报送情况.xlsx. */
export const reportingTabs = { months: '逐月报送', schools: '逐校汇总', checklist: '自查清单' } as const;

/** 报送情况.xlsx: who reported what when, school by school, and how the checklist of 附件2 stands. No figure of incidents. */
export function reportingBook(view: EvidenceView): Book {
  return { title: '报送情况', tabs: [monthsTab(view), schoolsTab(view), checklistTab(view)], names: [] };
}

const schoolColumns: readonly Column<{ readonly school: School }>[] = [
  { title: '学校编码', width: 12, cell: ({ school }) => code(school.code) },
  { title: '学校名称', width: 26, cell: ({ school }) => text(school.name) },
  { title: '类型', width: 10, cell: ({ school }) => text(school.type) },
];

function monthsTab({ rows, asOf }: EvidenceView): BookTab {
  return listTab({
    name: reportingTabs.months,
    lead: '每校每月一行。校验码和学校存档的盖章纸质表上的一致；报送时间是最后一个已报版本的。',
    empty: '没有。',
    columns: [
      ...schoolColumns,
      { title: '报送月份', width: 10, cell: ({ period }) => code(period) },
      { title: '报送状态', width: 12, cell: ({ state }) => text(stateWords(state)) },
      { title: '是否按时', width: 12, cell: ({ timeliness }) => text(timelinessWords(timeliness)) },
      { title: '版本', width: 8, cell: ({ version }) => text(version > 0 ? `第${version}版` : '') },
      { title: '校验码', width: 12, cell: ({ checkCode }) => code(checkCode) },
      { title: '报送时间', width: 17, cell: ({ madeAt, version }) => code(version > 0 ? minuteTitle(madeAt) : '') },
      { title: '首次看到', width: 17, cell: ({ seenAt, version }) => code(version > 0 ? minuteTitle(seenAt) : '') },
    ],
    items: rows,
    frozen: 2,
    asOf: minuteTitle(asOf),
  });
}

interface OfSchool {
  readonly school: School;
  readonly rows: readonly MasterRow[];
}

function bySchool({ schools, rows }: EvidenceView): readonly OfSchool[] {
  return schools.map((school) => ({ school, rows: rows.filter((row) => row.school.code === school.code) }));
}

function schoolsTab(view: EvidenceView): BookTab {
  const countOf = ({ rows }: OfSchool, timeliness: Timeliness) =>
    rows.filter((row) => row.timeliness === timeliness).length;
  return listTab({
    name: reportingTabs.schools,
    lead: '每校一行：全年应报几个月，各有几个月按时、逾期。四项相加等于应报。',
    empty: '没有。',
    columns: [
      ...schoolColumns,
      { title: '应报月数', width: 10, cell: ({ rows }: OfSchool) => number(rows.length) },
      ...timelinesses.map((it) => ({
        title: timelinessTitles[it],
        width: 10,
        cell: (of: OfSchool) => number(countOf(of, it)),
      })),
    ],
    items: bySchool(view),
    frozen: 2,
    asOf: minuteTitle(view.asOf),
  });
}

/** 有/无 and numbers of 附件2 by the last accepted version of the year; nothing that a school wrote in words. */
function checklistTab(view: EvidenceView): BookTab {
  const fields = fieldsOf(selfCheck).filter(({ kind }) => kind === 'tick' || kind === 'count');
  const summaries = new Map(view.summaries.map((summary) => [summary.school.code, summary]));
  const tab = listTab<OfSchool>({
    name: reportingTabs.checklist,
    lead: '每校一行，照附件2，取本年度最后一个已报版本；“没有落实”是没有填“有”的项数。没有已报版本的写“—”。',
    empty: '没有。',
    columns: [
      ...schoolColumns,
      { title: '依据月份', width: 10, cell: (of) => code(lastAccepted(of)?.period ?? '—') },
      { title: '没有落实', width: 8, cell: (of) => lackingIn(fields, lastAccepted(of)) },
      ...fields.map((field) => ({
        title: fieldTitle(field),
        width: field.kind === 'tick' ? 12 : 10,
        cell: (of: OfSchool) => answer(field, lastAccepted(of)),
      })),
      { title: '年度总结', width: 10, cell: ({ school }) => text(summaryWords(summaries.get(school.code))) },
    ],
    items: bySchool(view),
    frozen: 2,
    rowHeight: 18,
    asOf: minuteTitle(view.asOf),
  });
  return legible(tab);
}

function lastAccepted({ rows }: OfSchool): MasterRow | undefined {
  return rows.findLast(({ source }) => source === 'accepted');
}

function answer(field: Field, row: MasterRow | undefined): Drawn {
  const value = row?.values[definedName(selfCheck, field)];
  if (!row || !value?.understood) return text('—');
  return typeof value.value === 'number' ? number(value.value) : text(String(value.value ?? ''));
}

function lackingIn(fields: readonly Field[], row: MasterRow | undefined): Drawn {
  if (!row) return text('—');
  const ticks = fields.filter(({ kind }) => kind === 'tick');
  return number(ticks.filter((field) => row.values[definedName(selfCheck, field)]?.value !== '有').length);
}

/** `已报送`; a dash where nothing was asked for. */
function summaryWords(summary: SummaryView | undefined): string {
  return summary ? stateTitles[summary.state] : '—';
}

/** 年度总结清单.xlsx: whose summary is in, and which workbook holds it. Its words stay there. */
export function summariesBook({ summaries, asOf }: EvidenceView): Book {
  const tab = listTab<SummaryView>({
    name: '年度总结',
    lead: '每校一行。总结写在学校那个月报表的《年度总结》里，原件在学校的文件夹。',
    empty: '本年度没有要求报送年度总结。',
    columns: [
      ...schoolColumns,
      { title: '报送状态', width: 12, cell: ({ state }) => text(stateWords(state)) },
      { title: '报送月份', width: 12, cell: ({ row }) => text(periodTitle(row.period)) },
      { title: '校验码', width: 12, cell: ({ row }) => code(row.checkCode) },
      { title: '报送时间', width: 17, cell: ({ row }) => code(row.version > 0 ? minuteTitle(row.madeAt) : '') },
      { title: '原件', width: 48, cell: ({ row }) => text(row.path) },
    ],
    items: summaries,
    frozen: 2,
    asOf: minuteTitle(asOf),
  });
  return { title: '年度总结清单', tabs: [tab], names: [] };
}
