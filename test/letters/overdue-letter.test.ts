import { describe, expect, it } from 'vitest';
import { failureSentence } from '../../schemas/failures.ts';
import { everyMissing, letterFinding, overdueItem, overduePlan, readingPress, visibleText } from './sample-plans.ts';

const press = readingPress();

describe('what a reminder says', () => {
  it.each([
    [0, '催报：示例小学2018年9月报表还没有填写', '填好《自查表》《月报表》'],
    [1, '催报：示例小学2018年9月报表还没有填完', '接着填空着的栏目'],
    [2, '催报：示例小学2018年9月报表有 1 处要改正', '改正下面标“必须改正”的地方'],
    [3, '催报：示例小学2018年9月报表读不出来，请重新保存', '这个文件是空的，请重新保存。'],
    [4, '催报：示例小学2018年9月报表已退回，请修改', '退回的原因：事件数和电话里说的不一样'],
    [5, '催报：示例小学2018年9月报表已经填对，只差 1 个签报栏', '校长（月报表 F21）'],
  ])('kind %i', async (kind, subject, step) => {
    const missing = everyMissing[kind];
    if (!missing) throw new Error('no such kind');
    const letter = await press.overdue(overduePlan(missing));
    expect(letter.subject).toBe(subject);
    for (const part of [letter.text, visibleText(letter.html)]) {
      expect(part).toContain('王某某老师：您好！');
      expect(part).toContain(step);
      expect(part).toContain('9月25日 周二 24:00（已过）');
      expect(part).toContain('学校／371311001 示例小学／2018年09月.xlsx');
      expect(part).toContain('以 9月26日 09:00 读取的内容为准');
      expect(part).toContain('0539-0000000');
      expect(part).toContain('anquan@bureau.example');
      expect(part).toContain('示例区教育体育局安全科');
      expect(part).not.toContain('请忽略');
    }
  });

  it.each(['F-EMPTY', 'F-NOT-XLSX', 'F-BROKEN', 'F-TOO-LARGE', 'F-ENCRYPTED', 'F-OLD-FORMAT', 'L-WHO'] as const)(
    'says of a file that was not read (%s) first what was found, then what to do',
    async (code) => {
      const why = failureSentence(code);
      const { text } = await press.overdue(
        overduePlan({ is: code === 'L-WHO' ? 'mixedUp' : 'unreadable', why: `文件里记的是别的学校的报表。${why}` }),
      );
      const [facts = '', steps = ''] = text.split('请这样做');
      expect(facts).toMatch(/读到的情况\P{Script=Han}*文件里记的是别的学校的报表。[^请]{8,}。/u);
      expect(steps).toMatch(/1\) 请/);
      expect(steps).toContain(why.slice(-12));
    },
  );

  it('lists ten findings, the worst first in the order of the form, and counts the rest', async () => {
    const findings = [
      letterFinding(1, 'note'),
      letterFinding(2, 'query'),
      ...Array.from({ length: 11 }, (_, index) => letterFinding(index + 3)),
    ];
    const { html, text } = await press.overdue(overduePlan({ is: 'invalid', findings }));
    for (const part of [text, visibleText(html)]) {
      const listed = [...part.matchAll(/这里是第 (\d+) 句现状/g)].map(([, index]) => Number(index));
      expect(listed).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(part).toContain('必须改正 11 处，请核实或说明 1 处，提示 1 处，先列 10 处');
      expect(part).toContain('还有 3 处，请看同一文件夹里的《2018年09月 校验结果》。');
      expect(part).toMatch(/必须改正.*栏目3.*自查表 B3.*这里是第 3 句现状。这里是第 3 句要求。这里是第 3 句改法。/s);
    }
  });

  it('says nothing of more findings where all are listed', async () => {
    const findings = Array.from({ length: 10 }, (_, index) => letterFinding(index));
    const { html, text } = await press.overdue(overduePlan({ is: 'invalid', findings }));
    for (const part of [text, visibleText(html)]) expect(part).not.toMatch(/还有 \d+ 处|先列/);
  });

  it('explains queries only where there are some', async () => {
    const some = await press.overdue(
      overduePlan({ is: 'invalid', findings: [letterFinding(1), letterFinding(2, 'query')] }),
    );
    const none = await press.overdue(overduePlan({ is: 'invalid', findings: [letterFinding(1)] }));
    expect(some.text).toContain('不影响报送');
    expect(none.text).not.toContain('不影响报送');
  });

  it('bundles what one person is behind with, each item with its own deadline and place', async () => {
    const items = everyMissing.map((missing, index) =>
      overdueItem(missing, {
        school: `示例第${index}小学`,
        deadline: `${index + 1}月25日 24:00`,
        where: `第${index}处`,
      }),
    );
    const letter = await press.overdue(overduePlan({ is: 'notStarted' }, { items }));
    expect(letter.subject).toBe('催报：7 所学校共 7 份报表待报');
    for (const part of [letter.text, visibleText(letter.html)])
      for (const { school, deadline, where } of items)
        expect(part.slice(part.lastIndexOf(school))).toMatch(
          new RegExp(`${school} 2018年9月.*${deadline}.*${where}`, 's'),
        );
  });

  it('names the school where all reports are of one school', async () => {
    const items = ['2018年9月', '2018年10月'].map((period) => overdueItem({ is: 'notStarted' }, { period }));
    const letter = await press.overdue(overduePlan({ is: 'notStarted' }, { items }));
    expect(letter.subject).toBe('催报：示例小学有 2 份报表待报');
  });

  it('asks a principal to have it done, and names who fills it in', async () => {
    const recipient = { name: '李某', role: '校长' } as const;
    const letter = await press.overdue(overduePlan({ is: 'notStarted' }, { recipient }));
    for (const part of [letter.text, visibleText(letter.html)]) {
      expect(part).toContain('李某校长：您好！');
      expect(part).toContain('安排填报的老师');
      expect(part).toContain('张某某（139 0000 0000）');
    }
    const contact = await press.overdue(overduePlan({ is: 'notStarted' }));
    expect(contact.text).not.toContain('张某某');
  });

  it.each([
    ['', '联络人', '老师：您好！'],
    ['', '校长', '校长：您好！'],
    ['周老师', '联络人', '周老师：您好！'],
    ['吴校长', '校长', '吴校长：您好！'],
  ] as const)('greets %j (%s) as %s', async (name, role, greeting) => {
    const { text } = await press.overdue(overduePlan({ is: 'notStarted' }, { recipient: { name, role } }));
    expect(text.split('\n')).toContain(greeting);
  });

  it('names the true recipient while 试运行 is on, and only then', async () => {
    const trial = await press.overdue(
      overduePlan({ is: 'notStarted' }, { trialFor: '示例小学联络人 王某某（w@school.example）' }),
    );
    expect(trial.subject).toMatch(/^【试运行】催报：/);
    for (const part of [trial.text, visibleText(trial.html)])
      expect(part).toContain('这封信本应发给示例小学联络人 王某某（w@school.example），现在只发给安全科查看');
    const real = await press.overdue(overduePlan({ is: 'notStarted' }));
    expect(real.subject + real.text + visibleText(real.html)).not.toContain('试运行');
  });

  it('asks for a call alone where nobody reads answers', async () => {
    const { html, text } = await press.overdue(overduePlan({ is: 'notStarted' }, { replyTo: '' }));
    for (const part of [text, visibleText(html)]) expect(part).not.toMatch(/回复这封邮件|邮箱/);
    expect(html).not.toContain('mailto:');
  });

  it('asks for the signatures where it cannot say which are empty', async () => {
    const { subject, text } = await press.overdue(overduePlan({ is: 'unsigned', blanks: [] }));
    expect(subject).toBe('催报：示例小学2018年9月报表已经填对，还没有签报');
    expect(text).toContain('请负责人审核后填好：签报栏（签名和日期）。');
  });

  it('refuses to be about nothing', async () => {
    await expect(press.overdue(overduePlan({ is: 'notStarted' }, { items: [] }))).rejects.toThrow(RangeError);
  });
});
