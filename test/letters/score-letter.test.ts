import { describe, expect, it } from 'vitest';
import { readingPress, scoreItem, scorePlan, visibleText } from './sample-plans.ts';

const press = readingPress();

describe('the letter of scores', () => {
  it('names each indicator with its points, what lacks in them, and until when and to whom to appeal', async () => {
    const { subject, text, html } = await press.scores(scorePlan());
    expect(subject).toBe('评分公布：示例小学2018年度欺凌防治督导评分');
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain('总分 87.3（百分制）');
      expect(part).toMatch(/规章制度[^/]*?2018年9月自查表：有 5 项，共 6 项[\s\S]*?8\.3 \/ 10/);
      expect(part).toContain('10月17日 周三 24:00');
      expect(part).toContain('督导办（电话 0539-0000001，邮箱 dudao@bureau.example）');
    }
  });

  it('says after an appeal what was changed, and asks for none once the window is over', async () => {
    const item = scoreItem({ corrected: true, isOver: true });
    const { subject, text } = await press.scores(scorePlan({ items: [item] }));
    expect(subject).toMatch(/^评分更正：/);
    expect(text).toMatch(/9 \/ 10[\s\S]*?原来 7/);
    expect(text).toContain('不再受理');
    expect(text).not.toContain('请这样做');
  });
});
