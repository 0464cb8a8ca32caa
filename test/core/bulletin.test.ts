import { describe, expect, it } from 'vitest';
import { type BulletinDocument, type DraftContext, draftBulletin } from '../../functions/core/bulletin/document.ts';
import { isHeading } from '../../functions/core/bulletin/headings.ts';
import { issuedDocument } from '../../functions/core/bulletin/issued-document.ts';
import { bulletinFolder, draftDay, pairBefore, pairOf, pairTitle } from '../../functions/core/bulletin/pair.ts';
import type { HolidayTable } from '../../functions/core/calendar.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import type { MasterView } from '../../functions/core/master/master-view.ts';
import { bulletinPage } from '../../functions/letters/bulletin-page.ts';
import type { School } from '../../schemas/roster.ts';
import { lifelikeView, lifelikeYears, monthsView, type Sent } from './bulletin-sample.ts';
import { sampleSchools } from './master-view-sample.ts';

const context: DraftContext = {
  date: '2018-10-30',
  now: '2018-10-30T09:00:00+08:00',
  office: '示例区教育局安全科',
  officePhone: '0539-5550000',
  numberPrefix: '',
  next: {
    period: '2018-11',
    window: { from: '2018-10-26', through: '2018-11-25', due: '2018-11-26T00:00:00+08:00' },
  },
};
const order = sampleSchools.map(({ code }) => code);

function draft(view: MasterView, over: Partial<DraftContext> = {}): BulletinDocument {
  const used = { ...context, ...over };
  return draftBulletin(bulletinFigures({ view, order, now: used.now }, { from: '2018-09', through: '2018-10' }), used);
}

function incidents(before: number, now: number): BulletinDocument {
  return draft(
    monthsView([7, 8, 9, 10], (school, month) => ({
      counts: [school === sampleSchools[0] && month % 2 === 0 ? (month < 9 ? before : now) : 0, 0, 0, 0],
    })),
  );
}

const place = (school: School): number => sampleSchools.indexOf(school);

describe('a pair of months', () => {
  it('is 1–2, 3–4 … 11–12 of one year', () => {
    expect(pairOf('2018-10')).toEqual({ from: '2018-09', through: '2018-10' });
    expect(pairOf('2018-09')).toEqual({ from: '2018-09', through: '2018-10' });
    expect(pairBefore(pairOf('2019-02'))).toEqual({ from: '2018-11', through: '2018-12' });
    expect(pairTitle(pairOf('2018-12'))).toBe('2018年11—12月');
    expect(bulletinFolder(pairOf('2018-10'))).toBe('通报/2018年09—10月');
  });

  it('is drafted on the third working day after the second deadline', () => {
    const weekdays: HolidayTable = { isWorkingDay: () => undefined, covers: () => false };
    // Thursday 25 October: Friday, Monday, Tuesday.
    expect(draftDay('2018-10-25', weekdays)).toBe('2018-10-30');
  });
});

