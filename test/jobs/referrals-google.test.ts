import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initGoogle } from '../../functions/adapters/google/init.ts';
import { googlePremises } from '../../functions/adapters/google/premises.ts';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { doctor } from '../../functions/jobs/doctor/doctor.ts';
import { repairAccess } from '../../functions/jobs/doctor/sharing.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import { sections } from '../../schemas/registers/sections.ts';
import { settingsDeclared } from '../../schemas/settings.ts';
import { Person } from '../google/person.ts';
import { withStore } from '../support/in-process.ts';
import { endStateOf } from './google-end-state.ts';
import { beginStory, endStory, live, openStory, type Story, schoolOf } from './google-story.ts';

const one = schoolOf(1, '第一小学');
const office = 'discipline@example.cn';
const query = 'supportsAllDrives=true';

let story: Story;
let owner: Person;
beforeAll(async () => {
  story = await beginStory([one]);
  owner = new Person(story.emulator.url, office);
  const control = await story.section.at(story.root, '区级设置');
  // Whoever manages the drive is not 安全科.
  const setting = Object.keys(settingsDeclared).indexOf('sectionEmail') + 2;
  const line = sections.indexOf('监察室') + 2;
  await story.section.type(control, { [`设置!B${setting}`]: 'safety@example.cn', [`科室!B${line}`]: office });
});
afterAll(() => endStory(story));

const folder = () => story.section.at(story.root, '监察室');
const spreadsheet = () => story.section.at(story.root, '监察室', '追责移交');
const access = async () => {
  const premises = await googlePremises(story.district, story.env, story.pace);
  return (await premises.access()).filter(({ path }) => path.startsWith('监察室'));
};

