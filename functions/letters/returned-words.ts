import { framedSubject, frameWords, helpSentence } from './frame.ts';
import { mending } from './missing-words.ts';
import { placeFact, reportTitle } from './overdue-words.ts';
import type { ReturnedItem, ReturnedPlan } from './plan.ts';
import type { LetterWords, WordsSection } from './words.ts';

/** 退回: what the section asks to be mended, in its own words, and what holds until then. */
export function returnedWords(plan: ReturnedPlan): LetterWords {
  const { items } = plan;
  const title = titleOf(items);
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `退回：${title}`),
    preview: items.map(({ reason }) => reason).join('；'),
    title,
    opening: [
      `${items.length === 1 ? '这份报表' : `下面 ${items.length} 份报表`}我们看过了，有地方要请您改一改。${plan.recipient.role === '校长' ? '麻烦您安排填报的老师，按退回的原因修改。' : '麻烦您按退回的原因修改。'}`,
    ],
    sections: items.map((item) => section(item, plan)),
    closing: ['改好以后系统会自动再读，不用另外告诉我们。', helpSentence(plan), '谢谢您！'],
  };
}

function titleOf(items: readonly ReturnedItem[]): string {
  const [first] = items;
  if (!first) throw new RangeError('nothing to return');
  return items.length === 1 ? `${reportTitle(first)}，请修改后再报` : `${items.length} 份报表，请修改后再报`;
}

function section(item: ReturnedItem, plan: ReturnedPlan): WordsSection {
  return {
    heading: item.school,
    period: item.period,
    status: '请修改后再报',
    tone: 'plain',
    facts: [
      { name: '退回原因', value: item.reason === '' ? '没有写明，请打下面的电话问' : item.reason },
      placeFact(item),
      ...(plan.recipient.role !== '联络人' && item.contact !== '' ? [{ name: '填报老师', value: item.contact }] : []),
      ...(item.inForce === '' ? [] : [{ name: '改好以前', value: `${item.inForce} 报的那一版仍然有效` }]),
    ],
    stepsTitle: '请这样做',
    ...mending({ ...item, missing: { is: 'returned', reason: '' } }, 0, plan.replyTo),
  };
}
