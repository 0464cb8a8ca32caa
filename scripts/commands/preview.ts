import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { calendarFile } from '../../functions/adapters/ics.ts';
import { addDays, localDate, localTime } from '../../functions/core/calendar.ts';
import { eventId } from '../../functions/core/event-id.ts';
import type { ScheduleEntry } from '../../functions/core/obligations/schedule.ts';
import { type PlannedLetter, preview } from '../../functions/jobs/preview.ts';
import { upcoming } from '../../functions/jobs/upcoming.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import { weekdayTitle } from '../../schemas/periods.ts';
import { shanghaiMinute } from '../../schemas/time.ts';
import type { Answer, Call } from '../call.ts';
import { inDistrict } from './jobs.ts';

/** As many addresses as a line shows; `--json` has them all. */
const shownAddresses = 4;

/** The district's calendar: what is due, and which letters would go, when and to whom; two weeks unless `--until` says otherwise. */
export async function previewCommand(call: Call): Promise<Answer> {
  const until = call.until ?? `${addDays(localDate(call.now), 14)}T23:59:59+08:00`;
  const file = call.ics === undefined ? undefined : calendarPath(call.ics);
  const { letters, schedule } = await inDistrict({ ...call, dryRun: true }, async (world, district) => ({
    letters: await preview(world, district, until),
    schedule: upcoming(world, district, localDate(call.now), localDate(until)),
  }));
  if (file !== undefined && !call.dryRun) writeCalendar(file, schedule, call.now);
  return {
    document: { until, letters, schedule },
    lines: [
      `到 ${shanghaiMinute(until)}；学校不再报送、设置不再改动的话，会发 ${letters.length} 封信：`,
      ...calendarLines(letters, schedule),
      ...(file === undefined || call.dryRun ? [] : [`日历写在 ${file}，可以导入手机、Outlook 和 WPS 日历。`]),
    ],
  };
}

/** The days in order, each with what is due on it and the letters of its hour. */
function calendarLines(letters: readonly PlannedLetter[], schedule: readonly ScheduleEntry[]): readonly string[] {
  const entries = schedule.map((it) => ({ date: it.date, time: it.time ?? '', lines: entryLines(it) }));
  const posts = [...Map.groupBy(letters, ({ at }) => at)].map(([at, ofHour]) => ({
    date: localDate(at),
    time: localTime(at),
    lines: letterLines(ofHour),
  }));
  const all = [...entries, ...posts].sort((a, b) => (`${a.date} ${a.time}` < `${b.date} ${b.time}` ? -1 : 1));
  return [...Map.groupBy(all, ({ date }) => date)].flatMap(([date, ofDay]) => [
    '',
    `${date.slice(0, 4)}年${weekdayTitle(date)}`,
    ...ofDay.flatMap(({ time, lines }) =>
      lines.map((line, index) => `  ${(index === 0 ? time : '').padEnd(5)}  ${line}`),
    ),
  ]);
}

function entryLines({ title, detail }: ScheduleEntry): readonly string[] {
  return [title, ...(detail === '' ? [] : [`  ${detail}`])];
}

const kinds: Readonly<Record<string, string>> = {
  urgent: '急信',
  open: '网上填报的地址',
  form: '发表',
  findings: '校验结果',
  remind: '催报',
  returned: '退回',
  clock: '到期提醒',
  sectionWeek: '科室周报',
  receipt: '回执',
  score: '督导评分',
  summary: '每日小结',
  bulletin: '通报',
};

/** A reminder by its own word: 提醒, 催报, 督促, or the list of who looks after many schools. */
function kindOf({ key, subject }: PlannedLetter): string {
  const [kind = ''] = key.split('/');
  const own = kind === 'remind' ? /^(?:【试运行】)?([^：]+)：/.exec(subject)?.[1] : undefined;
  return own ?? kinds[kind] ?? '其他';
}

function letterLines(letters: readonly PlannedLetter[]): readonly string[] {
  const groups = Map.groupBy(letters, (letter) => `${kindOf(letter)}，发给${letter.role}`);
  return [
    `信 ${letters.length} 封：`,
    ...[...groups].map(([title, group]) => `  ${title} ${group.length} 封：${addressesOf(group)}`),
  ];
}

function addressesOf(letters: readonly PlannedLetter[]): string {
  const all = letters.flatMap(({ to }) => to);
  return `${all.slice(0, shownAddresses).join('、')}${all.length > shownAddresses ? ' 等' : ''}`;
}

/** A path that a calendar may be written to: never over something that is not one. */
function calendarPath(path: string): string {
  if (!path.endsWith('.ics')) throw new OperatorError(`--ics 是“${path}”，文件名要以 .ics 结尾。`);
  if (existsSync(path) && !readFileSync(path, 'latin1').startsWith('BEGIN:VCALENDAR'))
    throw new OperatorError(`${path} 已经有了，又不是日历文件，没有改动它；请换一个文件名。`);
  return path;
}

function writeCalendar(path: string, schedule: readonly ScheduleEntry[], now: string): void {
  const entries = schedule.map(({ date, time, kind, title, detail }) => ({
    id: `${eventId('schedule', kind, title)}@anxiao`,
    date,
    // The end of a day is no hour of a calendar: what is due then takes the whole day.
    ...(time === undefined || time === '24:00' ? {} : { time }),
    title: time === '24:00' ? `${title}（24:00）` : title,
    detail,
    alarm: kind === 'deadline' || kind === 'clock',
  }));
  try {
    writeFileSync(path, calendarFile('报送日程', entries, now));
  } catch (error) {
    throw new OperatorError(`日历文件 ${path} 写不进去（${error instanceof Error ? error.message : String(error)}）。`);
  }
}
