import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { openPremises } from '../../functions/adapters/open-premises.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { doctor } from '../../functions/jobs/doctor/doctor.ts';
import { explain } from '../../functions/jobs/explain.ts';
import { type RunReport, run } from '../../functions/jobs/run.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import type { Letter, World } from '../../functions/world.ts';
import { sampleSchools } from '../../scripts/demo/schools.ts';
import { rightReport } from '../support/fill-report.ts';
import { type GoogleDistrict, makeGoogleDistrict } from '../support/google-district.ts';
import { inProcess, withStore } from '../support/in-process.ts';

const [first, second, third] = sampleSchools.map(({ school }) => school);
if (!first || !second || !third) throw new Error('the sample district has three schools');
const schools = [
  { ...first, backupLiaison: '子老师', backupEmail: 'beiyong01@example.cn' },
  { ...second, delivery: '邮件' },
  { ...third, liaisonEmail: 'lianluo03@elsewhere.example' },
];

describe('letters of a district on Google', () => {
  let google: GoogleDistrict;
  const written: Letter[] = [];
  const runs: RunReport[] = [];

  const noting = (world: World): World => ({
    ...world,
    mailer: {
      ...world.mailer,
      compose: (letter, ...rest) => {
        written.push(letter);
        return world.mailer.compose(letter, ...rest);
      },
    },
  });
  const about = (key: string) => written.filter((letter) => letter.key.startsWith(key));
  const inGoogle = <T>(work: Parameters<typeof withDistrict<T>>[2]) =>
    withDistrict(
      () =>
        openWorld({
          district: google.district,
          now: '2018-09-27T10:00:00+08:00',
          dryRun: false,
          env: google.env,
          log: () => {},
        }),
      knownHolidays,
      work,
    );

  beforeAll(async () => {
    google = await makeGoogleDistrict(schools);
    for (const now of ['2018-09-01T09:00', '2018-09-03T10:00', '2018-09-03T11:00'])
      runs.push(await inProcess('run', google.district, now, noting, google.env));
    const folder = `${first.code} ${first.name}`;
    const report = await google.section.at(google.root, '学校', folder, '2018年09月');
    await google.section.type(report, {
      ...(rightReport as Record<string, string | number>),
      monthlyReport_incidents: '约3',
    });
    runs.push(await inProcess('run', google.district, '2018-09-26T10:00', noting, google.env));
  }, 120_000);
  afterAll(() => google?.emulator.close());

  it('tell each who fills in once, at a humane hour, where the folder and the report are', () => {
    expect(runs.map(({ letters }) => letters.filter(({ key }) => key.startsWith('open/')).length)).toEqual([
      0, 3, 0, 0,
    ]);
    expect(about('open/').map(({ key, to }) => [key, to])).toEqual([
      [`open/${first.code}/lianluo01@example.cn`, ['lianluo01@example.cn']],
      [`open/${first.code}/beiyong01@example.cn`, ['beiyong01@example.cn']],
      [`open/${third.code}/lianluo03@elsewhere.example`, ['lianluo03@elsewhere.example']],
    ]);
  });

  it('open what Google says is there', async () => {
    const [{ text = '' } = {}] = about(`open/${first.code}/`);
    const [, folder] = /drive\.google\.com\/drive\/folders\/([\w-]+)/.exec(text) ?? [];
    const [, report] = /docs\.google\.com\/spreadsheets\/d\/([\w-]+)/.exec(text) ?? [];
    const name = `${first.code} ${first.name}`;
    expect(folder).toBe(await google.section.at(google.root, '学校', name));
    expect(report).toBe(await google.section.at(google.root, '学校', name, '2018年09月'));
  });

  it('ask to open a link, and list the rest in the report itself', () => {
    const [{ text = '', html = '' } = {}] = about(`remind/2018-09/${first.code}/`);
    expect(text).toMatch(/报表在：打开报表 https:\/\/docs\.google\.com\/spreadsheets\/d\/[\w-]+\/edit/);
    expect(text).toContain('打开上面的链接');
    expect(text).not.toContain('保存并关闭');
    expect(html).toContain('打开报表</a>');
  });

  it('say in the report that it saves itself', async () => {
    const id = await google.section.at(google.root, '学校', `${first.code} ${first.name}`, '2018年09月');
    const { sheets } = await google.section.spreadsheet(
      id,
      'sheets(properties(title),data(rowData(values(formattedValue))))',
    );
    const guide = JSON.stringify(
      sheets.find((it: { properties: { title: string } }) => it.properties.title === '填报说明'),
    );
    expect(guide).toContain('自动保存');
    expect(guide).not.toContain('.xlsx');
  });

  it('are followed by explain to the spreadsheet, without an ending', async () => {
    const explained = await inGoogle((world, district) => explain(world, district, '2018-09/studentCount'));
    const sources = 'sources' in explained ? explained.sources : [];
    const source = sources.find(({ school }) => school === first.code);
    expect(source?.file).toBe(`学校/${first.code} ${first.name}/2018年09月`);
    expect(source?.link).toMatch(/^https:\/\/docs\.google\.com\/spreadsheets\/d\//);
    const mailed = sources.find(({ school }) => school === second.code);
    expect(mailed?.file).toMatch(/2018年09月\.xlsx$/);
  });

  it('are checked by doctor, who finds every folder shared', async () => {
    const checks = await inGoogle(async (world, district) =>
      doctor(world, district, await openPremises(google.district, google.env)),
    );
    expect(checks.filter(({ what }) => what.includes('打不开学校的文件夹'))).toEqual([]);
    expect(checks).toContainEqual({ is: 'ok', what: expect.stringMatching(/^总表在 https:/), todo: '' });
  });
});

describe('an address that Google does not take', () => {
  it('gets no letter that leads nowhere, and is listed by doctor', async () => {
    const odd = { ...first, liaisonEmail: 'lianluo01@elsewhere.example' };
    const google = await makeGoogleDistrict([odd]);
    const opening = { district: google.district, now: '2018-09-03T10:00:00+08:00', dryRun: false, env: google.env };
    const open = async () => {
      const world = await openWorld({ ...opening, log: () => {} });
      return withStore(world, { share: async () => ({ refused: 'no account' }) });
    };
    const { report, checks } = await withDistrict(open, knownHolidays, async (world, district) => {
      const { report: ran } = await run(world, district, '2018-09', false);
      const premises = await openPremises(google.district, google.env);
      return { report: ran, checks: await doctor(world, district, premises) };
    });
    await google.emulator.close();
    expect(report.letters.filter(({ key }) => key.startsWith('open/'))).toEqual([]);
    expect(checks).toContainEqual({
      is: 'bad',
      what: `2 个邮箱打不开学校的文件夹：${odd.name} ${odd.liaisonEmail}、${odd.name} ${odd.principalEmail}。`,
      todo: expect.stringContaining('Google 账号'),
    });
  }, 60_000);
});
