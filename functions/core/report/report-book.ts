import type { Book, BookCell, BookTab } from '../../../schemas/book.ts';
import { monthlyForms } from '../../../schemas/forms.ts';
import { identityRows } from '../../../schemas/identity.ts';
import { layoutOf } from '../../../schemas/layout.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { identitySheet } from '../../../schemas/tree.ts';
import { carriedRows } from './carried-rules.ts';
import { formTab } from './report-form.ts';
import { guideTab } from './report-guide.ts';
import type { ReportSpec } from './report-spec.ts';

export type { ReportSpec } from './report-spec.ts';

/** A school's workbook for a month: how to fill it, the annexes as on paper, and whose it is in a hidden last tab. */
export function reportBook(spec: ReportSpec): Book {
  const forms = spec.forms.flatMap((form) => layoutOf(form).map((tab) => formTab(spec, form, tab)));
  return {
    title: `${spec.school.name} ${periodTitle(spec.identity.period)}报表`,
    tabs: [guideTab(spec, forms), ...forms.map(({ tab }) => tab), identityTab(spec)],
    names: forms.flatMap(({ names }) => names),
  };
}

/** Whose it is, and behind that the declarations as data, for the script in the sheet. */
function identityTab({ identity, forms, facts }: ReportSpec): BookTab {
  const monthly = monthlyForms.map(({ key }) => key);
  const rows = [...identityRows(identity), ...carriedRows(forms, monthly, facts)];
  return {
    name: identitySheet,
    hidden: 'veryHidden',
    widths: [14, 60],
    locked: true,
    cells: rows.flatMap((cells, row) =>
      cells.map((value, column): BookCell => ({ row, column, value, style: 'code' })),
    ),
  };
}