describe('追责移交 on Google', () => {
  it('is shared with its owner alone, who writes in it; nobody else was given it, and its owner nothing else', async () => {
    expect(await access()).toEqual([]);
    await live(story, 'run', '2018-09-03T09:00');
    expect(await access()).toEqual([expect.objectContaining({ path: '监察室', who: office, may: 'write' })]);
    await owner.type(await spreadsheet(), {
      '追责移交!A2': 'YJ-2018-77',
      '追责移交!B2': 'DB-2018-01',
      '追责移交!D2': '2018-09-03',
      '追责移交!F2': 'MARKsummary',
      '追责移交!K2': 'MARKremark',
    });
    const school = new Person(story.emulator.url, one.liaisonEmail);
    const read = async (person: Person, id: string) => person.spreadsheet(id, 'properties(title)');
    await expect(read(school, await spreadsheet())).rejects.toThrow(/40[34]/);
    await expect(read(owner, await story.section.at(story.root, '区级设置'))).rejects.toThrow(/40[34]/);
    await expect(read(owner, await story.section.at(story.root, '总表'))).rejects.toThrow(/40[34]/);
  });

  it('is told to its owner with number and days, once, and opened no more where nothing changed', async () => {
    const { letters } = await live(story, 'run', '2018-09-05T09:00');
    const mine = letters.filter(({ to }) => to.includes(office));
    expect(mine).toMatchObject([{ to: [office], subject: '到期提醒：快到期 1 件', state: 'sent' }]);
    expect(JSON.stringify(letters)).not.toMatch(/MARK|YJ-2018/);
    const id = await spreadsheet();
    const from = story.emulator.requests.length;
    expect((await live(story, 'run', '2018-09-05T10:00')).letters).toEqual([]);
    expect(story.emulator.requests.slice(from).filter(({ path }) => path.includes(id))).toEqual([]);
    // Nothing that the register holds stands anywhere else: files, letters, journal, or what the next run remembers.
    const { files, events } = await endStateOf(story);
    const { 监察室: _, '监察室/追责移交': own, ...others } = files;
    expect(JSON.stringify(own)).toContain('MARKsummary');
    const letter = Object.keys(others).filter((path) => JSON.stringify(others[path]).includes('YJ-2018-77'));
    expect(letter).toEqual([expect.stringMatching(/^发件箱\/.*\.eml$/)]);
    expect(JSON.stringify([others, events])).not.toMatch(/MARK/);
    expect(JSON.stringify(events)).not.toMatch(/YJ-2018/);
    const { ledger } = await openStory(story, '2018-09-05T11:00');
    const marks = JSON.stringify([...ledger.cache.marks].filter(([name]) => name !== 'drive'));
    await ledger.close();
    expect(marks).not.toMatch(/MARK|DB-2018/);
  });

  it('opened to anybody else is what doctor reports and takes back; who sees the whole drive is named', async () => {
    const give = async (path: string, body: object) =>
      story.section.call('POST', `/drive/v3/files/${path}/permissions?${query}`, body);
    await give(await folder(), { type: 'user', role: 'reader', emailAddress: 'former@example.cn' });
    await give(await folder(), { type: 'user', role: 'writer', emailAddress: one.liaisonEmail });
    await give(await spreadsheet(), { type: 'anyone', role: 'reader' });
    const inDistrict = <T>(work: Parameters<typeof withDistrict<T>>[2]) =>
      withDistrict(() => openStory(story, '2018-09-06T10:00'), knownHolidays, work);
    const premises = await googlePremises(story.district, story.env, story.pace);
    const look = () => inDistrict((world, district) => doctor(world, district, premises));
    const bad = (checks: Awaited<ReturnType<typeof look>>) =>
      checks.filter(({ is }) => is === 'bad').map(({ what }) => what);
    expect(bad(await look()).sort()).toEqual(
      [
        'former@example.cn能看“监察室”。',
        `${one.liaisonEmail}能改“监察室”。`,
        '任何有链接的人能看“监察室/追责移交.xlsx”。',
      ].sort(),
    );
    await inDistrict((_, district) => repairAccess(premises, district, false));
    const mended = await look();
    expect(bad(mended)).toEqual([]);
    expect(await access()).toEqual([expect.objectContaining({ path: '监察室', who: office })]);
    const said = mended.map(({ what }) => what);
    expect(said).toContain('“监察室”除了监察室，能打开整个区的人也打得开：section@example.cn。');
    expect(said).toContain('追责移交的提醒只发到监察室自己的邮箱。');
  });

  it('of an owner who moved to another address is offered to the new one, and the old one is a stranger', async () => {
    const control = await story.section.at(story.root, '区级设置');
    const premises = await googlePremises(story.district, story.env, story.pace);
    // One that is no account of Google's: said by doctor, and nobody else gets its letters.
    await story.section.type(control, { '科室!B9': 'odd@elsewhere.example' });
    await live(story, 'run', '2018-09-06T10:30', (world) =>
      withStore(world, { share: async () => ({ refused: 'no account' }) }),
    );
    const checks = await withDistrict(
      () => openStory(story, '2018-09-06T10:40'),
      knownHolidays,
      (world, district) => doctor(world, district, premises),
    );
    expect(checks).toContainEqual(
      expect.objectContaining({ is: 'bad', what: '“监察室”没能共享给监察室的邮箱 odd@elsewhere.example。' }),
    );
    await story.section.type(control, { '科室!B9': 'new@example.cn' });
    const { letters } = await live(story, 'run', '2018-09-06T11:00');
    expect(letters.map(({ to }) => to)).toContainEqual(['new@example.cn']);
    expect((await access()).map(({ who }) => who).sort()).toEqual([office, 'new@example.cn']);
    const repaired = await withDistrict(
      () => openStory(story, '2018-09-06T12:00'),
      knownHolidays,
      (_, district) => repairAccess(premises, district, true),
    );
    expect(repaired.map(({ what }) => what)).toEqual([`会收回：${office}能改“监察室”。`]);
  });

  it('is added by init where a district lacks it, and left alone where it is', async () => {
    expect((await initGoogle(story.district, [], story.env, story.pace)).apart).toEqual([]);
    const id = await folder();
    await story.section.call('PATCH', `/drive/v3/files/${id}?${query}`, { trashed: true });
    expect((await live(story, 'run', '2018-09-07T09:00')).letters).toEqual([]);
    expect((await initGoogle(story.district, [], story.env, story.pace)).apart).toEqual(['监察室/追责移交.xlsx']);
  });
});
