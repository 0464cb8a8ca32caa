import type { Book } from '../../schemas/book.ts';
import { type Form, fieldsOf } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { periodTitle } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { dueWords, windowWords } from '../core/calendar.ts';
import type { ReportState } from '../core/ledger-state.ts';
import type { Saves } from '../core/report/report-spec.ts';
import type { World } from '../world.ts';
import { type District, periodBefore } from './district.ts';

/** A school's workbook of a month as it is handed out. What draws forms is loaded with the first: on most days there is none. */
export async function reportBookOf(
  world: World,
  district: District,
  school: Pick<School, 'code' | 'name'> & Partial<Pick<School, 'type' | 'villages'>>,
  report: Pick<ReportState, 'period' | 'edition' | 'window'>,
  given: Readonly<Record<string, Cell>>,
  forms: readonly Form[],
  saves: Saves = 'byHand',
): Promise<Book> {
  const { reportBook } = await import('../core/report/report-book.ts');
  const { settings } = district;
  const carried = forms.flatMap((form) =>
    fieldsOf(form).flatMap((field) => {
      const name = definedName(form, field);
      return field.carry && name in given ? [name] : [];
    }),
  );
  const { from, through } = report.window;
  const before = carried.length > 0 ? periodBefore(world, report.period) : undefined;
  return reportBook({
    identity: { school: school.code, period: report.period, edition: report.edition },
    school: { code: school.code, name: school.name },
    forms,
    words: {
      campaign: settings.campaign,
      office: settings.office,
      day: String(settings.deadlineDay),
      window: windowWords(report.window),
      school: school.name,
    },
    given,
    officePhone: settings.officePhone,
    deadline: dueWords(report.window.due),
    facts: {
      window: { from, through },
      central: school.type === '中心小学',
      villages: school.villages ?? 0,
      carried,
    },
    saves,
    ...(before === undefined ? {} : { carriedFrom: periodTitle(before) }),
  });
}
