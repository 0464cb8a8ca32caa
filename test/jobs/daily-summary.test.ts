import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { copyOf, lettersIn } from '../doors/district-tree.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport, type Typed } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { reply, serveSmtp } from '../support/smtp-server.ts';
import { typeRow } from '../support/type-row.ts';
import { typeSetting } from '../support/type-setting.ts';

const section = 'section@example.cn';
const first: RosterRow = { code: '371311001', name: '示例第一小学' };
const second: RosterRow = { code: '371311002', name: '示例第二小学' };
const third: RosterRow = { code: '371311003', name: '示例第三小学' };

const places: string[] = [];
let fresh = '';
const copy = (): string => {
  const district = copyOf(fresh);
  places.push(resolve(district, '..'));
  return district;
};

beforeAll(async () => {
  fresh = makeDistrict([first, second, third]);
  places.push(resolve(fresh, '..'));
  await typeSetting(fresh, '安全科邮箱', section);
  await inProcess('run', fresh, '2018-09-03T09:00');
});

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

async function reports(district: string, row: RosterRow, savedAt: string, typed: Typed = {}): Promise<void> {
  const words = { ...rightReport, ...ownWords(row.name), ...typed };
  await fillReport(reportPath(district, row), words, new Date(`${savedAt}:00+08:00`));
}

/** Summaries acted on by a run at a time. */
async function summaries(district: string, now: string, env: Readonly<Record<string, string>> = {}) {
  const { letters } = await inProcess('run', district, now, undefined, env);
  return letters.filter(({ key }) => key.startsWith('summary/'));
}

/** What the newest letter of 发件箱 with these words in its name says, in one piece. */
function textOf(district: string, part: string): string {
  const name = lettersIn(district)
    .filter((it) => it.includes(part))
    .at(-1);
  if (name === undefined) throw new Error(`no letter ${part}`);
  return readEmlParts(readFileSync(join(district, '发件箱', name))).text.replace(/ \r?\n */g, '');
}

describe('每日小结', () => {
  it('goes once a working day with news, at a humane hour, and says what the news are', async () => {
    const district = copy();
    expect(await summaries(district, '2018-09-04T09:00')).toEqual([]);
    const child = '王小明';
    await reports(district, first, '2018-09-20T20:00', {
      monthlyReport_handlingText: `批评教育了学生${child}，已和好。`,
    });
    // Thursday night: nobody is written to. The night's news come in the morning.
    expect(await summaries(district, '2018-09-20T21:00')).toEqual([]);
    expect(await summaries(district, '2018-09-21T08:30')).toEqual([
      {
        key: 'summary/2018-09-21',
        items: ['summary/2018-09-21'],
        to: [section],
        subject: '9月21日 周五小结：新报送 1 校，新的疑问 1 校',
        state: 'sent',
      },
    ]);
    const text = textOf(district, '小结');
    expect(text).toMatch(/新报送，1 校\s+哪些：示例第一小学/);
    expect(text).toContain('2018年9月：应报 3 校，已报 1 校（其中零报告 0 校）；9月25日 周二 24:00 截止');
    expect(text).toContain('2018年9月还差 2 校');
    expect(text).not.toMatch(/王小明|批评教育/);

    // Later that day, and on the days of 中秋, nothing more; on the first working day after them what came in between.
    await reports(district, second, '2018-09-21T10:00');
    expect(await summaries(district, '2018-09-21T11:00')).toEqual([]);
    expect(await summaries(district, '2018-09-22T09:00')).toEqual([]);
    expect(await summaries(district, '2018-09-25T09:00')).toMatchObject([{ subject: '9月25日 周二小结：新报送 1 校' }]);
    expect(textOf(district, '小结')).toMatch(/9月21日 08:30 以来[\s\S]*示例第二小学/);

    expect(await summaries(district, '2018-09-26T09:00')).toMatchObject([{ subject: '9月26日 周三小结：新逾期 1 校' }]);
    expect(textOf(district, '小结')).toMatch(/新逾期，1 校\s+哪些：示例第三小学/);
  });

  it('says nothing where nothing is new, but once a week what still waits', async () => {
    const district = copy();
    await reports(district, first, '2018-09-20T20:00');
    await reports(district, second, '2018-09-20T20:00');
    expect(await summaries(district, '2018-09-26T09:00')).toHaveLength(1);
    // The rest of the week, two working days of the weekend, and the days of 国庆.
    for (const day of ['09-27', '09-28', '09-29', '09-30', '10-01', '10-05'])
      expect({ day, sent: await summaries(district, `2018-${day}T09:00`) }).toEqual({ day, sent: [] });
    expect(await summaries(district, '2018-10-08T09:00')).toMatchObject([
      { subject: expect.stringMatching(/^10月8日 周一小结：还有 \d+ 类事等着处理$/) },
    ]);
    expect(await summaries(district, '2018-10-09T09:00')).toEqual([]);
    await reports(district, third, '2018-10-09T10:00');
    expect(await summaries(district, '2018-10-10T09:00')).toMatchObject([
      { subject: '10月10日 周三小结：新报送 1 校' },
    ]);
  });

  it('is switched off in 设置', async () => {
    const district = copy();
    await typeSetting(district, '每日小结', '否');
    await reports(district, first, '2018-09-20T20:00');
    expect(await summaries(district, '2018-09-21T09:00')).toEqual([]);
  });

  it('that could not go on its day is withdrawn, and the next one says it all', async () => {
    const district = copy();
    await reports(district, first, '2018-09-20T20:00');
    const server = await serveSmtp({
      onRcptTo: ({ address }, _session, done) => done(address === section ? reply('451 later') : null),
    });
    const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}` };
    try {
      expect(await summaries(district, '2018-09-21T09:00', env)).toMatchObject([{ state: 'deferred' }]);
    } finally {
      await server.close();
    }
    expect(await summaries(district, '2018-09-25T09:00')).toMatchObject([
      { key: 'summary/2018-09-21', state: 'withdrawn' },
      { key: 'summary/2018-09-25', state: 'sent', subject: '9月25日 周二小结：新报送 1 校' },
    ]);
  });

  it('tells of a query, a file that cannot be read and a letter that was refused', async () => {
    const district = copy();
    await summaries(district, '2018-09-10T09:00');
    await reports(district, first, '2018-09-10T10:00', {
      monthlyReport_reportDate: '2018-09-10',
      selfCheck_teacherCount: 13,
      selfCheck_eduTeacherPeople: 13,
    });
    writeFileSync(reportPath(district, second), 'not a workbook');
    utimesSync(reportPath(district, second), new Date('2018-09-10T10:00+08:00'), new Date('2018-09-10T10:00+08:00'));
    const server = await serveSmtp({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('p') ? reply('550 no such user') : null),
    });
    try {
      const [letter] = await summaries(district, '2018-09-11T09:00', { SMTP_URL: `smtp://127.0.0.1:${server.port}` });
      expect(letter?.subject).toBe('9月11日 周二小结：新报送 1 校，新的疑问 1 校，读不了的报表 1 校');
      const { text } = readEmlParts(server.arrived.at(-1) ?? Buffer.of());
      expect(text).toMatch(
        /新的疑问，1 校\s+哪些：示例第一小学[\s\S]*读不了的报表，1 校\s+哪些：示例第二小学[\s\S]*没送到的信，1 封\s+哪些：p371311001@example\.cn/,
      );
    } finally {
      await server.close();
    }
  });
});

