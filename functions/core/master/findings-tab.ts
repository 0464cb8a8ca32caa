import type { BookTab } from '../../../schemas/book.ts';
import type { Finding, SetAside, Severity } from '../../../schemas/finding.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { code, fileLink, text } from './drawn.ts';
import { explanationOf } from './explanations.ts';
import { type Column, listTab } from './list-tab.ts';
import { setAsideWords, severityConditions, severityWords } from './marks.ts';
import type { MasterRow, MasterView } from './master-view.ts';
import { minuteTitle } from './times.ts';
import { blankTitle, formName } from './titles.ts';

interface Item {
  readonly row: MasterRow;
  readonly finding: Finding;
  readonly since: string;
  /** Why it is not raised. */
  readonly aside?: Pick<SetAside, 'why' | 'text'>;
}

/**
 * 校验问题: every finding that stands, errors first, each with a link to the cell that must change; after them what the
 * schools explained and the section waived, so that nothing is passed over unseen.
 */
export function findingsTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.findings,
    lead: '必须改正的排在前面。点“单元格”打开学校的报表；学校改好保存后，下次运行这里自动消去。学校写了说明的、区级设置里豁免了的，排在最后备查，不用再办。',
    empty: '现在没有问题。',
    columns: columnsOf(view),
    items: itemsOf(view.rows),
    frozen: 2,
    asOf: minuteTitle(view.asOf),
  });
}

function itemsOf(rows: readonly MasterRow[]): Item[] {
  const bySeverity: Record<Severity, Item[]> = { error: [], query: [], note: [] };
  for (const row of rows)
    for (const { finding, since } of row.findings) bySeverity[finding.severity].push({ row, finding, since });
  const aside = rows.flatMap((row) =>
    (row.setAside ?? []).map(({ finding, why, text: words, since }): Item => {
      return { row, finding, since, aside: { why, text: words } };
    }),
  );
  return [...bySeverity.error, ...bySeverity.query, ...bySeverity.note, ...aside];
}

/** What the school wrote about it, or why the section waived it. */
function remarkOf({ forms }: MasterView, { row, finding, aside }: Item): string {
  if (!aside) return explanationOf(forms, row, finding);
  return aside.why === 'waived' ? `豁免：${aside.text}` : aside.text;
}

function columnsOf(view: MasterView): readonly Column<Item>[] {
  return [
    { title: '学校编码', width: 12, cell: ({ row }) => code(row.school.code) },
    { title: '学校名称', width: 22, cell: ({ row }) => text(row.school.name) },
    { title: '报送月份', width: 9, cell: ({ row }) => code(row.period) },
    {
      title: '轻重',
      width: 15,
      cell: ({ finding, aside }) => text(aside ? setAsideWords(aside.why) : severityWords(finding.severity)),
      conditions: severityConditions,
    },
    { title: '规则', width: 9, cell: ({ finding }) => code(finding.code) },
    { title: '表', width: 8, cell: ({ finding }) => text(formName(view.forms, finding.form)) },
    {
      title: '栏目',
      width: 20,
      cell: ({ finding }) => text(blankTitle(view.forms, finding.form, finding.field), 'wrapped'),
    },
    { title: '单元格', width: 12, cell: ({ row, finding }) => fileLink(finding.cell, row.path, finding.cell) },
    { title: '现在是', width: 27, cell: ({ finding }) => text(finding.found, 'wrapped') },
    { title: '应当是', width: 27, cell: ({ finding }) => text(finding.expected, 'wrapped') },
    { title: '怎么改', width: 27, cell: ({ finding }) => text(finding.mend, 'wrapped') },
    {
      title: '学校说明',
      width: 22,
      cell: (item) => text(remarkOf(view, item), 'wrapped'),
    },
    { title: '首次发现', width: 16, cell: ({ since }) => code(minuteTitle(since)) },
  ];
}
