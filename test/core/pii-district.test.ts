import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annualSummary } from '../../schemas/annual-summary.ts';
import { fieldsOf } from '../../schemas/form.ts';
import { allForms, definedName } from '../../schemas/forms.ts';
import { layoutOf } from '../../schemas/layout.ts';
import { copyOf, eventsOf } from '../doors/district-tree.ts';
import { anxiao, makeDistrict, type Ran, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { drawnOnce, inProcess, withStore } from '../support/in-process.ts';
import { typeSetting } from '../support/type-setting.ts';
import { filesUnder, wordsIn } from '../support/words-in.ts';

const right: RosterRow = { code: '371311001', name: '示例第一小学' };
const wrong: RosterRow = { code: '371311002', name: '示例第二小学' };

const child =
  '三年级（2）班学生张晓明（身份证379999200709140035，家长电话13900001234，家住罗湾区湖东路12号3单元402室）。';
const secrets = ['张晓明', '晓明', '379999200709140035', '13900001234', '湖东路12号', '402室'];

/** Every blank for free text and every 说明 tells of the child; the numbers stay right. */
function tellingOf(text: string): Typed {
  const blanks = allForms.flatMap((form) =>
    fieldsOf(form)
      .filter(({ kind, carry }) => kind === 'text' && !carry)
      .map((field) => [definedName(form, field), `${text}已处理。`]),
  );
  const explanations = allForms.flatMap((form) =>
    layoutOf(form).flatMap((tab) => tab.explanations.map(({ name }) => [name, text])),
  );
  return { ...rightReport, ...Object.fromEntries([...blanks, ...explanations]) };
}

const intoNumbers: Typed = {
  selfCheck_eduStudentPeople: child,
  selfCheck_dailyRiskPatrol: child,
  monthlyReport_incidents: `1件，${child}`,
  monthlyReport_incidentsReported: '张晓明',
  monthlyReport_docDate: `2018-9-3 ${child}`,
  monthlyReport_activityPeople: 13900001234,
};

const places: string[] = [];
let district = '';
const said: Ran[] = [];

function tell(...args: string[]): Ran {
  const ran = anxiao(...args);
  said.push(ran);
  return ran;
}

beforeAll(async () => {
  district = makeDistrict([right, wrong]);
  places.push(resolve(district, '..'));
  await typeSetting(district, '安全科邮箱', 'section@example.cn');
  tell('hand-out', district, '--now', '2018-09-01T09:00');
  await fillReport(reportPath(district, right), tellingOf(child), new Date('2018-09-20T10:00+08:00'));
  await fillReport(reportPath(district, wrong), { ...tellingOf(child), ...intoNumbers });
  tell('run', district, '--json', '--now', '2018-09-21T10:00');
  await fillReport(
    reportPath(district, right),
    { monthlyReport_handlingText: `${child}双方和好。`, monthlyReport_incidentsCriminal: 1 },
    new Date('2018-09-22T10:00+08:00'),
  );
  tell('run', district, '--json', '--now', '2018-09-24T10:00');
  tell('remind', district, '--json', '--now', '2018-09-26T10:00');
  tell('run', district, '--now', '2018-09-27T10:00');
  tell('run', district, '--now', '2018-11-29T10:00');
  tell('bulletin', district, '--json', '--now', '2018-11-29T11:00');
  tell('doctor', district, '--now', '2018-11-29T11:00');
  tell('preview', district, '--json', '--now', '2018-09-27T10:00');
  for (const figure of ['handlingText', 'specialWork', 'docNo', 'incidents', 'organisationExperience'])
    tell('explain', district, `2018-09/${figure}`, '--json', '--now', '2018-11-29T11:00');
});

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

function quotes(text: string): string[] {
  return secrets.filter((secret) => text.includes(secret));
}

describe('a child named in every blank', () => {
  it('is nowhere outside the school’s own folder: ledger, master, letters, drafts', () => {
    const outside = filesUnder(district).filter((path) => !path.startsWith(join(district, '学校')));
    expect(outside.map((path) => path.slice(district.length + 1).split('/')[0])).toEqual(
      expect.arrayContaining(['台账', '总表.xlsx', '发件箱', '通报']),
    );
    const telling = outside.map((path) => [path, quotes(wordsIn(readFileSync(path)))]);
    expect(telling.filter(([, found]) => found?.length)).toEqual([]);
    // The same eyes do see what is there.
    expect(wordsIn(readFileSync(join(district, '总表.xlsx')))).toContain('〔姓名〕');
    expect(wordsIn(readFileSync(reportPath(district, right)))).toContain('张晓明');
    const letters = outside.filter((path) => path.endsWith('.eml')).map((path) => wordsIn(readFileSync(path)));
    expect(letters.join()).toContain('示例第一小学');
  });

  it('is in nothing that a command says', () => {
    expect(said.map(({ status }) => status).every((status) => status === 0 || status === 1)).toBe(true);
    expect(quotes(said.map(({ stdout, stderr }) => stdout + stderr).join('\n'))).toEqual([]);
    expect(said.some(({ stdout }) => stdout.includes('〔姓名〕'))).toBe(true);
  });

  it('is not quoted in 校验结果, which says where and how to mend it', () => {
    for (const row of [right, wrong]) {
      const words = wordsIn(readFileSync(reportPath(district, row).replace('.xlsx', ' 校验结果.xlsx')));
      expect(quotes(words)).toEqual([]);
      expect(words).toContain('一名学生');
    }
  });

  it('is asked about at each of the blanks', () => {
    const asked = said[1]?.json.findings.filter(({ code }: { code: string }) => code === 'X-PII');
    for (const form of allForms)
      for (const { key, kind, carry } of fieldsOf(form))
        if (kind === 'text' && !carry)
          expect(asked, `${form.key}_${key}`).toContainEqual(
            expect.objectContaining({ school: right.code, form: form.key, field: key, severity: 'query' }),
          );
    for (const key of Object.keys(intoNumbers)) {
      const [form, field] = key.split('_');
      expect(asked).toContainEqual(expect.objectContaining({ school: wrong.code, form, field }));
    }
  });

  it('keeps no number from being counted', () => {
    const { json } = anxiao('explain', district, '2018-09/incidents', '--json', '--now', '2018-11-29T12:00');
    expect(json).toMatchObject({ value: 1, reported: 1 });
  });

  it('stands in 历史版本 as it was typed, 说明 too', () => {
    const kept = [1, 2].map((version) => keptVersion(district, version));
    expect(kept.map(({ values }) => values.monthlyReport.handlingText)).toEqual([
      `${child}已处理。`,
      `${child}双方和好。`,
    ]);
    expect(kept[0].explanations.selfCheck_studentCount).toBe(child);
    expect(kept[0].note).toBeUndefined();
  });

  it('is judged the same again from the ledger: no new version, no new code', async () => {
    const again = copyOf(district);
    places.push(resolve(again, '..'));
    const before = eventsOf(again).filter(({ type }) => type === 'accepted');
    await typeSetting(again, '安全科邮箱', 'other@example.cn');
    await inProcess('validate', again, '2018-11-29T15:00');
    expect(before).toHaveLength(2);
    expect(eventsOf(again).filter(({ type }) => type === 'accepted')).toEqual(before);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was kept
function keptVersion(of: string, version: number): any {
  const path = join(resolve(reportPath(of, right), '..'), '历史版本', `2018年09月 第${version}版.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

describe('a version that could not be kept in the run that accepted it', () => {
  let short = '';
  beforeAll(async () => {
    short = makeDistrict([right]);
    places.push(resolve(short, '..'));
    await inProcess('handOut', short, '2018-09-01T09:00');
    await fillReport(reportPath(short, right), { ...rightReport, monthlyReport_handlingText: child });
    await inProcess('run', short, '2018-09-21T10:00', (world) =>
      withStore(drawnOnce(world), { createAll: async (files) => files.map(() => 'refused') }),
    );
    expect(keptVersion(short, 1)).toBeUndefined();
  });

  it('is kept as typed by the next one, from the workbook', async () => {
    const next = copyOf(short);
    places.push(resolve(next, '..'));
    await inProcess('run', next, '2018-09-21T11:00');
    expect(keptVersion(next, 1)).toMatchObject({ values: { monthlyReport: { handlingText: child } } });
    expect(keptVersion(next, 1).note).toBeUndefined();
  });

  it('is kept without the personal details, and says so, where the school has saved over it', async () => {
    const next = copyOf(short);
    places.push(resolve(next, '..'));
    await fillReport(
      reportPath(next, right),
      { monthlyReport_handlingText: '一名学生已道歉，双方和好。' },
      new Date('2018-09-21T10:30+08:00'),
    );
    await inProcess('run', next, '2018-09-21T11:00');
    const [first, second] = [keptVersion(next, 1), keptVersion(next, 2)];
    expect(first.note).toContain('不是当时的原文');
    expect(first.values.monthlyReport.handlingText).toContain('〔姓名〕');
    expect(quotes(JSON.stringify(first))).toEqual([]);
    expect(second).toMatchObject({ values: { monthlyReport: { handlingText: '一名学生已道歉，双方和好。' } } });
    expect(second.note).toBeUndefined();
  });
});

it('speaks of 年度总结 as well, in its month', () => {
  expect(said[1]?.json.findings).toContainEqual(
    expect.objectContaining({ form: annualSummary.key, code: 'X-PII', school: right.code }),
  );
});
