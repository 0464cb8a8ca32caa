import { isWorked, plusDays } from '../year/days.ts';
import { daysBetween, nthWorkingDay } from './calendar.ts';
import { desks, playerOf } from './cast.ts';
import { firstDay, lastDay } from './decisions.ts';
import { type Life, rowOn } from './life.ts';
import { lives } from './registers.ts';
import type { Cells } from './section-hand.ts';

/** A clock as the section would tell a colleague of it: from which blank until which, and how long. */
interface Stretch {
  readonly key: string;
  readonly from: string;
  readonly done: string;
  readonly days?: readonly [count: number, unit: '工作日' | '自然日'];
  /** Column with the last day, where people set it. */
  readonly due?: string;
  /** Column with a count: nothing is to be done at 0. */
  readonly needs?: string;
  readonly inspectorToo?: true;
}

interface Kept {
  readonly key: string;
  /** A section, or a column that names it; else 职成科 for 民办 and 职业 schools, 安全科 for others. */
  readonly owner: string;
  readonly ends?: readonly (readonly [title: string, word?: string])[];
  readonly stretches: readonly Stretch[];
  /** For its owner alone: it stands in no list of the week, and names no school. */
  readonly apart?: true;
}

const bySchool = '按学校类型';
const untrue = [['核实', '不属实']] as const;
const stretch = (key: string, from: string, done: string, count: number, more: Partial<Stretch> = {}): Stretch => {
  return { key, from, done, days: [count, '工作日'], ...more };
};

/** The plan's clocks, written down once more. */
const kept: Readonly<Record<string, Kept>> = {
  舆情: { key: 'opinion', owner: '办公室', ends: untrue, stretches: [stretch('respond', '日期', '回应日期', 2)] },
  信访: { key: 'petition', owner: bySchool, ends: untrue, stretches: [stretch('reply', '日期', '答复日期', 15)] },
  重大事件快报: { key: 'flash', owner: bySchool, ends: untrue, stretches: [stretch('written', '日期', '书面续报', 1)] },
  督办: {
    key: 'supervision',
    owner: bySchool,
    ends: [...untrue, ['是否督办', '不督办'], ['销号日期']],
    stretches: [
      stretch('verify', '日期', '核查完成', 5),
      stretch('handle', '核查完成', '处置完成', 5),
      stretch('rectify', '处置完成', '整改完成', 15),
      stretch('close', '整改完成', '销号日期', 5),
    ],
  },
  申诉复查: {
    key: 'appeal',
    owner: bySchool,
    ends: [['告知日期']],
    stretches: [
      stretch('accept', '收到日期', '受理日期', 5),
      { key: 'reexamine', from: '受理日期', done: '复查完成', days: [15, '自然日'] },
      stretch('decide', '复查完成', '决定日期', 5),
      stretch('notify', '决定日期', '告知日期', 3),
    ],
  },
  档案索引: { key: 'file', owner: bySchool, stretches: [stretch('complete', '立卷日期', '齐全日期', 20)] },
  督学检查: {
    key: 'inspection',
    owner: '督导办',
    stretches: [
      { key: 'visit', from: '计划日期', done: '检查日期', due: '计划日期', inspectorToo: true },
      stretch('rectify', '检查日期', '整改完成', 15, { due: '整改期限', needs: '问题数' }),
    ],
  },
  法治副校长: {
    key: 'legalDeputy',
    owner: '安全科',
    stretches: [{ key: 'renew', from: '聘任日期', done: '续聘日期', due: '聘期至' }],
  },
  专项调查: {
    key: 'survey',
    owner: '安全科',
    stretches: [stretch('followUp', '调查日期', '排查完成', 10, { needs: '苗头数' })],
  },
  学期检查: {
    key: 'termCheck',
    owner: '基教科',
    stretches: [stretch('mend', '检查日期', '整改完成', 20, { due: '整改期限', needs: '问题数' })],
  },
  评分申诉: { key: 'scoreAppeal', owner: '督导办', stretches: [stretch('answer', '申诉日期', '决定日期', 10)] },
  追责移交: {
    key: 'referral',
    owner: '监察室',
    apart: true,
    ends: [['办结日期']],
    stretches: [
      stretch('accept', '移交日期', '受理日期', 5),
      { key: 'close', from: '受理日期', done: '办结日期', days: [60, '自然日'] },
    ],
  },
  科室任务: {
    key: 'task',
    owner: '科室',
    stretches: [{ key: 'finish', from: '布置日期', done: '完成日期', due: '应完成' }],
  },
};

/** A stretch that runs on a day. */
interface Running {
  /** `supervision/DB-2018-01/verify`; rows without a number are all called `row`. */
  readonly what: string;
  readonly life: Life;
  readonly section: string;
  readonly school: string;
  readonly due: string;
  readonly light: '绿' | '黄' | '红';
  readonly inspector?: string;
  readonly apart?: true;
}

/** What is told of clocks: `items` as in the program's keys, without what names a row that has no number. */
export interface ClockLetter {
  readonly day: string;
  readonly to: string;
  readonly items: readonly string[];
  /** Rows listed, of them overdue, of them soon due. */
  readonly counts: readonly [all: number, red: number, yellow: number];
  readonly schools: readonly string[];
}

