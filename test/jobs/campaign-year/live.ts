import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownHolidays } from '../../../functions/adapters/holidays.ts';
import { openWorld } from '../../../functions/adapters/open-world.ts';
import { jobs } from '../../../functions/jobs/jobs.ts';
import type { LetterOutcome } from '../../../functions/jobs/letters/post.ts';
import { withDistrict } from '../../../functions/jobs/with-district.ts';
import { line, lineIn } from '../../doors/in-process-line.ts';
import { plusDays } from '../year/days.ts';
import { daysBetween } from './calendar.ts';
import { players } from './cast.ts';
import { firstDay, lastDay } from './decisions.ts';
import { Markers } from './markers.ts';
import { type Master, masterAsValue, readMaster } from './master-as-value.ts';
import { type Arrived, openPostOffice, type PostOffice } from './post-office.ts';
import { saves } from './reports.ts';
import { save } from './school-hand.ts';
import { SectionDesk } from './section-desk.ts';

/** A letter as the mail server has it, with the clock of its run and what the program says that it tells. */
export interface Delivered {
  readonly at: string;
  readonly to: string;
  readonly bytes: Uint8Array;
  readonly subject: string;
  readonly items: readonly string[];
}

/** A run: its clock, and all that it said, on either stream. */
export interface Ran {
  readonly at: string;
  readonly said: string;
}

/** A year as it was lived, on the folder that it left. */
export interface LivedYear {
  readonly district: string;
  readonly markers: Markers;
  readonly runs: readonly Ran[];
  readonly letters: readonly Delivered[];
  /** 总表 and the public page as they were after the morning's run of some days. */
  readonly looks: ReadonlyMap<string, Look>;
}

/** What somebody sees who opens the district on a day. */
export interface Look {
  readonly master: Master;
  /** Empty before there is one. */
  readonly page: string;
}

/** October, when the province comes to see (S40): the evidence of the year is brought together, and once more. */
const visitedOn = '2018-10-15';

const evidenceCalls: readonly (readonly string[])[] = ['10:00', '10:05'].map((time) => [
  ...['evidence', '--json', '--now', `${visitedOn}T${time}`],
]);

/** What somebody may ask for besides, once the year is over. */
const lastCalls: readonly (readonly string[])[] = [
  ['preview', '--until', '2019-08-05', '--now', `${lastDay}T10:00`],
  ['doctor', '--now', `${lastDay}T10:00`],
  ['explain', 'score/2018/371311003', '--now', `${lastDay}T10:00`],
  ['bulletin', '--json', '--dry-run', '--period', '2018-10', '--now', `${lastDay}T10:00`],
];

async function asked(district: string, calls: readonly (readonly string[])[]): Promise<Ran[]> {
  const answers: Ran[] = [];
  for (const [command = '', ...args] of calls) {
    const { status, stdout, stderr } = await line(command, district, ...args);
    if (status === 2) throw new Error(`${command}: ${stderr}`);
    answers.push({ at: command, said: `${stdout}\n${stderr}` });
  }
  return answers;
}

/** Days on which the morning's run is the program as people start it, with 总表 drawn as the workbook that it is. */
const wholeOn: readonly string[] = [firstDay, '2018-11-01', lastDay];

/** Days after which somebody looks at 总表 and at the public page. */
const lookedAtOn: readonly string[] = [
  ...['2018-10-12', '2018-10-21', '2018-10-24', '2018-11-30', '2018-12-07', '2018-12-10'],
  ...['2019-01-04', '2019-03-04', '2019-04-04', '2019-04-08', lastDay],
];

function lookAt(district: string): Look {
  const page = join(district, '公开', 'index.html');
  return { master: readMaster(district), page: existsSync(page) ? readFileSync(page, 'utf8') : '' };
}

