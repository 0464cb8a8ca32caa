import { allForms, findField } from '../../../schemas/forms.ts';
import { type Period, periodTitle, weekdayTitle } from '../../../schemas/periods.ts';
import { states, stateTitles } from '../../../schemas/state.ts';
import { pairTitle } from '../../core/bulletin/pair.ts';
import { isYearly, paperTitle } from '../../core/bulletin/paper.ts';
import type { BulletinState } from '../../core/bulletin/state.ts';
import { localDate, localTime } from '../../core/calendar.ts';
import { minuteTitle } from '../../core/master/times.ts';
import { OperatorError } from '../../operator-error.ts';
import type { PaperReport } from '../bulletin/report.ts';
import type { Explanation, PairExplanation, Source } from '../explain.ts';
import type { PlannedLetter } from '../preview.ts';
import type { Standing } from '../standing.ts';

/** How many schools or days an answer names: it is a line of 运行日志, and the tabs hold the rest. */
const most = 12;

/** 立即校验: what stands now, for one month or all that are open. */
export function checkWords(
  report: Standing & { readonly others: readonly Standing[] },
  period: Period | undefined,
): string {
  const all = [report, ...report.others].filter(({ schools }) => schools > 0);
  const shown = period === undefined ? all.filter(isOpen) : all.filter((it) => it.period === period);
  if (period !== undefined && shown.length === 0) throw new OperatorError(`${periodTitle(period)}没有发过报表。`);
  if (shown.length === 0) return '还没有可以校验的报表。';
  return `报表都重新校验了。${shown.map(standingWords).join('')}`;
}

function isOpen({ states: count, schools }: Standing): boolean {
  return count.locked < schools;
}

function standingWords({ period, schools, states: count, findings, failures }: Standing): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const parts = states.filter((state) => count[state] > 0).map((state) => `${stateTitles[state]} ${count[state]}`);
  const unread = failures.length === 0 ? '' : `；读不了的文件 ${failures.length} 个`;
  return `${periodTitle(period)}应报 ${schools} 校：${parts.join('、')}；必须改正 ${errors} 处，其他 ${findings.length - errors} 处${unread}。`;
}

/** 预览催报: how many reminders would go on which day, and to whom, if nobody reported in between. */
export function previewWords(letters: readonly PlannedLetter[], until: string, trial: boolean): string {
  const through = `到 ${weekdayTitle(until)}为止，`;
  if (letters.length === 0) return `${through}按现在的填报情况没有要发的催报邮件。`;
  const days = [...Map.groupBy(letters, ({ at }) => at)];
  const shown = days.slice(0, most).map(([at, ofDay]) => {
    const roles = [...Map.groupBy(ofDay, ({ role }) => role)].map(([role, { length }]) => `${role} ${length}`);
    return `${weekdayTitle(localDate(at))} ${localTime(at)} 发 ${ofDay.length} 封（${roles.join('、')}）`;
  });
  const rest = days.length > shown.length ? `；以后 ${days.length - shown.length} 天从略` : '';
  const only = trial ? '现在是试运行，都只发给安全科。' : '';
  return `${through}按现在的填报情况会发 ${letters.length} 封催报邮件：${shown.join('；')}${rest}。已报送的不再发。${only}`;
}

/** 生成通报草稿: where it lies, and what to copy into 通报审签. */
export function draftWords(report: PaperReport, bulletin: BulletinState | undefined): string {
  const { draft, issued } = report;
  const title = paperTitle(report);
  if (issued) return `${title}已经签发（${issued.number}），不再起草，文件在 ${draft}。`;
  const last = bulletin?.drafts.at(-1);
  const code = last ? `，草稿编号 ${last.code}` : '';
  return `${title}的草稿在 ${draft}${code}。看过以后在《通报审签》登记；${isYearly(report) ? '没有人签发就不发出' : '没有人签发就不发给学校'}。`;
}

/** 查看来源: the number, then the schools, files and cells that it comes from. */
export function sourceWords(explanation: Explanation | PairExplanation): string {
  if ('months' in explanation) {
    const { title, value, months } = explanation;
    return `${pairTitle(explanation)}“${title}”合计 ${value ?? '无数'}。${months.map(monthWords).join('')}`;
  }
  return monthWords(explanation);
}

function monthWords(explanation: Explanation): string {
  const { period, title, value, expected, reported, counted, sources } = explanation;
  const month = periodTitle(period);
  const [only] = sources;
  if (only && sources.length === 1) return `${month}“${title}”：${only.name} ${schoolWords(explanation, only)}。`;
  const numbers = sources.filter((it) => it.counted && typeof it.value === 'number' && it.value !== 0);
  const shown = numbers.slice(0, most).map((it) => `${it.name} ${it.value}（${it.cell} 第${it.version}版）`);
  const rest = numbers.length > shown.length ? `等 ${numbers.length} 校` : '';
  const named = shown.length === 0 ? '' : `不为 0 的：${shown.join('、')}${rest}。`;
  const total = value === null ? '没有合计' : `合计 ${value}`;
  return `${month}“${title}”${total}：应报 ${expected} 校，已报 ${reported} 校，这一栏有数 ${counted} 校。${named}`;
}

function schoolWords(explanation: Explanation, source: Source): string {
  const { file, cell, version, checkCode, madeAt, seenAt, counted } = source;
  const shown = shownValue(explanation, source);
  if (cell === '') return `${shown}，报表在 ${file}`;
  const edition = counted ? `第${version}版，校验码 ${checkCode}，计入合计` : '还没有报送，不计入合计';
  const times = `学校保存 ${minuteTitle(madeAt)}，程序读到 ${minuteTitle(seenAt)}`;
  return `${shown}，出自 ${file} 的 ${cell}（${edition}；${times}）`;
}

/** What schools wrote in their own words stays in their report, whatever was found in it and taken out. */
function shownValue({ form, field }: Explanation, { value }: Source): string {
  if (value === null) return '没有填';
  return typeof value === 'number' || isTick(form, field) ? String(value) : '填了文字，请打开报表看';
}

function isTick(form: string, field: string): boolean {
  return findField(allForms, form, field)?.kind === 'tick';
}
