import type { BookTab } from '../../../schemas/book.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { code, number, text } from './drawn.ts';
import { listTab } from './list-tab.ts';
import { severityConditions, severityWords } from './marks.ts';
import type { MasterView } from './master-view.ts';
import { minuteTitle } from './times.ts';

/** 校验规则: what is checked, how grave it is, an example, and how often it stands now. */
export function rulesTab(view: MasterView): BookTab {
  const standing = new Map<string, number>();
  for (const { findings } of view.rows)
    for (const { finding } of findings) standing.set(finding.code, (standing.get(finding.code) ?? 0) + 1);
  return listTab({
    name: masterTabs.rules,
    lead: '只有“必须改正”会使报表不能算报送；“请核实或说明”请学校核对或写说明，“提示”只是告知。对个别学校不适用的规则，请在区级设置的《豁免》里登记。',
    empty: '没有登记的规则。',
    columns: [
      { title: '规则', width: 11, cell: (rule) => code(rule.code) },
      {
        title: '轻重',
        width: 16,
        cell: ({ severity }) => text(severityWords(severity)),
        conditions: severityConditions,
      },
      { title: '查什么', width: 56, cell: ({ sentence }) => text(sentence, 'wrapped') },
      { title: '例子', width: 56, cell: ({ example }) => text(example, 'wrapped') },
      { title: '现有', width: 8, cell: (rule) => number(standing.get(rule.code) ?? 0) },
    ],
    items: view.rules,
    frozen: 1,
    asOf: minuteTitle(view.asOf),
  });
}