/** Every letter of the year about clocks: each light once to its owner, and once a week what a section has in hand. */
export function clockLetters(): readonly ClockLetter[] {
  const letters: ClockLetter[] = [];
  const told = new Set<string>();
  for (const day of daysBetween(firstDay, lastDay).filter(isWorked)) {
    const running = lives.flatMap((life) => runningOn(life, day));
    const readers = new Set(running.flatMap(readersOf));
    for (const to of readers) {
      const mine = running.filter((it) => readersOf(it).includes(to));
      const weeks = isInspector(to)
        ? []
        : weeksOf(
            mine.filter(({ apart }) => !apart),
            day,
            told,
          );
      const turned = mine.filter((it) => it.light !== '绿' && !told.has(nameOf(it, to)));
      const rows = mine.filter((it) => turned.includes(it) || weeks.some(({ section }) => section === it.section));
      if (rows.length === 0) continue;
      for (const it of turned) told.add(nameOf(it, to));
      for (const it of weeks) told.add(it.told);
      letters.push({
        day,
        to,
        items: [
          ...weeks.map(({ section }) => `sectionWeek/${mondayOf(day)}/${section}/*/${to}`),
          ...turned.map((it) => `clock/${it.what}/${it.light === '红' ? 'red' : 'yellow'}/${it.due}/${to}`),
        ].sort(),
        counts: [
          rows.length,
          rows.filter(({ light }) => light === '红').length,
          rows.filter(({ light }) => light === '黄').length,
        ],
        schools: [...new Set(rows.map(({ school }) => school).filter((name) => name !== ''))].sort(),
      });
    }
  }
  return letters;
}

/** The sections of a reader whose week's list is due: on the week's first working day, unless last week's was the same. */
function weeksOf(rows: readonly Running[], day: string, told: ReadonlySet<string>) {
  const monday = mondayOf(day);
  if (daysBetween(monday, day).filter(isWorked)[0] !== day) return [];
  return [...new Set(rows.map(({ section }) => section))].flatMap((section) => {
    const list = rows.filter((it) => it.section === section).map((it) => nameOf(it, it.light));
    const named = (week: string): string => [week, section, ...list].join(' ');
    return told.has(named(plusDays(monday, -7))) ? [] : [{ section, told: named(monday) }];
  });
}

const nameOf = ({ what, life, due, light }: Running, to: string): string =>
  [what, lives.indexOf(life), due, light, to].join(' ');

function runningOn(life: Life, day: string): Running[] {
  const [row, register] = [rowOn(life, day), kept[life.tab]];
  if (!row || !register) return [];
  if (register.ends?.some(([title, word]) => (word === undefined ? row[title] : row[title] === word))) return [];
  return register.stretches.flatMap((it) => {
    const from = row[it.from];
    if (typeof from !== 'string' || row[it.done] || (it.needs && !row[it.needs])) return [];
    const due = dueOf(it, row, from);
    const school = typeof row.学校编码 === 'string' ? playerOf(row.学校编码) : undefined;
    const ofSchool = school && ['民办', '职业'].includes(school.type) ? '职成科' : '安全科';
    const section = register.owner === bySchool ? ofSchool : String(row[register.owner] ?? register.owner);
    const light = day > due ? '红' : day >= nthWorkingDay(due, -3) ? '黄' : '绿';
    const what = `${register.key}/${row.编号 ?? 'row'}/${it.key}`;
    const inspector = it.inspectorToo && school ? { inspector: school.inspector } : {};
    const name = register.apart ? '' : (school?.name ?? '');
    const apart = register.apart ? { apart: true as const } : {};
    return [{ what, life, section, school: name, due, light, ...inspector, ...apart }];
  });
}

function dueOf({ days, due }: Stretch, row: Cells, from: string): string {
  const typed = due === undefined ? undefined : row[due];
  if (typeof typed === 'string') return typed;
  const [count, unit] = days ?? [0, '自然日'];
  if (unit === '工作日') return nthWorkingDay(from, count);
  const last = plusDays(from, count);
  return isWorked(last) ? last : nthWorkingDay(last, 1);
}

/** 安全科 stands in for sections that have no address. An inspector hears of no green light, and of none in a week's list. */
function readersOf({ section, light, inspector }: Running): string[] {
  const owner = Object.entries(desks).find(([name]) => name === section)?.[1] ?? desks.安全科;
  return [owner, ...(inspector && light !== '绿' ? [inspector] : [])];
}

function isInspector(address: string): boolean {
  return !Object.values<string>(desks).includes(address);
}

function mondayOf(day: string): string {
  return plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** A row that was done with: its number, the day it ended, and the working days that it took. */
export interface Finished {
  readonly number: string;
  readonly ended: string;
  readonly took: number;
}

/** The numbered rows that were done with by the year's end, whatever was late about them; 追责移交 is nobody's business. */
export function finished(): readonly Finished[] {
  return lives.flatMap((life) => {
    const [row, register] = [rowOn(life, lastDay), kept[life.tab]];
    const [first] = register?.stretches ?? [];
    if (!row || !register || !first || register.apart || row.编号 === undefined) return [];
    if ([...untrue, ['是否督办', '不督办']].some(([title = '', word]) => row[title] === word)) return [];
    const days = register.stretches.map(({ done }) => row[done]);
    const closed = register.ends?.flatMap(([title, word]) => (word === undefined ? [row[title]] : [])).at(-1);
    const ended = String(closed ?? days.at(-1) ?? '');
    const took = daysBetween(plusDays(String(row[first.from]), 1), ended).filter(isWorked).length;
    return ended === '' ? [] : [{ number: String(row.编号), ended, took }];
  });
}