describe('退回', () => {
  const reason = '参加人数和签到表不一样';

  it('is told once to contact and principal, at a humane hour, while the report still asks', async () => {
    const district = copy();
    await reports(district, first, '2018-09-20T15:00');
    await inProcess('run', district, '2018-09-20T16:00');
    await typeRow(district, '退回', first.code, '2018-09', reason, '2018-09-20');
    const returned = async (now: string) =>
      (await inProcess('run', district, now)).letters.filter(({ key }) => key.startsWith('returned/'));
    expect(await returned('2018-09-20T20:00')).toEqual([]);
    const told = await returned('2018-09-21T09:00');
    expect(told).toMatchObject([
      { to: [`c${first.code}@example.cn`], subject: '退回：示例第一小学2018年9月报表，请修改后再报', state: 'sent' },
      { to: [`p${first.code}@example.cn`], state: 'sent' },
    ]);
    expect(told[0]?.key).toMatch(new RegExp(`^returned/2018-09/${first.code}/[\\w-]+/c${first.code}@example\\.cn$`));
    const text = textOf(district, '退回');
    expect(text).toContain(`退回原因：${reason}`);
    expect(text).toContain('9月20日 15:00 报的那一版仍然有效');
    expect(await returned('2018-09-21T10:00')).toEqual([]);
    // Mended; then another row asks anew.
    await reports(district, first, '2018-09-21T11:00', { monthlyReport_activityPeople: 2200 });
    expect(await returned('2018-09-25T09:00')).toEqual([]);
    await typeRow(district, '退回', first.code, '2018-09', '还是不一样', '2018-09-25');
    expect(await returned('2018-09-25T10:00')).toHaveLength(2);
  });

  it('is not told to a school that has answered before the post went again', async () => {
    const district = copy();
    await reports(district, first, '2018-09-20T15:00');
    await inProcess('run', district, '2018-09-20T16:00');
    await typeRow(district, '退回', first.code, '2018-09', reason, '2018-09-20');
    const server = await serveSmtp({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('p') ? reply('451 later') : null),
    });
    try {
      const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}` };
      await inProcess('run', district, '2018-09-21T09:00', undefined, env);
    } finally {
      await server.close();
    }
    await reports(district, first, '2018-09-21T10:00', { monthlyReport_activityPeople: 2200 });
    const { letters } = await inProcess('run', district, '2018-09-21T14:00');
    expect(letters.filter(({ key }) => key.startsWith('returned/'))).toMatchObject([{ state: 'withdrawn' }]);
  });
});
