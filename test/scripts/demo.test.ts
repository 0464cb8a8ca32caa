import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Standing } from '../../functions/jobs/standing.ts';
import { states, timelinesses } from '../../schemas/state.ts';
import { sampleSchools } from '../../scripts/demo/schools.ts';
import { type Act, acts, clocks } from '../../scripts/demo/story.ts';
import { anxiao, type Ran } from '../support/district.ts';

const dues: Readonly<Record<string, string>> = {
  '2018-09': '2018-09-26T00:00:00+08:00',
  '2018-10': '2018-10-26T00:00:00+08:00',
};
const periods = Object.keys(dues);
const end = clocks.at(-1) ?? '';

interface Letter {
  readonly at: string;
  readonly to: readonly string[];
  readonly items: readonly string[];
}

/** What a school last did to its report of a month, as the story has it. */
function lastAct(number: number, period: string, until = end): Act | undefined {
  return acts.findLast((act) => act.number === number && act.period === period && act.at <= until);
}

/** When the last right and signed version was saved, as the story has it. */
function reportedAt(number: number, period: string, until = end): string | undefined {
  return acts.findLast(
    (act) => act.number === number && act.period === period && act.at <= until && act.becomes === 'submitted',
  )?.at;
}

function timeliness(number: number, period: string): string {
  const at = reportedAt(number, period);
  return at === undefined ? 'overdue' : at < (dues[period] ?? '') ? 'onTime' : 'late';
}

function tally<K extends string>(keys: readonly K[], found: readonly string[]): Record<string, number> {
  return Object.fromEntries(keys.map((key) => [key, found.filter((it) => it === key).length]));
}

/** Letters that ask for a report, as the demo tells of them; receipts and the like are left out. */
function reminders({ json }: Ran): readonly Letter[] {
  return json.letters.filter(({ items }: Letter) => items.some((item) => item.startsWith('remind/')));
}

/** `remind/2018-09/371311013/3/…` → the school and the month it is about. */
function schoolsIn({ items }: Letter): readonly { period: string; code: string }[] {
  return items.map((item) => {
    const [, period = '', code = ''] = item.split('/');
    return { period, code };
  });
}

/** Every file below a folder by name, with what must stay the same. */
function files(root: string, what: (path: string) => string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.flatMap((name) => (statSync(join(root, name)).isFile() ? [[name, what(join(root, name))]] : [])),
  );
}

const bytesOf = (path: string): string => readFileSync(path, 'base64');
const bytesAndTimes = (path: string): string => `${statSync(path).mtimeMs} ${bytesOf(path)}`;

