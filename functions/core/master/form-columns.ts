import { type Field, type Form, fieldsOf, fieldTitle, type Kind } from '../../../schemas/form.ts';
import { definedName, explainName } from '../../../schemas/forms.ts';
import { layoutOf } from '../../../schemas/layout.ts';
import { stateTitles, timelinessTitles } from '../../../schemas/state.ts';
import { code, type Drawn, fileLink, number, text } from './drawn.ts';
import type { MasterRow, MasterValue } from './master-view.ts';
import { minuteTitle } from './times.ts';

/** One column of 自查汇总, 月报汇总 or 总结汇总. */
export interface FormColumn {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: MasterRow) => Drawn;
  /** `col_<form>_<key>`, where a name covers the column's data. */
  readonly name?: string;
  /** The blank it shows. */
  readonly field?: Field;
}

/** What stands in a column where nothing was reported: neither blank nor 0. */
export const unreported = '—';

/** Columns before the first blank: whose row it is and whether it counts. */
export const identityColumns = 7;

/** All columns of a form's tab: identity, one column a blank in declared order, 说明, provenance. */
export function formColumns(form: Form): readonly FormColumn[] {
  const blanks = fieldsOf(form).filter(({ key }) => key !== 'schoolId');
  return [
    ...identity(form),
    ...blanks.map((field) => blankColumn(form, field)),
    explanationColumn(form),
    ...provenance(),
  ];
}

/** `monthlyReport` + `incidents` → `col_monthlyReport_incidents`, the name of a data column. */
export function columnName(form: Form, key: string): string {
  return `col_${form.key}_${key}`;
}

function identity(form: Form): FormColumn[] {
  return [
    { title: '学校编码', width: 12, cell: ({ school }) => code(school.code), name: columnName(form, 'schoolId') },
    { title: '学校名称', width: 22, cell: ({ school }) => text(school.name) },
    { title: '类型', width: 10, cell: ({ school }) => text(school.type) },
    { title: '报送月份', width: 10, cell: ({ period }) => code(period), name: columnName(form, 'period') },
    { title: '报送状态', width: 10, cell: ({ state }) => text(stateTitles[state]) },
    { title: '是否按时', width: 10, cell: ({ timeliness }) => text(timelinessTitles[timeliness]) },
    { title: '计入合计', width: 9, cell: ({ source }) => text(source === 'accepted' ? '是' : '否') },
  ];
}

function blankColumn(form: Form, field: Field): FormColumn {
  const key = definedName(form, field);
  const unit = field.unit === undefined ? '' : `（${field.unit}）`;
  return {
    title: `${fieldTitle(field)}${unit}`,
    width: widthFor(field),
    cell: (row) => answer(field, row.values[key], row, form),
    name: columnName(form, field.key),
    field,
  };
}

/** Blank, 0, 不适用 and not reported look different: nothing, 0, the words, a dash. */
function answer(field: Field, value: MasterValue | undefined, row: MasterRow, form: Form): Drawn {
  if (value === undefined) return isLost(row, form, field) ? text('没找到这一栏', 'bad') : text(unreported, 'muted');
  if (value.value === null) return { value: null, style: styleOf(field.kind) };
  if (!value.understood) return text(String(value.value), 'bad');
  switch (field.kind) {
    case 'count':
    case 'month':
      return typeof value.value === 'number' ? number(value.value) : text(value.value);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(String(value.value))
        ? { value: { date: String(value.value) }, style: 'date' }
        : text(String(value.value), 'bad');
    case 'phone':
      return code(String(value.value));
    case 'tick':
      return text(String(value.value));
    case 'ref':
    case 'name':
    case 'text':
      return text(String(value.value), 'wrapped');
  }
}

function isLost(row: MasterRow, form: Form, field: Field): boolean {
  return row.findings.some(
    ({ finding }) => finding.code === 'L-DRIFT' && finding.form === form.key && finding.field === field.key,
  );
}

function styleOf(kind: Kind): Drawn['style'] {
  switch (kind) {
    case 'count':
    case 'month':
      return 'number';
    case 'date':
      return 'date';
    case 'phone':
      return 'code';
    case 'tick':
      return 'text';
    // Wrapped, or a long answer would run on over the blank beside it as if it were that one's.
    case 'ref':
    case 'name':
    case 'text':
      return 'wrapped';
  }
}

function widthFor(field: Field): number {
  switch (field.kind) {
    case 'month':
    case 'tick':
      return 9;
    case 'count':
      return 10;
    case 'name':
      return 11;
    case 'date':
      return 12;
    case 'ref':
      return 14;
    case 'phone':
      return 16;
    case 'text':
      return 28;
  }
}

/** All 说明 of a form in one column, each after the name of its row. */
function explanationColumn(form: Form): FormColumn {
  const rows = layoutOf(form).flatMap((tab) =>
    tab.explanations.map(({ firstKey }) => {
      const first = tab.fields.find(({ field }) => field.key === firstKey)?.field;
      return { key: `${form.key}_${firstKey}`, title: first ? fieldTitle(first) : firstKey };
    }),
  );
  return {
    title: '学校说明',
    width: 28,
    cell: ({ explanations }) =>
      text(
        rows.flatMap(({ key, title }) => (explanations[key] ? [`${title}：${explanations[key]}`] : [])).join('；'),
        'wrapped',
      ),
    name: `col_${explainName(form, 'all')}`,
  };
}

function provenance(): FormColumn[] {
  return [
    { title: '来源', width: 18, cell: (row) => text(sourceOf(row)) },
    { title: '文件', width: 46, cell: ({ path }) => fileLink(path, path) },
    { title: '校验码', width: 12, cell: ({ checkCode }) => code(checkCode) },
    { title: '报送时间', width: 17, cell: ({ madeAt }) => code(minuteTitle(madeAt)) },
    { title: '首次看到', width: 17, cell: ({ seenAt }) => code(minuteTitle(seenAt)) },
    { title: '内容摘要', width: 15, cell: ({ hash }) => code(hash.slice(0, 12)) },
  ];
}

function sourceOf({ source, version }: MasterRow): string {
  switch (source) {
    case 'accepted':
      return `已报第${version}版`;
    case 'reading':
      return '当前读数，未计入';
    case 'none':
      return '无';
  }
}