/** The paragraph of the body that begins so, without its heading. */
function paragraph(document: BulletinDocument, start: string | RegExp): string {
  const found = document.sentences.filter((it) => (typeof start === 'string' ? it.startsWith(start) : start.test(it)));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

const happened = /共发生|发生情况无数据/;

describe('the body', () => {
  it('has its parts in order, each paragraph one sentence or two, whatever is known', () => {
    const views: MasterView[] = [
      lifelikeView(),
      lifelikeYears(),
      monthsView([10], () => ({ counts: [1, 0, 0, 1] })),
      monthsView([9], () => ({ lacks: 'overdue' })),
      monthsView([9, 10], () => ({ lacks: 'overdue' })),
      monthsView([8, 9, 10], () => ({ counts: [null, null, null, null] })),
    ];
    for (const view of views) {
      const { sentences, statements } = draft(view);
      expect(sentences.filter(isHeading)).toEqual([
        '一、报送情况',
        '二、事件情况',
        '三、“四个落实”和教育活动情况',
        '四、工作要求',
      ]);
      for (const it of sentences) if (!isHeading(it)) expect(it).toMatch(/^[^。！？]+。(?:[^。！？]+。)?$/);
      expect(sentences.join('')).not.toMatch(/undefined|null|NaN|，，|；；|、、/);
      expect(statements.map(({ text }) => text)).toEqual(sentences);
    }
  });

  it('says what the figures say', () => {
    expect(draft(lifelikeYears()).sentences).toEqual([
      '现将2018年9—10月各学校学生欺凌事件发生情况通报如下。各数只计截至2018年10月30日已报送（填写无误、签字齐全）的报表，没有报送、没有填写的不作0计。',
      '一、报送情况',
      '2018年9月（统计区间8月26日—9月25日）应报24校，已报24校，其中逾期补报1校，报送率100%，按时率95.8%；10月（统计区间9月26日—10月25日）应报24校，已报21校，其中逾期补报1校，报送率87.5%，按时率83.3%。',
      '已报学校中，零报告（明确填报0件）9月20校、10月19校。',
      '截至2018年10月30日，9月应报学校都已报送；10月未报2校：青石示例小学、柳园示例中心小学，获准延期1校：梅溪示例小学。',
      '二、事件情况',
      '已报学校两个月共发生学生欺凌事件8件（9月5件、10月3件），其中接收举报发现4件、构成刑事案件1件，处理5件；按两期各月都有数据的21校计，本期6件、2018年7—8月4件，增加2件；按两期各月都有数据的21校计，本期6件、上年同期（2017年9—10月）6件，持平。',
      '期末待处理14件，由应报24校中各月件数齐全的21校累计得出，其余学校不详。',
      '三、“四个落实”和教育活动情况',
      '按各学校本期最近一次已报的自查表计（应报24校，报过的24校），组织建构1项全有的24校、规章制度6项全有的21校、日常监管5项全有的24校、宣传载体1项全有的23校，还有“无”的学校名单见附件1；与2018年7—8月比，按两期都报过的24校计，规章制度全有的由20校增加到21校、日常监管全有的由23校增加到24校。',
      '填了这些栏目的学校两个月共开展教师专题培训23次、参与552人次，学生主题教育69次、参与39939人次，家长专题讲座45次、参与2700人次；宣传教育活动参与1575人次；各数的覆盖见附件1。',
      '四、工作要求',
      '请未报学校抓紧补报，逾期补报的学校以后按时报送，有待处理事件的学校抓紧处理，“四个落实”还有“无”的学校抓紧落实，各学校于11月25日24:00前报送11月报表，没有发生的也要填0、不要留空。',
    ]);
  });

  it.each([
    [2, 5, '比2018年7—8月的2件增加3件；'],
    [5, 2, '比2018年7—8月的5件减少3件；'],
    [0, 4, '比2018年7—8月的0件增加4件；'],
    [4, 0, '比2018年7—8月的4件减少4件；'],
    [3, 3, '与2018年7—8月的3件持平；'],
    [0, 0, '与2018年7—8月的0件持平；'],
  ])('has the right direction from %i to %i', (before, now, words) => {
    const said = paragraph(incidents(before, now), happened);
    expect(said).toContain(`；${words}`);
    expect(['增加', '减少', '持平'].filter((word) => said.includes(word))).toHaveLength(1);
  });

  it.each<[string, readonly number[], string]>([
    ['nothing before', [9, 10], '2018年7—8月无数据，不作比较'],
    ['half a pair before', [8, 9, 10], '2018年7—8月数据不全（7月尚未开始），不作比较'],
    ['half a pair now', [7, 8, 9], '本期数据不全（10月没有发放报表），不与2018年7—8月比较'],
  ])('compares nothing where there is %s, and says so', (_, months, words) => {
    const said = paragraph(draft(monthsView(months, () => ({ counts: [1, 0, 0, 1] }))), happened);
    expect(said).toContain(words);
    expect(said).toContain('上年同期（2017年9—10月）无数据，不作比较');
    expect(said).not.toMatch(/增加|减少|持平/);
  });

  it('says of no kind of case where one or two schools had any', () => {
    const of = (schools: number): BulletinDocument =>
      draft(monthsView([9, 10], (school) => ({ counts: place(school) < schools ? [1, 1, 1, 1] : [0, 0, 0, 0] })));
    expect(paragraph(of(2), happened)).toContain('，其中数因涉及的学校少，不单列，');
    expect(paragraph(of(3), happened)).toContain('其中接收举报发现6件、构成刑事案件6件');
    expect(paragraph(of(0), happened)).toContain('其中接收举报发现0件、构成刑事案件0件');
  });

  it('tells a district that began in the second month so, without a 0', () => {
    const document = draft(monthsView([10], () => ({ counts: [0, 0, 0, 0] })));
    expect(paragraph(document, '2018年9月')).toBe(
      '2018年9月尚未开始报送；10月（统计区间10月1日—10月25日）应报24校，已报24校，报送率100%，按时率100%。',
    );
    expect(paragraph(document, '已报学校中')).toBe('已报学校中，零报告（明确填报0件）10月24校。');
    expect(paragraph(document, happened)).toContain('已报学校10月共发生学生欺凌事件0件，');
    expect(JSON.stringify(document.annexes)).toContain('尚未开始');
  });

  it('says nothing of who is missing before the deadline, nor how many percent', () => {
    const view = monthsView([9, 10], (school, month) =>
      month === 10 && place(school) > 3 ? { lacks: 'notDue' } : { counts: [0, 0, 0, 0] },
    );
    const document = draft(view, { now: '2018-10-20T09:00:00+08:00', date: '2018-10-20' });
    expect(paragraph(document, '2018年9月')).toMatch(/10月.*已报4校，尚未到截止时间。$/);
    expect(paragraph(document, '截至')).toBe(
      '截至2018年10月20日，9月应报学校都已报送；10月尚未到截止时间，暂不统计未报学校。',
    );
  });

  it('names as many as the body has room for, and all of them in the annex', () => {
    const view = monthsView([9, 10], (school, month) =>
      month === 10 && place(school) < 10 ? { lacks: 'overdue' } : { counts: [0, 0, 0, 0] },
    );
    const document = draft(view);
    const said = paragraph(document, '截至');
    expect(said).toContain('10月未报10校：东岭示例小学');
    expect(said.match(/示例/g)).toHaveLength(5);
    expect(said).toContain('等（名单见附件1）');
    const listed = JSON.stringify(document.annexes[0]);
    for (const { name } of sampleSchools.slice(0, 10)) expect(listed).toContain(name);
  });

  it('says that a number was left open, and asks for nothing that is not wanting', () => {
    const sent: Sent = { counts: [0, 0, 0, 0] };
    const whole = draft(monthsView([7, 8, 9, 10], () => sent));
    expect(paragraph(whole, '截至')).toBe('截至2018年10月30日，两个月的应报学校都已报送，没有未报学校。');
    expect(paragraph(whole, '请')).toBe('请各学校于11月25日24:00前报送11月报表，没有发生的也要填0、不要留空。');
    const blank = monthsView([9, 10], (school) => (place(school) === 0 ? { counts: [null, 0, 0, 0] } : sent));
    expect(paragraph(draft(blank), happened)).toContain('填清件数的学校两个月共发生');
  });

  it('names no deadline that is over', () => {
    const late = paragraph(draft(lifelikeView(), { now: '2018-12-03T09:00:00+08:00', date: '2018-12-03' }), '请');
    expect(late).toContain('各学校继续按月按时报送');
    expect(late).not.toContain('11月');
  });

  it('never names a school for what happened there', () => {
    const view = monthsView([7, 8, 9, 10], (school) => ({ counts: [place(school), 0, 0, 0], without: [] }));
    const { sentences } = draft(view);
    for (const { name } of sampleSchools) expect(sentences.join('')).not.toContain(name);
  });

  it('has a part for what earlier bulletins said otherwise, by name in the annex only', () => {
    const before = { from: '2018-07', through: '2018-08' };
    const sent = (school: School, month: number, now: boolean): Sent =>
      month === 7 && place(school) === 0 && !now
        ? { lacks: 'overdue' }
        : { counts: [month === 7 && place(school) === 1 && now ? 3 : 0, 0, 0, 0] };
    const issued = bulletinFigures(
      { view: monthsView([7, 8], (school, month) => sent(school, month, false)), order, now: context.now },
      before,
    );
    const view = monthsView([7, 8, 9, 10], (school, month) => sent(school, month, true));
    const figures = bulletinFigures({ view, order, now: context.now, issued: [issued] }, pairOf('2018-09'));
    const document = draftBulletin(figures, context);
    expect(document.sentences.filter(isHeading)[3]).toBe('四、对以前通报的补充和更正');
    expect(paragraph(document, '2018年7—8月的通报发出以后')).toBe(
      '2018年7—8月的通报发出以后，补报1校、更正1校（逐校见附件1）；2018年7月已报由23校变为24校，2018年7月发生由0件变为3件。',
    );
    const table = document.annexes[0]?.blocks.find((it) => it.is === 'table' && it.caption.includes('补充和更正'));
    expect(table?.is === 'table' && table.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['东岭示例小学', '2018年7月', '报送', '未报', '按时'],
      ['东岭示例小学', '2018年7月', '发生', '—', '0'],
      ['东岭示例小学', '2018年7月', '处理', '—', '0'],
      ['西河示例小学', '2018年7月', '发生', '0', '3'],
    ]);
  });
});

