import { describe, expect, it } from 'vitest';
import { draftBulletin } from '../../functions/core/bulletin/document.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import { proseCheck } from '../../functions/core/hand-edit/check-prose.ts';
import type { MasterRow } from '../../functions/core/master/master-view.ts';
import { lifelikeYears, viewOf } from './bulletin-sample.ts';
import { sampleSchools } from './master-view-sample.ts';

// Two years of 24 schools; when 2018年7—8月 was issued 乙 was not asked yet, and 甲 had 3 incidents in July that it withdrew.
const now = '2018-10-30T09:00:00+08:00';
const order = sampleSchools.map(({ code }) => code);
const [甲, 乙] = [sampleSchools[2]?.name ?? '', sampleSchools[3]?.name ?? ''];
const view = lifelikeYears();
const before = {
  ...view,
  rows: view.rows.flatMap((row): MasterRow[] => {
    if (row.period === '2018-08' && row.school.name === 乙) return [];
    if (row.period !== '2018-07' || row.school.name !== 甲) return [row];
    return [
      { ...row, values: { ...row.values, monthlyReport_incidents: { value: 3, understood: true, cell: 'C14' } } },
    ];
  }),
};
const old = bulletinFigures(
  { view: before, order, now: '2018-08-30T09:00:00+08:00' },
  { from: '2018-07', through: '2018-08' },
);
const figures = bulletinFigures({ view, order, now, issued: [old] }, { from: '2018-09', through: '2018-10' });

function stopsOf(held: typeof figures): (text: string) => readonly { sort: string; found: string; message: string }[] {
  const document = draftBulletin(held, {
    date: '2018-10-30',
    now,
    office: '示例区教育局安全科',
    officePhone: '0539-5550000',
    numberPrefix: '示教安通',
    next: {
      period: '2018-11',
      window: { from: '2018-10-26', through: '2018-11-25', due: '2018-11-26T00:00:00+08:00' },
    },
  });
  const check = proseCheck({ figures: held, paragraphs: document.sentences, phone: document.phone });
  return (text) => check([{ where: '', text }]).filter(({ sort }) => sort !== 'note');
}

const stops = stopsOf(figures);

