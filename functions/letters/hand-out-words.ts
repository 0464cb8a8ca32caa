import { framedSubject, frameWords, helpSentence } from './frame.ts';
import { fillSentence, sendBackStep, signStep } from './missing-words.ts';
import type { HandOutItem, HandOutPlan } from './plan.ts';
import type { LetterWords, WordsSection } from './words.ts';

/** 发表 by mail: the month's forms in the attachment, what to fill, by when and how to send it back. */
export function handOutWords(plan: HandOutPlan): LetterWords {
  const { items } = plan;
  const title = titleOf(items);
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `新表：${title}`),
    preview: '表在附件里，填好后存成 .xlsx 发回。',
    title,
    opening: [
      `${items.length === 1 ? '这个月的报表在这封信的附件里' : `这个月的报表在这封信的附件里，每所学校一份，共 ${items.length} 份`}。${plan.recipient.role === '校长' ? '麻烦您安排老师填好发回。' : '麻烦您填好发回。'}`,
    ],
    sections: items.map((item) => section(item, plan.replyTo)),
    closing: [
      '表里请不要写学生的姓名、身份证号、电话、住址，用“一名学生”这样的说法。',
      '文件名改了也没有关系；请不要增删行列。收到后，要改的会回信说明，全部填对、签报齐全会发回执。',
      helpSentence(plan),
      '谢谢您！',
    ],
  };
}

function titleOf(items: readonly HandOutItem[]): string {
  const [first] = items;
  if (!first) throw new RangeError('a hand-out without a form');
  const what = items.length === 1 ? `${first.school}${first.period}报表` : `${items.length} 份报表`;
  return items.every(({ deadline }) => deadline === first.deadline)
    ? `${what}，请于 ${first.deadline} 前发回`
    : `${what}，请按时发回`;
}

function section(item: HandOutItem, replyTo: string): WordsSection {
  return {
    heading: item.school,
    period: item.period,
    status: `请于 ${item.deadline} 前发回`,
    tone: 'plain',
    facts: [
      { name: '附件', value: item.file },
      { name: '统计区间', value: item.window },
      { name: '截止时间', value: item.deadline },
    ],
    stepsTitle: '请这样做',
    steps: [
      `打开附件，${fillSentence(item.forms)}`,
      ...(item.carriedFrom === '' ? [] : [carriedStep(item)]),
      signStep,
      sendBackStep(replyTo),
    ],
    findingsTitle: '',
    findings: [],
    more: '',
  };
}

function carriedStep({ carriedFrom, carried }: HandOutItem): string {
  const which = carried.length === 0 ? '' : `（${carried.join('、')}）`;
  return `淡蓝色的格子${which}沿用了${carriedFrom}的内容，请核对：没变化不用动，有变化请改。`;
}
