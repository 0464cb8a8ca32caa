import { describe, expect, it } from 'vitest';
import { everyMissing, overdueItem, overduePlan, readingPress, visibleText } from './sample-plans.ts';

const press = readingPress();
const notStarted = { is: 'notStarted' } as const;

describe('the tones of a reminder', () => {
  it('提醒 says by when, as a date, and never that it is late', async () => {
    const { subject, html, text } = await press.overdue(overduePlan(notStarted, { tone: '提醒' }));
    expect(subject).toBe('提醒：示例小学2018年9月报表请于 9月25日 周二 24:00 前报送');
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain('这份报表要在 9月25日 周二 24:00 前报送。');
      expect(part).not.toMatch(/已过|已经过了|催|补报|今天|明天/);
    }
  });

  it('督促 asks the principal to see to it, and says how to ask for help', async () => {
    const { subject, text } = await press.overdue(
      overduePlan(notStarted, { tone: '督促', recipient: { name: '李某', role: '校长' } }),
    );
    expect(subject).toBe('督促：示例小学2018年9月报表还没有填写');
    expect(text).toContain('到现在还没有报齐。请您亲自过问');
    expect(text).toContain('确有困难、一时报不了的');
    expect(text).toContain('9月25日 周二 24:00（已过）');
  });

  it('name the common deadline of a bundle, and no single one where there are several', async () => {
    const item = (school: string, deadline: string) => overdueItem(notStarted, { school, deadline });
    const subject = async (deadlines: readonly string[]) =>
      (
        await press.overdue(
          overduePlan(notStarted, {
            tone: '提醒',
            items: deadlines.map((deadline, index) => item(`示例${index}小`, deadline)),
          }),
        )
      ).subject;
    expect(await subject(['9月25日 周二 24:00', '9月25日 周二 24:00'])).toBe(
      '提醒：2 所学校共 2 份报表请于 9月25日 周二 24:00 前报送',
    );
    expect(await subject(['9月25日 周二 24:00', '9月28日 周五 24:00'])).toBe('提醒：2 所学校共 2 份报表待报');
  });

  it('keep what is late and what is not apart in one letter', async () => {
    const items = [
      overdueItem(notStarted, { period: '2018年8月', deadline: '9月10日 周一 24:00' }),
      overdueItem(notStarted, { tone: '提醒' }),
    ];
    const { html, text } = await press.overdue(overduePlan(notStarted, { items }));
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain('下面 2 份报表，有 1 份已经过了截止时间，其余的快到了。');
      expect(part).toContain('9月10日 周一 24:00（已过）');
      expect(part).not.toContain('9月25日 周二 24:00（已过）');
    }
  });

  it('tell the backup contact why, and who fills it in', async () => {
    const { text } = await press.overdue(overduePlan(notStarted, { recipient: { name: '孙某', role: '备用联络人' } }));
    expect(text).toContain('孙某老师：您好！');
    expect(text).toContain('您是备用联络人');
    expect(text).toContain('填报老师：张某某（139 0000 0000）');
  });

  it.each(everyMissing.map((missing) => [missing.is, missing] as const))(
    'say how a workbook comes back by mail (%s)',
    async (_, missing) => {
      const letter = (byMail: boolean, replyTo = 'a@b.example') =>
        press.overdue(overduePlan(missing, { replyTo, items: [overdueItem(missing, { byMail })] }));
      expect((await letter(true)).text).toContain('回复这封邮件，把这个文件作为附件发回来');
      expect((await letter(true)).text).not.toContain('保存并关闭');
      expect((await letter(true, '')).text).not.toContain('回复这封邮件');
      expect((await letter(false)).text).not.toContain('附件');
    },
  );

  it('call another obligation by its name, and ask for its own forms', async () => {
    const item = overdueItem(notStarted, { period: '2018年', obligation: { title: '年度总结', forms: ['年度总结'] } });
    const { subject, text } = await press.overdue(overduePlan(notStarted, { items: [item] }));
    expect(subject).toBe('催报：示例小学2018年年度总结还没有填写');
    expect(text).toContain('填好《年度总结》。');
    expect(text).not.toMatch(/月报表|事件数/);
  });

  it('say on the last day that it is the last, as a date, and that it counts in full', async () => {
    const items = [overdueItem(notStarted, { lastDay: true })];
    const { subject, html, text } = await press.overdue(overduePlan(notStarted, { tone: '提醒', items }));
    expect(subject).toBe('提醒：示例小学2018年9月报表最后一天，请于 9月25日 周二 24:00 前报送');
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain('这份报表到 9月25日 周二 24:00 截止，这一天报送都算按时。');
      expect(part).not.toMatch(/今天|明天|已过/);
    }
  });

  it('list what of the checklist is not in place, and where it stands', async () => {
    const missing = everyMissing.find(({ is }) => is === 'notInPlace');
    if (!missing) throw new Error('no checklist');
    const obligation = { title: '四个落实清单', forms: ['自查表'] };
    const item = overdueItem(missing, { period: '2018年', obligation, deadline: '8月31日 周五 24:00' });
    const { subject, html, text } = await press.overdue(overduePlan(missing, { items: [item] }));
    expect(subject).toBe('催报：示例小学2018年四个落实清单还有 2 项没有落实');
    for (const part of [text, visibleText(html)]) {
      expect(part).toMatch(/应急处置预案.*自查表 C9.*现在填的是“无”。.*早期预警流程.*自查表 C10.*这一项还没有填。/s);
      expect(part).toContain('落实了的，填“有（√）”');
      expect(part).not.toMatch(/月报表|事件数/);
    }
  });

  it.each(['联络人', '备用联络人', '校长'] as const)(
    'say why one gets the letter, and what to do if one should not (%s)',
    async (role) => {
      const { html, text } = await press.overdue(overduePlan(notStarted, { recipient: { name: '王某某', role } }));
      for (const part of [text, visibleText(html)])
        expect(part).toContain(`因为学校名册上您是${role}；换了人，请告诉我们。`);
      expect(text).toContain('报好以后，就不会再为它催您了');
    },
  );
});
