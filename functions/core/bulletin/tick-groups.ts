import { fieldTitle } from '../../../schemas/form.ts';
import { selfCheck } from '../../../schemas/self-check.ts';
import type { MasterValue } from '../master/master-view.ts';
import type { Tick } from './bulletin-figures.ts';

/** One line of the checklist, under the heading that it stands under in 自查表. */
export interface TickLine {
  readonly key: string;
  readonly source: string;
  readonly title: string;
  readonly group: string;
}

/** S59–S71 in the order of the paper, as 自查表 declares them. */
export const ticks: readonly TickLine[] = selfCheck.tabs.flatMap((tab) =>
  tab.rows.flatMap((row) => {
    const group = 'heads' in row ? row.heads.A : '';
    const fields = 'fields' in row ? row.fields : [];
    return fields.flatMap((field) =>
      field.kind === 'tick' ? [{ key: field.key, source: field.source, title: fieldTitle(field), group }] : [],
    );
  }),
);

/** The headings of the checklist, in order. */
export const tickGroups: readonly string[] = [...new Set(ticks.map(({ group }) => group))];

/** One line as an accepted version has it. */
export function tickOf(found: MasterValue | undefined): Tick {
  const cell = found?.cell ?? '';
  if (!found || found.value === null || found.value === '') return { is: 'blank', cell };
  if (!found.understood) return { is: 'unclear', cell };
  return { is: found.value === '有' ? 'yes' : found.value === '无' ? 'no' : 'unclear', cell };
}
