import { describe, expect, it } from 'vitest';
import { type BulletinDocument, type DraftContext, draftBulletin } from '../../functions/core/bulletin/document.ts';
import { bulletinFolder, draftDay, pairBefore, pairOf, pairTitle } from '../../functions/core/bulletin/pair.ts';
import type { HolidayTable } from '../../functions/core/calendar.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import type { MasterView } from '../../functions/core/master-view.ts';
import { bulletinPage } from '../../functions/letters/bulletin-page.ts';
import type { School } from '../../schemas/roster.ts';
import { lifelikeView, monthsView, type Sent } from './bulletin-sample.ts';
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

describe('page one', () => {
  it('has exactly five sentences', () => {
    const views: MasterView[] = [
      lifelikeView(),
      monthsView([10], () => ({ counts: [1, 0, 0, 1] })),
      monthsView([9], () => ({ lacks: 'overdue' })),
      monthsView([9, 10], () => ({ lacks: 'overdue' })),
      monthsView([8, 9, 10], () => ({ counts: [null, null, null, null] })),
    ];
    for (const view of views) {
      const { sentences } = draft(view);
      expect(sentences).toHaveLength(5);
      for (const sentence of sentences) expect(sentence).toMatch(/^[^。！？]+。$/);
      expect(sentences.join('')).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('says what the figures say', () => {
    expect(draft(lifelikeView()).sentences).toEqual([
      '2018年9月（统计区间8月26日—9月25日）应报24校，已报24校，其中逾期补报1校；10月（统计区间9月26日—10月25日）应报24校，已报21校，其中逾期补报1校。',
      '已报学校中，零报告（明确填报0件）9月20校、10月19校。',
      '已报学校两个月共发生学生欺凌事件8件（9月5件、10月3件），其中接收举报发现4件、构成刑事案件1件，处理5件；按两期各月都有数据的21校计，本期6件、2018年7—8月4件，增加2件。',
      '截至2018年10月30日，9月应报学校都已报送；10月未报2校：青石示例小学、柳园示例中心小学，获准延期1校：梅溪示例小学。',
      '请未报学校抓紧补报，逾期补报的学校以后按时报送，有待处理事件的学校抓紧处理，各学校于11月25日24:00前报送11月报表，没有发生的也要填0、不要留空。',
    ]);
  });

  it.each([
    [2, 5, '比2018年7—8月的2件增加3件。'],
    [5, 2, '比2018年7—8月的5件减少3件。'],
    [0, 4, '比2018年7—8月的0件增加4件。'],
    [4, 0, '比2018年7—8月的4件减少4件。'],
    [3, 3, '与2018年7—8月的3件持平。'],
    [0, 0, '与2018年7—8月的0件持平。'],
  ])('has the right direction from %i to %i', (before, now, words) => {
    const said = incidents(before, now).sentences[2] ?? '';
    expect(said.endsWith(`；${words}`)).toBe(true);
    expect(['增加', '减少', '持平'].filter((word) => said.includes(word))).toHaveLength(1);
  });

  it.each<[string, readonly number[], string]>([
    ['nothing before', [9, 10], '2018年7—8月无数据，不作比较'],
    ['half a pair before', [8, 9, 10], '2018年7—8月数据不全（7月尚未开始），不作比较'],
    ['half a pair now', [7, 8, 9], '本期数据不全（10月没有发放报表），不与2018年7—8月比较'],
  ])('compares nothing where there is %s, and says so', (_, months, words) => {
    const said = draft(monthsView(months, () => ({ counts: [1, 0, 0, 1] }))).sentences[2] ?? '';
    expect(said).toContain(words);
    expect(said).not.toMatch(/增加|减少|持平/);
  });

  it('tells a district that began in the second month so, without a 0', () => {
    const { sentences, annexes } = draft(monthsView([10], () => ({ counts: [0, 0, 0, 0] })));
    expect(sentences[0]).toBe('2018年9月尚未开始报送；10月（统计区间10月1日—10月25日）应报24校，已报24校。');
    expect(sentences[1]).toBe('已报学校中，零报告（明确填报0件）10月24校。');
    expect(sentences[2]).toContain('已报学校10月共发生学生欺凌事件0件，');
    expect(JSON.stringify(annexes)).toContain('尚未开始');
  });

  it('says nothing of who is missing before the deadline', () => {
    const view = monthsView([9, 10], (school, month) =>
      month === 10 && place(school) > 3 ? { lacks: 'notDue' } : { counts: [0, 0, 0, 0] },
    );
    const { sentences } = draft(view, { now: '2018-10-20T09:00:00+08:00', date: '2018-10-20' });
    expect(sentences[0]).toContain('已报4校，尚未到截止时间');
    expect(sentences[3]).toBe('截至2018年10月20日，9月应报学校都已报送；10月尚未到截止时间，暂不统计未报学校。');
  });

  it('names as many as page one has room for, and all of them in the annex', () => {
    const view = monthsView([9, 10], (school, month) =>
      month === 10 && place(school) < 10 ? { lacks: 'overdue' } : { counts: [0, 0, 0, 0] },
    );
    const { sentences, annexes } = draft(view);
    expect(sentences[3]).toContain('10月未报10校：东岭示例小学');
    expect(sentences[3]?.match(/示例/g)).toHaveLength(5);
    expect(sentences[3]).toContain('等（名单见附件1）');
    const listed = JSON.stringify(annexes[0]);
    for (const { name } of sampleSchools.slice(0, 10)) expect(listed).toContain(name);
  });

  it('says that a number was left open, and asks for nothing that is not wanting', () => {
    const sent: Sent = { counts: [0, 0, 0, 0] };
    const whole = draft(monthsView([7, 8, 9, 10], () => sent)).sentences;
    expect(whole[3]).toBe('截至2018年10月30日，两个月的应报学校都已报送，没有未报学校。');
    expect(whole[4]).toBe('请各学校于11月25日24:00前报送11月报表，没有发生的也要填0、不要留空。');
    const blank = monthsView([9, 10], (school) => (place(school) === 0 ? { counts: [null, 0, 0, 0] } : sent));
    expect(draft(blank).sentences[2]).toContain('填清件数的学校两个月共发生');
  });

  it('names no deadline that is over', () => {
    const late = draft(lifelikeView(), { now: '2018-12-03T09:00:00+08:00', date: '2018-12-03' });
    expect(late.sentences[4]).toContain('各学校继续按月按时报送');
    expect(late.sentences[4]).not.toContain('11月');
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

  it('shows no data as no bar, and 0 as a bar of 0', () => {
    const { trend } = draft(monthsView([9, 10], () => ({ counts: [0, 0, 0, 0] })));
    expect(trend.map(({ value }) => value)).toEqual([null, null, 0, 0]);
    expect(trend[0]?.words).toBe('无数据（尚未开始）');
    expect(trend[3]?.words).toBe('0件，24/24校');
  });
});
