import { framedSubject, frameWords, helpSentence } from './frame.ts';
import { mending, missingPhrase } from './missing-words.ts';
import type { OverdueItem, OverduePlan } from './plan.ts';
import type { LetterWords, WordsSection } from './words.ts';

/** 催报: everything one person is behind with, and exactly what to do about each. */
export function overdueWords(plan: OverduePlan): LetterWords {
  const { items, recipient } = plan;
  const title = titleOf(items);
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `催报：${title}`),
    preview: `${deadlines(items)}。${recipient.role === '校长' ? '请安排补报。' : '请按信里的步骤补报。'}`,
    title,
    opening: [opening(plan)],
    sections: items.map((item) => section(item, recipient.role === '校长', items.length === 1 ? 10 : 5)),
    closing: [
      `以上以 ${plan.readAt} 读取的内容为准；之后保存的内容，系统会再读，不用回信说明。`,
      helpSentence(plan),
      '谢谢您！',
    ],
  };
}

function titleOf(items: readonly OverdueItem[]): string {
  const [first] = items;
  if (!first) throw new RangeError('a reminder without an item');
  if (items.length === 1) return `${first.school}${first.period}报表${missingPhrase(first.missing)}`;
  const schools = new Set(items.map(({ school }) => school)).size;
  return schools === 1
    ? `${first.school}有 ${items.length} 份报表待报`
    : `${schools} 所学校共 ${items.length} 份报表待报`;
}

function opening({ items, recipient }: OverduePlan): string {
  const what = items.length === 1 ? '这份报表' : `下面 ${items.length} 份报表`;
  const who = recipient.role === '校长' ? '麻烦您安排填报的老师，' : '麻烦您';
  return `${what}已经过了截止时间。${who}按步骤补报；报好以后，就不会再为它催您了。`;
}

function deadlines(items: readonly OverdueItem[]): string {
  return [...new Set(items.map(({ period, deadline }) => `${period}报表 ${deadline} 截止`))].join('，');
}

function section(item: OverdueItem, forPrincipal: boolean, atMost: number): WordsSection {
  return {
    heading: item.school,
    period: item.period,
    status: missingPhrase(item.missing),
    tone: item.missing.is === 'unsigned' ? 'calm' : 'alarm',
    facts: [
      { name: '截止时间', value: `${item.deadline}（已过）` },
      { name: '报表在', value: item.where },
      ...(forPrincipal && item.contact !== '' ? [{ name: '填报老师', value: item.contact }] : []),
    ],
    stepsTitle: '请这样做',
    ...mending(item, atMost),
  };
}