describe('a text that speaks of other pairs, the checklist, sessions and corrections', () => {
  it('stands on the sample that these tests speak of', () => {
    const { incidents, checklist, education } = figures.totals;
    expect([incidents.lastYear.sum, incidents.changeLastYear]).toMatchObject([8, { before: 6, now: 6, schools: 21 }]);
    expect(checklist.groups.map(({ title, whole, lacking }) => [title, whole, lacking.length])).toEqual([
      ['组织建构', 24, 0],
      ['规章制度', 21, 3],
      ['日常监管', 24, 0],
      ['宣传载体', 23, 1],
    ]);
    expect([education.eduTeacherTimes.sum, education.eduStudentPeople.sum]).toEqual([23, 39939]);
    expect(figures.corrections[0]?.totals.slice(0, 3)).toMatchObject([
      { key: 'zeroReports', was: 20, now: 21 },
      { key: 'incidents', was: 7, now: 4 },
      { key: 'expected', was: 23, now: 24 },
    ]);
  });

  it.each([
    ['上年同期发生8件。'],
    ['2017年9—10月共发生欺凌事件8起。'],
    ['按可比的21校计，本期发生6件，上年同期6件。'],
    ['组织建构全部落实的24校；规章制度全有的21校，宣传载体全有的有23所。'],
    ['规章制度6项都有的学校21所，还有“无”的3所。'.replace('还有', '规章制度还有')],
    ['规章制度全有的学校从20所增加到21所，增加1所。'],
    ['应报24校中，报过自查表的24校。'],
    ['两个月开展教师培训23场、552人次，学生专题教育69次，39939人次参加。'],
    ['家长讲座45次，2700人次；宣传活动1575人次。'],
    ['2018年7—8月的通报发出后，补报1校：乙；更正1校：甲。'],
    ['7月发生件数由7件更正为4件，零报告由20校变为21校。'],
    ['2018年8月应报由23校改为24校。'],
    ['甲2018年7月发生由3件更正为0件。'],
    ['甲9月发生0件。'],
  ])('passes where it is right: %s', (text) => {
    expect(stops(named(text))).toEqual([]);
  });

  it.each([
    ['上年同期发生7件。', '7件', '2017年9—10月发生是8件'],
    ['按可比的20校计，上年同期发生6件。', '20校', '是21校'],
    ['规章制度全有的22所，宣传载体全有的23所。', '22所', '规章制度全有是21校'],
    ['规章制度7项都有的学校21所。', '7项', '是6项'],
    ['规章制度全有的学校从19所增加到21所。', '19所', '原来规章制度全有是20校'],
    ['规章制度全有的学校从20所增加到22所。', '22所', '现在规章制度全有是21校'],
    ['规章制度全有的学校增加2所。', '2所', '增加1校'],
    ['规章制度有“无”的2所。', '2所', '是3校'],
    ['应报24校中，报过自查表的23校。', '23校', '是24校'],
    ['两个月开展教师培训24场、552人次。', '24场', '教师专题培训是23次'],
    ['学生专题教育39938人次参加。', '39938人次', '是39939人次'],
    ['9月家长讲座45次。', '45次', '9月家长专题讲座'],
    ['2018年7—8月的通报发出后，补报2校。', '2校', '是1校'],
    ['2018年7—8月的通报发出后，补报1校：甲。', '甲', '不在其中'],
    ['2018年7—8月的通报发出后，更正1校：乙。', '乙', '不在其中'],
    ['7月发生件数由8件更正为4件。', '8件', '原来是7'],
    ['7月发生件数由7件更正为3件。', '3件', '现在是4'],
    ['2018年8月已报由23校改为25校。', '25校', '现在是24'],
    ['甲2018年7月发生由4件更正为0件。', '4件', '原来是3'],
  ])('is caught where it is wrong: %s', (text, found, says) => {
    const said = stops(named(text));
    expect(said.map((it) => [it.sort, it.found])).toContainEqual(['wrong', named(found)]);
    expect(said.find((it) => it.found === named(found))?.message).toContain(says);
  });

  it.each([
    ['上年同期教师培训20场。', '20场'],
    ['甲比上期增加2件。', '2件'],
    ['6月发生由7件更正为4件。', '7件'],
    ['共有39939人次参加。', '39939人次'],
  ])('is asked about where nobody can tell: %s', (text, found) => {
    expect(stops(named(text)).map((it) => [it.sort, it.found])).toContainEqual(['unproved', found]);
  });

  it('is caught where it says the same of a month twice', () => {
    expect(stops('9月应报24校；9月应报24校。')[0]?.message).toContain('和前面写的一样');
  });

  it('says of no school by name what kind its case was, and of few schools not at all', () => {
    const [one] = figures.schools.filter(({ months }) => months.some(({ counts }) => isSome(counts.incidentsCriminal)));
    expect(stops(`${one?.name}10月有1件构成刑事案件。`)[0]?.message).toContain('不能写到学校');
    expect(stops('两个月构成刑事案件1件。')).toEqual([]);
    // Two schools had a case in October.
    expect(stops('10月构成刑事案件1件。')[0]?.message).toContain('不单列');
    const few = viewOf(['2018-09', '2018-10'], (school, period) => ({
      counts: school.name === 甲 && period === '2018-09' ? [1, 1, 1, 1] : [0, 0, 0, 0],
    }));
    const stopsFew = stopsOf(bulletinFigures({ view: few, order, now }, { from: '2018-09', through: '2018-10' }));
    expect(stopsFew('两个月发生1件。')).toEqual([]);
    expect(stopsFew('其中构成刑事案件1件。')[0]?.message).toContain('不单列');
  });

  it('is held to the names in brackets for what the brackets say, and not for what stands before them', () => {
    expect(stops('10月未报2校（9月应报24校、已报24校）。')).toEqual([]);
    expect(stops('9月应报24校（10月未报2校），已报24校。')).toEqual([]);
    expect(stops('9月应报24校（10月未报2校），已报21校。').map(({ found }) => found)).toEqual(['21校']);
  });
});

function isSome(figure: { is: string; value?: number }): boolean {
  return (figure.value ?? 0) > 0;
}

function named(text: string): string {
  return text.replace(/[甲乙]/g, (letter) => (letter === '甲' ? 甲 : 乙));
}