describe('a draft', () => {
  it('has another code for another number or word, and the same for the same', () => {
    const code = draft(lifelikeView()).code;
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(draft(lifelikeView()).code).toBe(code);
    expect(draft(lifelikeView(), { officePhone: '0539-5550001' }).code).not.toBe(code);
    const view = lifelikeView();
    const rows = view.rows.map((row, index) => (index === 0 ? { ...row, version: 2 } : row));
    expect(draft({ ...view, rows }).code).not.toBe(code);
  });

  it('has a page that needs nothing from outside and cannot be written into by a name', () => {
    const evil = { ...(sampleSchools[4] as School), name: '<img src=x onerror=alert(1)>"&小学' };
    const view = monthsView([9, 10], () => ({ lacks: 'overdue' }), [evil]);
    const page = bulletinPage(draft(view));
    expect(page).not.toMatch(/https?:|@import|url\(|<script|<link|<img/i);
    expect(page).toContain('&#60;img src=x onerror');
    expect(page).toContain('草稿　未经审签，不得外传');
  });

  it('is issued without what is for the section alone, and without statements for words that people wrote', () => {
    const made = draft(lifelikeView());
    const sentences = made.sentences.map((it, index) => (index === 4 ? '10月未报2校。' : it));
    const issued = issuedDocument(made, {
      number: '示教安通〔2018〕3号',
      issuedOn: '2018-11-01',
      words: { addressee: made.addressee, sentences },
    });
    expect(issued.annexes.map(({ label }) => label)).toEqual(['附件1', '附件2']);
    expect(issued.statements).toHaveLength(made.statements.length - 1);
    expect(JSON.stringify(issued)).not.toContain('安全科内部');
    expect([issued.mark, issued.date, issued.number]).toEqual(['', '2018年11月1日', '示教安通〔2018〕3号']);
  });

  it('shows no data as no bar, and 0 as a bar of 0', () => {
    const { trend } = draft(monthsView([9, 10], () => ({ counts: [0, 0, 0, 0] })));
    expect(trend.map(({ value }) => value)).toEqual([null, null, 0, 0]);
    expect(trend[0]?.words).toBe('无数据（尚未开始）');
    expect(trend[3]?.words).toBe('0件，24/24校');
    expect(draft(lifelikeYears()).trend.map(({ of }) => of)).toEqual([
      'lastYear',
      'lastYear',
      'before',
      'before',
      'now',
      'now',
    ]);
  });
});
