import { expect, it } from 'vitest';
import { createLetterPress } from '../../functions/letters/press.ts';
import { visibleText } from './sample-plans.ts';

const plan = {
  recipient: { name: '李某', role: '校长' },
  office: '示例区教育体育局安全科',
  phone: '0539-0000000',
  replyTo: '',
  school: '示例小学',
  period: '2018年9月',
  madeAt: '9月20日 15:40',
  timeliness: '按时',
  checkCode: 'K7Q2-9M',
  version: 1,
  figures: [
    { name: '事件数', value: '0 件（零报告）' },
    { name: '学生数', value: '860 人' },
  ],
  queries: [],
} as const;

it('tells the figures as understood, the check code and when', async () => {
  const { subject, html, text } = await createLetterPress().receipt(plan);
  expect(subject).toBe('回执：示例小学2018年9月报表已报送');
  for (const fact of ['事件数：0 件（零报告）', '学生数：860 人', '校验码：K7Q2-9M', '报送时间：9月20日 15:40'])
    expect(text.split('\n')).toContain(fact);
  expect(visibleText(html)).toContain('事件数 0 件（零报告）');
  expect(text).not.toContain('请这样做');
  expect(text).not.toContain('次报送');
});

it('says that a later version takes the place of the one before', async () => {
  const { text } = await createLetterPress().receipt({ ...plan, version: 3 });
  expect(text).toContain('这是第 3 次报送，从现在起以它为准。');
});
