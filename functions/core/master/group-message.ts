import { monthlyForms } from '../../../schemas/forms.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import type { MasterRow, MasterView, PeriodView } from './master-view.ts';
import { deadlineWithWeekday, minuteTitle, windowTitle } from './times.ts';
import { blankTitle } from './titles.ts';

/** What a school that is late is kindly told, by where it stands; each stands in the first that fits. */
const missing: readonly { readonly words: string; readonly fits: (row: MasterRow) => boolean }[] = [
  { words: '文件读不了、要核对后重新存一份的', fits: ({ failure }) => failure !== '' },
  { words: '已退回、要修改重报的', fits: ({ state }) => state === 'returned' },
  { words: '要按校验结果改正的', fits: ({ state }) => state === 'invalid' },
  { words: '内容无误、只差签名的', fits: ({ state }) => state === 'unsigned' },
  { words: '正在填、还没填完的', fits: ({ state }) => state === 'inProgress' },
  { words: '还没有填的', fits: ({ state }) => state === 'notStarted' },
  { words: '没有报送、这个月已定稿、请与我们联系的', fits: () => true },
];

/**
 * One paragraph for the schools' chat group about the newest period: how many are missing and by when. Nobody is named
 * before the own deadline, nor who only has to look at a report again: that is told to each school alone.
 */
export function groupMessage(view: MasterView): string {
  const [period] = view.periods;
  if (!period) return '';
  const rows = view.rows.filter((row) => row.period === period.period);
  const absent = rows.filter(({ source }) => source !== 'accepted');
  const overdue = absent.filter(({ timeliness }) => timeliness === 'overdue');
  return [
    `各位老师好！${opening(view, period, rows, absent)}`,
    ...(overdue.length > 0 ? [`${bySort(overdue)}。`] : []),
    ...(overdue.length > 0 && absent.length > overdue.length
      ? [`另有 ${absent.length - overdue.length} 校准许延期，还没有到期。`]
      : []),
    closing(view, absent.length),
  ].join('');
}

function opening(
  view: MasterView,
  period: PeriodView,
  rows: readonly MasterRow[],
  absent: readonly MasterRow[],
): string {
  const passed = rows.some(({ timeliness }) => timeliness === 'overdue' || timeliness === 'late');
  const due = deadlineWithWeekday(period.window.due);
  const forms = monthlyForms.map(({ name }) => `《${name}》`).join('和');
  const what = `${periodTitle(period.period)}${forms}（统计区间 ${windowTitle(period.window)}）`;
  const asOf = `截至 ${minuteTitle(view.asOf)}，应报 ${period.expected} 校，已报 ${period.reported} 校`;
  if (absent.length === 0) return `${what}，${asOf}，全部报齐，谢谢大家！`;
  return passed
    ? `${what}已于 ${due} 截止。${asOf}，还差 ${absent.length} 校，请尽快补报，谢谢已经报送的学校。`
    : `${what}请在 ${due} 前报送。${asOf}，还差 ${absent.length} 校。还没有报的，请看看自己学校的报表还差什么。`;
}

function bySort(rows: readonly MasterRow[]): string {
  const sorts = rows.map((row) => ({ row, sort: missing.find(({ fits }) => fits(row)) }));
  return missing
    .map((sort) => ({ sort, of: sorts.filter((it) => it.sort === sort).map(({ row }) => row) }))
    .filter(({ of }) => of.length > 0)
    .map(({ sort, of }) => `${sort.words}：${names(of)}`)
    .join('；');
}

function names(rows: readonly MasterRow[]): string {
  return rows.map(({ school }) => school.name.replace(/\s+/gu, ' ').trim()).join('、');
}

function closing({ settings, forms }: MasterView, asked: number): string {
  if (asked === 0) return '';
  return (
    `没有发生欺凌事件的，“${blankTitle(forms, 'monthlyReport', 'incidents')}”请填 0，不要留空。` +
    '表里和群里都请不要写学生的姓名、班级等个人信息。' +
    `有困难请联系${settings.office}，电话 ${settings.officePhone}。谢谢大家！`
  );
}
