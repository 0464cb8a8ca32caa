import { describe, expect, it } from 'vitest';
import { draftBulletin } from '../../functions/core/bulletin/document.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import { proseCheck } from '../../functions/core/hand-edit/check-prose.ts';
import type { Disagreement } from '../../functions/core/hand-edit/disagreement.ts';
import { lifelikeView } from './bulletin-sample.ts';
import { sampleSchools } from './master-view-sample.ts';

const now = '2018-10-30T09:00:00+08:00';
const order = sampleSchools.map(({ code }) => code);
const figures = bulletinFigures({ view: lifelikeView(), order, now }, { from: '2018-09', through: '2018-10' });
const document = draftBulletin(figures, {
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

const check = proseCheck({ figures, paragraphs: document.sentences, phone: document.phone });

/** What stops a paragraph that somebody wrote. */
function stops(...paragraphs: readonly string[]): readonly Disagreement[] {
  const told = paragraphs.map((text, index) => ({ where: `正文第${index + 1}段`, text }));
  return check(told).filter(({ sort }) => sort !== 'note');
}

// As the sample has it: 24 schools; September all in, one late; October 21 in, one late, two missing, one with more time.
const [missingOne = '', missingTwo = ''] = figures.totals.months[1].missing.map(nameOf);
const [late = ''] = figures.totals.months[1].late.map(nameOf);
const [extended = ''] = figures.totals.months[1].extended.map(nameOf);
const onTime = figures.schools.find(({ months }) => months.every(({ report }) => report === 'onTime'))?.name ?? '';
const { incidents } = figures.totals;

function nameOf(code: string): string {
  return figures.schools.find((school) => school.code === code)?.name ?? code;
}

describe('a text written by hand', () => {
  it('stands on the sample that these tests speak of', () => {
    expect([missingOne, missingTwo, late, extended, onTime].every((name) => name !== '')).toBe(true);
    expect(figures.totals.months.map(({ expected, reported }) => [expected, reported])).toEqual([
      [24, 24],
      [24, 21],
    ]);
    expect([incidents.sum, incidents.months.map(({ sum }) => sum)]).toEqual([8, [5, 3]]);
  });

  it('passes as the draft has it', () => {
    expect(stops(...document.sentences)).toEqual([]);
  });

  it.each([
    ['9月应报24校、已报24校，10月应报24校、已报21校。'],
    ['9月份，全区应报学校２４所，已全部报送；10月，24所学校应报，21所已报送。'],
    [`10月有2所学校逾期未报：${'甲'}、${'乙'}。`],
    [`截至10月30日，${'甲'}、${'乙'}10月未报，${'丙'}获准延期。`],
    ['10月未报的有二所，获准延期的有一所。'],
    ['两个月共发生学生欺凌事件8件，其中9月5件、10月3件。'],
    ['9月发生5起，10月发生3起，两个月合计处理五件，其中构成刑事案件1件。'],
    ['全区共发生欺凌事件8起（其中9月5起，10月3起），1起构成刑事案件、4起由举报发现。'],
    ['按两期各月都有数据的21校计，本期发生6件，比2018年7—8月的4件增加2件。'],
    ['10月报送率87.5%，按时率83.33%。'],
    ['10月报送率为百分之八十七点五。'],
    ['零报告学校9月20校、10月19校。'],
    ['9月零报告的有二十所，10月有19所。'],
    ['各学校要高度重视，一人一档，做到四个落实，每学期至少开展1次专题教育。'],
    ['一、报送情况。10月，应报24校，已报21校，其中补报1校，未报2校，延期1校。'],
    [`10月${'丁'}逾期补报。`],
    ['请未报学校于11月9日前补报，联系电话0539-5550000。'],
    ['2018年9月（统计区间8月26日—9月25日）应报24校，已报24校。'],
  ])('passes where it is right: %s', (text) => {
    expect(stops(named(text))).toEqual([]);
  });

  it.each([
    ['9月应报24校、已报23校，10月应报24校、已报21校。', '23校', '9月已报是24校'],
    ['9月应报24校、已报24校，10月应报24校、已报24校。', '24校', '10月已报是21校'],
    ['9月份，全区应报学校２５所，已全部报送。', '25所', '应报是24校'],
    ['10月有3所学校逾期未报：甲、乙。', '3所学校', '未报是2校'],
    ['10月有2所学校逾期未报：甲、戊。', '戊', '不在其中'],
    ['10月有2所学校逾期未报：甲。', '2所学校', '名单不全'],
    ['9月有2所学校逾期未报：甲、乙。', '2所学校', '9月未报是0校'],
    ['甲、丙10月逾期未报。', '丙', '不在其中'],
    ['10月未报的有三所。', '三所', '未报是2校'],
    ['两个月共发生学生欺凌事件9件，其中9月5件、10月3件。', '9件', '两个月发生是8件'],
    ['两个月共发生学生欺凌事件8件，其中9月3件、10月5件。', '3件', '9月发生是5件'],
    ['9月发生5起，10月发生3起，两个月合计处理六件。', '六件', '处理是5件'],
    ['其中构成刑事案件2件。', '2件', '构成刑事案件是1件'],
    ['按两期各月都有数据的21校计，本期发生6件，比2018年7—8月的4件减少2件。', '2件', '增加2件'],
    ['按两期各月都有数据的20校计，本期发生6件，比2018年7—8月的4件增加2件。', '20校', '是21校'],
    ['10月报送率88.5%。', '88.5%', '87.5%'],
    ['10月报送率为百分之九十七点五。', '百分之九十七点五', '87.5%'],
    ['零报告学校9月19校、10月20校。', '19校', '9月零报告是20校'],
    ['10月红旗小学未报。', '红旗小学', '没有叫这个名字'],
    ['2018年9月（统计区间9月26日—10月25日）应报24校，已报24校。', '9月26日-10月25日', '8月26日-9月25日'],
    ['戊9月发生3件。', '3件', '发生'],
    ['近三成学校开展了家长讲座，覆盖12000人。', '12000人', '家长专题讲座'],
  ])('is caught where it is wrong: %s', (text, found, says) => {
    const said = stops(named(text));
    expect(said.map((it) => [it.sort, it.found])).toContainEqual(['wrong', named(found)]);
    expect(said.find((it) => it.found === named(found))?.message).toContain(says);
  });

  it.each([
    ['约有20所学校报告了零报告。', '20所学校'],
    ['3月未报2校。', '2校'],
    ['全区已报21校。', '21校'],
    ['甲表现很好。', '甲'],
    ['未按时报送的有3校。', '3校'],
    ['发生率下降50%。', '50%'],
  ])('is asked about where nobody can tell: %s', (text, found) => {
    expect(stops(named(text)).map((it) => [it.sort, it.found])).toContainEqual(['unproved', named(found)]);
  });

  it('says nothing of a child', () => {
    expect(stops('四年级二班王小明被同学打伤，手机13800138000。')[0]?.message).toContain('个人信息');
  });

  it("is caught in every number and every name of the draft's own sentences that is another one", () => {
    for (const [index, sentence] of document.sentences.entries()) {
      for (const found of sentence.matchAll(/\d+(?=[校件])/g)) {
        // 没有发生的也要填0: an instruction.
        if (/填(?:报)?$/.test(sentence.slice(0, found.index))) continue;
        const wrong = `${sentence.slice(0, found.index)}${Number(found[0]) + 1}${sentence.slice(found.index + found[0].length)}`;
        const paragraphs = document.sentences.map((text, at) => (at === index ? wrong : text));
        expect(stops(...paragraphs), wrong).not.toEqual([]);
      }
      for (const name of figures.schools.map((school) => school.name).filter((it) => sentence.includes(it))) {
        const wrong = sentence.replace(name, onTime);
        const said = stops(...document.sentences.map((text, at) => (at === index ? wrong : text)));
        expect(
          said.map(({ found }) => found),
          wrong,
        ).toContain(onTime);
      }
    }
  });
});

/** The sample's schools by what became of them: 甲 and 乙 are missing, 丙 has more time, 丁 was late, 戊 on time. */
function named(text: string): string {
  const names: Readonly<Record<string, string>> = {
    甲: missingOne,
    乙: missingTwo,
    丙: extended,
    丁: late,
    戊: onTime,
  };
  return text.replace(/[甲乙丙丁戊]/g, (letter) => names[letter] ?? letter);
}
