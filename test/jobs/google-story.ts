import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawDocument } from '../../functions/adapters/docx/draw-document.ts';
import { readDocument } from '../../functions/adapters/docx/read-document.ts';
import type { Pace } from '../../functions/adapters/google/calls.ts';
import { openGoogle } from '../../functions/adapters/google/open-google.ts';
import { createDriveOutbox } from '../../functions/adapters/google/outbox.ts';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { periodOf } from '../../functions/core/calendar.ts';
import { type Documents, jobs } from '../../functions/jobs/jobs.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import type { World } from '../../functions/world.ts';
import { rosterColumns, type School } from '../../schemas/roster.ts';
import { type FastPace, fastPace } from '../adapters/google/pacing-clock.ts';
import type { EmulatorOptions } from '../google/emulator.ts';
import { Person } from '../google/person.ts';
import type { Typed } from '../support/fill-report.ts';
import { type GoogleDistrict, makeGoogleDistrict } from '../support/google-district.ts';

/** A district on the emulator whose waits cost nothing, and the log of all that was said. */
export interface Story extends GoogleDistrict {
  readonly pace: FastPace;
  readonly log: string;
  readonly schools: readonly School[];
}

/** A school as most are; `villages` and the like only where a story needs them. */
export function schoolOf(number: number, name: string, other: Partial<School> = {}): School {
  const blank = Object.fromEntries(rosterColumns.map(({ key, kind }) => [key, kind === 'count' ? 0 : '']));
  const code = `3713110${String(number).padStart(2, '0')}`;
  return {
    ...(blank as unknown as School),
    code,
    name,
    stage: '小学',
    type: '公办',
    liaison: '甲老师',
    liaisonEmail: `c${code}@example.cn`,
    principal: '乙校长',
    principalEmail: `p${code}@example.cn`,
    inspector: '丁督学',
    ...other,
  };
}

/** Drive's own time of everything, after any that a run has, so that a report counts as made when it is first seen. */
const standsStill = () => Date.parse('2026-01-01T00:00:00Z');

/** A folder in which the logs of all stories are kept, to be held against Google's description of itself. */
const kept = process.env.GOOGLE_LOGS;

/** A new district on an emulator of its own. */
export async function beginStory(
  schools: readonly School[],
  options: EmulatorOptions = {},
  pace: FastPace = fastPace(),
): Promise<Story> {
  const log = join(mkdtempSync(join(kept ?? tmpdir(), 'anxiao-google-')), 'log.jsonl');
  const made = await makeGoogleDistrict(schools, { log, clock: standsStill, ...options }, pace);
  return { ...made, pace, log, schools };
}

/** Ends an emulator and throws its log away, unless logs are kept. */
export async function endStory({ emulator, log }: Story): Promise<void> {
  await emulator.close();
  if (kept === undefined) rmSync(join(log, '..'), { recursive: true, force: true });
}

/** A district's world at a time: what `openWorld` opens, in the story's own time. */
export async function openStory({ district, env, pace }: Story, now: string, own: Pace = pace): Promise<World> {
  const { store, ledger } = await openGoogle(district, env, own);
  return {
    store,
    ledger,
    mailer: createDriveOutbox(store),
    drawDocument,
    readDocument,
    mailFrom: '',
    now: `${now}:00+08:00`,
    log: () => {},
  };
}

/** One run, or another job, at a time of the story. */
export async function live<K extends keyof Documents>(
  story: Story,
  job: K,
  now: string,
  around: (world: World) => World = (world) => world,
): Promise<Documents[K]> {
  const { document } = await withDistrict(
    async () => around(await openStory(story, now)),
    knownHolidays,
    (world, opened) => jobs[job](world, opened, { period: periodOf(world.now), dryRun: false }),
  );
  return document;
}

/** The school at a desk: its own address, and the folder that was shared with it. */
export function atSchool({ emulator }: Story, { liaisonEmail }: School): Person {
  return new Person(emulator.url, liaisonEmail);
}

/** The id of a school's report; `month` as its file is called. */
export async function reportOf(
  { section, root }: Story,
  { code, name }: School,
  month = '2018年09月',
): Promise<string> {
  return section.at(root, '学校', `${code} ${name}`, month);
}

/** A school types into its report under its own address. */
export async function types(story: Story, school: School, typed: Typed, month?: string): Promise<void> {
  const id = await reportOf(story, school, month);
  await (school.liaisonEmail === '' ? story.section : atSchool(story, school)).type(
    id,
    typed as Record<string, string | number | boolean | null>,
  );
}