/** Lives through the story: at each clock people have done their part, and the program runs once. */
export async function live(): Promise<LivedYear> {
  const district = await begun();
  const markers = new Markers();
  const post = await openPostOffice();
  const desk = await new SectionDesk(district, markers).open();
  const runs: Ran[] = [];
  const letters: Delivered[] = [];
  const looks = new Map<string, Look>();
  const waiting = [...saves];
  try {
    for (const now of clocks()) {
      if (now.endsWith('T09:00')) await desk.work(now.slice(0, 10));
      while (waiting[0] && waiting[0].at <= now) {
        const next = waiting.shift();
        if (next) await save(district, next, markers);
      }
      const isLast = now === `${lastDay}T09:00`;
      // Somebody takes it away: it comes back as it was, and as a workbook.
      if (isLast) rmSync(join(district, '总表.xlsx'));
      const isWhole = wholeOn.includes(now.slice(0, 10)) && now.endsWith('T09:00');
      const ran = await (isWhole ? byTheDoor : inProcess)(district, now, post);
      runs.push({ at: now, said: ran.said });
      for (const letter of ran.letters) letters.push(delivered(now, letter, post.arrived[letters.length]));
      const day = now.slice(0, 10);
      if (now.endsWith('T09:00') && lookedAtOn.includes(day)) looks.set(day, lookAt(district));
      if (now === `${visitedOn}T09:00`) runs.push(...(await asked(district, evidenceCalls)));
    }
    runs.push(...(await asked(district, lastCalls)));
    if (post.arrived.length !== letters.length) throw new Error('letters that no run speaks of');
  } finally {
    await post.close();
  }
  return { district, markers, runs, letters, looks };
}

interface Outcome {
  readonly said: string;
  readonly letters: readonly LetterOutcome[];
}

/** One run as people start it. */
async function byTheDoor(district: string, now: string, { env }: PostOffice): Promise<Outcome> {
  const { status, stdout, stderr, json } = await lineIn(env, 'run', district, '--json', '--now', now);
  if (status === 2) throw new Error(`${now}: ${stderr}`);
  return { said: `${stdout}\n${stderr}`, letters: json.letters };
}

/** The same job with 总表 kept as a value: drawing it as a workbook each day would take most of the year's time. */
async function inProcess(district: string, now: string, { env, nearby }: PostOffice): Promise<Outcome> {
  const said: string[] = [];
  const at = `${now}:00+08:00`;
  const log = (line: string): void => void said.push(line);
  const open = async () => nearby(masterAsValue(await openWorld({ district, now: at, dryRun: false, env, log })));
  const { document, busy } = await withDistrict(open, knownHolidays, (world, opened) =>
    jobs.run(world, opened, { period: at.slice(0, 7), dryRun: false }),
  );
  return { said: [JSON.stringify(document), ...busy, ...said].join('\n'), letters: document.letters };
}

/** The letter that arrived for one that a run says it sent. */
function delivered(at: string, outcome: LetterOutcome, arrived: Arrived | undefined): Delivered {
  const { to, subject, items, state, why = '' } = outcome;
  const [address = '', ...others] = to;
  if (state !== 'sent' || others.length > 0 || arrived?.to !== address)
    throw new Error(`${at}: ${subject} to ${to}: ${state} ${why}; the next that arrived is to ${arrived?.to}`);
  return { at, to: address, bytes: arrived.bytes, subject, items };
}

/** Each morning at nine, and around midnight of each deadline: a minute before it and a minute after. */
function clocks(): string[] {
  const deadlines = daysBetween(firstDay, lastDay).filter((day) => day.endsWith('-25') || day === '2018-08-31');
  return [
    ...daysBetween(firstDay, lastDay).map((day) => `${day}T09:00`),
    ...deadlines.flatMap((day) => [`${day}T23:59`, `${plusDays(day, 1)}T00:01`]),
  ].sort();
}

/** A district as `init` makes it of a roster. */
async function begun(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'anxiao-test-'));
  const roster = join(folder, 'roster.csv');
  const titles = [
    ...['学校编码', '学校名称', '学段', '类型', '联络人', '联络人邮箱', '校长', '校长邮箱'],
    ...['责任督学', '责任督学邮箱', '村小数', '所属中心小学'],
  ];
  const rows = [...players.values()]
    .filter(({ opens }) => opens === undefined)
    .map((it) => [
      ...[it.code, it.name, it.stage, it.type, '甲老师', it.contact, '乙校长', it.principal],
      ...['丁督学', it.inspector, it.villages === 0 ? '' : it.villages, it.through ?? ''],
    ]);
  writeFileSync(roster, `${[titles, ...rows].map((cells) => cells.join(',')).join('\n')}\n`);
  const district = join(folder, '区');
  const made = await line('init', district, '--schools', roster);
  if (made.status !== 0) throw new Error(made.stderr);
  return district;
}