describe('the demo', () => {
  const root = join(mkdtempSync(join(tmpdir(), 'anxiao-demo-')), '示例区');
  let made: Ran;
  let standing: readonly Standing[];

  beforeAll(() => {
    made = anxiao('demo', root, '--json');
    const { json } = anxiao('validate', root, '--json', '--dry-run', '--now', end);
    standing = [json, ...json.others];
  });

  it('tells a story of 24 schools and two months that has something of everything', () => {
    expect(sampleSchools).toHaveLength(24);
    expect(new Set(acts.map(({ becomes }) => becomes))).toEqual(
      new Set(['submitted', 'invalid', 'unsigned', 'inProgress']),
    );
    expect(new Set(acts.flatMap(({ failure }) => failure ?? []))).toEqual(
      new Set(['F-BROKEN', 'F-ENCRYPTED', 'F-OLD-FORMAT', 'L-WHO']),
    );
    expect(clocks).toEqual([...clocks].sort());
  });

  it('ends well, and says what to open', () => {
    expect(made.stderr).not.toContain('出错');
    expect(made.status).toBe(0);
    expect(made.json.months.map(({ period }: Standing) => period)).toEqual(periods);
    for (const path of Object.values<string>(made.json.open))
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  });

  it.each(periods)('counts for %s what the schools of the story did', (period) => {
    const found = standing.find((it) => it.period === period);
    const numbers = sampleSchools.map(({ number }) => number);
    expect(found?.schools).toBe(24);
    expect(found?.states).toEqual(
      tally(
        states,
        numbers.map((number) => lastAct(number, period)?.becomes ?? 'notStarted'),
      ),
    );
    expect(found?.timeliness).toEqual(
      tally(
        timelinesses,
        numbers.map((number) => timeliness(number, period)),
      ),
    );
    const told = made.json.months.find((it: Standing) => it.period === period);
    expect([told.states, told.timeliness]).toEqual([found?.states, found?.timeliness]);
  });

  it.each(periods)('finds in %s the mistakes of the story and no other', (period) => {
    const found = standing.find((it) => it.period === period);
    const errors = sampleSchools.flatMap(({ number, school }) => {
      const act = lastAct(number, period);
      // What is still blank in a report that is being filled in is nobody's mistake yet.
      if (act?.becomes === 'inProgress') return [];
      const codes = found?.findings.filter((it) => it.school === school.code && it.severity === 'error') ?? [];
      return [{ number, codes: codes.map(({ code }) => code).sort(), meant: [...(act?.errors ?? [])].sort() }];
    });
    expect(errors.filter(({ codes, meant }) => codes.join() !== meant.join())).toEqual([]);
    expect(found?.failures.map(({ school, code }) => `${school} ${code}`).sort()).toEqual(
      sampleSchools.flatMap(({ number, school }) => {
        const failure = lastAct(number, period)?.failure;
        return failure ? [`${school.code} ${failure}`] : [];
      }),
    );
  });

  it.each(periods)('writes on the morning after the deadline of %s to those who are overdue', (period) => {
    const morning = `${dues[period]?.slice(0, 10)}T09:05:00+08:00`;
    const overdue = sampleSchools.filter(
      ({ number, school }) => school.liaisonEmail !== '' && reportedAt(number, period, morning) === undefined,
    );
    const letters = reminders(made).filter(({ at }) => at === morning);
    const told = letters.flatMap(schoolsIn).filter((it) => it.period === period);
    expect([...new Set(told.map(({ code }) => code))].sort()).toEqual(overdue.map(({ school }) => school.code));
    for (const { school } of overdue)
      expect(letters.filter(({ to }) => to.includes(school.liaisonEmail))).toHaveLength(1);
  });

  it('writes one letter for two schools of one contact', () => {
    const shared = reminders(made).filter(
      ({ at, to }) => at.startsWith('2018-09-26') && to.includes('lianluo13@example.cn'),
    );
    // Of both the month's report and 年度总结 are missing: one letter says it all.
    const owed = ['2018-09', 'annualSummary-2018'].flatMap((period) => [
      { period, code: '371311013' },
      { period, code: '371311014' },
    ]);
    expect(shared.map(schoolsIn)).toEqual([owed]);
  });

  it.each(periods)(
    'mails its form for %s to the school that cannot reach the folder, and files what came back',
    (period) => {
      const sent = acts.find(({ does, period: its }) => does.is === 'mails' && its === period);
      const name = sent?.does.is === 'mails' ? sent.does.as : '';
      const code = sampleSchools[(sent?.number ?? 0) - 1]?.school.code ?? '';
      const forms = made.json.letters.filter(({ items }: Letter) => items[0]?.startsWith(`form/${period}/${code}/`));
      expect(forms).toMatchObject([{ at: expect.stringMatching(/^2018/), state: 'sent' }]);
      expect(forms[0].at < (sent?.at ?? '')).toBe(true);
      const folder = readdirSync(join(root, '学校')).find((it) => it.startsWith(`${code} `)) ?? '';
      expect(existsSync(join(root, '学校', folder, '历史版本', '收到的原件', name))).toBe(true);
      expect(existsSync(join(root, '收件箱', name))).toBe(false);
    },
  );

  it('reminds nobody of a report that had come, and writes to made-up addresses alone', () => {
    const needless = reminders(made).flatMap((letter) =>
      schoolsIn(letter).filter(({ period, code }) => {
        const number = sampleSchools.findIndex(({ school }) => school.code === code) + 1;
        return reportedAt(number, period, letter.at) !== undefined;
      }),
    );
    expect(needless).toEqual([]);
    expect(made.json.letters.flatMap(({ to }: Letter) => to)).toSatisfy((to: string[]) =>
      to.every((address) => address.endsWith('@example.cn')),
    );
  });

  it('has nothing left to do when it is run again', () => {
    const before = files(root, bytesAndTimes);
    const { json } = anxiao('run', root, '--json', '--now', end);
    expect([json.read, json.others[0].read, json.letters]).toEqual([0, 0, []]);
    expect(files(root, bytesAndTimes)).toEqual(before);
  });

  it('makes itself anew, byte by byte the same', () => {
    const before = files(root, bytesOf);
    writeFileSync(join(root, '学校', '多出来的.txt'), '上次留下的');
    expect(anxiao('demo', root, '--json').status).toBe(0);
    const after = files(root, bytesOf);
    // The snapshot is a cache of this disk's own times.
    const snapshot = join('台账', 'snapshot.json');
    expect({ ...after, [snapshot]: '' }).toEqual({ ...before, [snapshot]: '' });
  });
});

describe('a folder that the demo did not make', () => {
  it('is left alone, with status 2 and one clear line', () => {
    const root = mkdtempSync(join(tmpdir(), 'anxiao-demo-'));
    mkdirSync(join(root, '学校'));
    writeFileSync(join(root, '学校', '总结.docx'), '真的文件');
    const before = files(root, bytesAndTimes);
    const { status, stdout, stderr } = anxiao('demo', root);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('没有动它');
    expect(files(root, bytesAndTimes)).toEqual(before);
  });

  it('is not begun by a dry run, nor where a file stands', () => {
    const folder = mkdtempSync(join(tmpdir(), 'anxiao-demo-'));
    expect(anxiao('demo', join(folder, '新的'), '--dry-run').status).toBe(0);
    expect(existsSync(join(folder, '新的'))).toBe(false);
    writeFileSync(join(folder, '文件'), 'x');
    expect(anxiao('demo', join(folder, '文件')).status).toBe(2);
    expect(readFileSync(join(folder, '文件'), 'utf8')).toBe('x');
  });
});
