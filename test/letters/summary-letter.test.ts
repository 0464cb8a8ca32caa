import { describe, expect, it } from 'vitest';
import { readingPress, summaryMatter, summaryPlan, visibleText } from './sample-plans.ts';

const press = readingPress();

describe('a day’s summary', () => {
  it('says first what is new, then what waits, then how the month stands and what its numbers cover', async () => {
    const { subject, html, text } = await press.summary(summaryPlan());
    expect(subject).toBe('9月26日 周三小结：新报送 1 校，新逾期 2 校');
    for (const part of [text, visibleText(html)])
      expect(part).toMatch(
        /9月25日 08:30 以来.*新报送.*1 校.*示例小学.*新逾期.*2 校.*示例二小、示例三小.*请判断的疑问.*示例四小.*2018年9月还差 3 校.*应报 96 校，已报 93 校（其中零报告 71 校）；9月25日 周二 24:00 截止（已过）.*总表\.xlsx.*“每日小结”/s,
      );
    expect(html).toContain('class="alarm"');
  });

  it('names ten at most, and how many more', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `示例${index + 1}小`);
    const { text } = await press.summary(summaryPlan({ news: [summaryMatter({ count: '23 校', names })] }));
    expect(text).toContain('示例10小，还有 13 个');
    expect(text).not.toContain('示例11小');
  });

  it('says what waits where nothing is new, and is calm where all is in', async () => {
    const [month] = summaryPlan().months;
    if (!month) throw new Error('no month');
    const { subject, html, text } = await press.summary(summaryPlan({ news: [], months: [{ ...month, missing: 0 }] }));
    expect(subject).toBe('9月26日 周三小结：还有 2 类事等着处理');
    expect(text).toContain('全部报齐');
    expect(text).not.toMatch(/新的情况|以来/);
    expect(html).toContain('class="calm"');
    expect(html).not.toContain('class="alarm"');
  });

  it('leads to the master where a click opens it', async () => {
    const link = 'https://sheets.example/master';
    const { html, text } = await press.summary(summaryPlan({ master: { where: '总表.xlsx', link } }));
    expect(text).toContain(`总表：打开总表 ${link}`);
    expect(html.replaceAll('&#x2F;', '/')).toContain(`href="${link}"`);
  });

  it('is not written about nothing', async () => {
    await expect(press.summary(summaryPlan({ news: [], waiting: [] }))).rejects.toThrow(RangeError);
  });
});
