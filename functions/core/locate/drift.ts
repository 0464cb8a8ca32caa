import type { Finding } from '../../../schemas/finding.ts';
import { type Form, fieldTitle } from '../../../schemas/form.ts';
import { findField } from '../../../schemas/forms.ts';
import type { Drift } from '../../../schemas/reading.ts';

/** L-DRIFT of a blank that could not be located: what stands where now, and how to put it right. */
export function driftFinding(forms: readonly Form[], drift: Drift): Finding {
  const field = findField(forms, drift.form, drift.field);
  const title = `“${field ? fieldTitle(field) : drift.field}”`;
  return {
    code: 'L-DRIFT',
    severity: 'error',
    form: drift.form,
    field: drift.field,
    cell: drift.cell,
    ...wordsOf(drift, title, field?.label ?? drift.field),
  };
}

const keep = '表格的栏目、行、列要保持发下来时的样子。';
const orAnew = '改不回来的，请把内容抄到一份新的报表里（找安全科再要一份）。';

function wordsOf(drift: Drift, title: string, label: string): Pick<Finding, 'found' | 'expected' | 'mend'> {
  const place = cellWords(drift.cell);
  switch (drift.why) {
    case 'tabMissing':
      return {
        found: `找不到${title}所在的工作表。`,
        expected: '发下来的工作表都要保留，名称不要改。',
        mend: `请撤销删除或改名；${orAnew}`,
      };
    case 'labelMissing':
      return {
        found: `找不到${title}这一栏的文字，不能确定哪一格是它的答案。`,
        expected: keep,
        mend: `请把栏目文字“${label.trim()}”照原样写回 ${place} 旁边的栏目格；${orAnew}`,
      };
    case 'tie':
      return {
        found: `有几处都像是${title}这一栏${listOf(drift.others)}，内容不一样，不能确定哪一处是真的。`,
        expected: keep,
        mend: '请只留一处，把多出来的栏目、行或整张工作表删掉。',
      };
    case 'labelMoved':
      return movedWords(drift, title, place);
  }
}

function movedWords(drift: Drift, title: string, place: string): Pick<Finding, 'found' | 'expected' | 'mend'> {
  if (drift.strayAt)
    return {
      found: `${title}这一栏旁边的 ${cellWords(drift.strayAt)} 里有内容，不能确定它是不是这一栏的答案。`,
      expected: keep,
      mend: `如果是，请剪切到 ${place}；如果不是，请移到“说明”栏或删掉。`,
    };
  const label = drift.labelAt ? `现在在 ${cellWords(drift.labelAt)}` : '挪了位置';
  const name = drift.nameAt ? `，它的填写格却在 ${cellWords(drift.nameAt)}` : '，它的填写格已经认不出来';
  return {
    found: `${title}这一栏的文字${label}${name}，不能确定哪一格是它的答案。`,
    expected: keep,
    mend: `请撤销插入、删除、移动、排序行列的操作，让栏目文字和填写格回到同一行；${orAnew}`,
  };
}

/** `自查表!B4` → `自查表 B4`, as people say it. */
function cellWords(address: string): string {
  return address.replace('!', ' ');
}

function listOf(others: Drift['others']): string {
  return others && others.length > 0 ? `（${others.map(cellWords).join('、')}）` : '';
}
