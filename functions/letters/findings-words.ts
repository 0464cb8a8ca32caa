import { framedSubject, frameWords, helpSentence } from './frame.ts';
import { foundFacts, mending, missingPhrase } from './missing-words.ts';
import { reportTitle } from './overdue-words.ts';
import type { FindingsPlan, OverdueItem } from './plan.ts';
import type { LetterWords, WordsSection } from './words.ts';

/** As many as a letter can carry before a telephone call is the shorter way. */
const atMost = 40;

/** 校验结果 by mail: what was read, what must be mended and what to check, without reproach. */
export function findingsWords(plan: FindingsPlan): LetterWords {
  const { items } = plan;
  const title = titleOf(items);
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `已收到：${title}`),
    preview: '请按信里说的改好，再发回来。',
    title,
    opening: [
      `您发来的${items.length === 1 ? '报表' : ` ${items.length} 份报表`}已经收到，谢谢！系统读了一遍，还有下面这些要请您再看一看。`,
    ],
    sections: items.map((item) => section(item, plan)),
    closing: [
      `以上以 ${plan.readAt} 读取的内容为准。全部填对、签报齐全以后，会给联络人和校长发回执。`,
      helpSentence(plan),
      '谢谢您！',
    ],
  };
}

function titleOf(items: readonly OverdueItem[]): string {
  const [first] = items;
  if (!first) throw new RangeError('findings of no report');
  return items.length === 1
    ? `${reportTitle(first)}${missingPhrase(first.missing)}`
    : `${items.length} 份报表还要再看一看`;
}

function section(item: OverdueItem, plan: FindingsPlan): WordsSection {
  return {
    heading: item.school,
    period: `${item.period}${item.obligation?.title ?? ''}`,
    status: missingPhrase(item.missing),
    tone: item.missing.is === 'unsigned' ? 'calm' : 'plain',
    facts: [
      { name: '截止时间', value: item.deadline },
      { name: '读的文件', value: item.where },
      ...(plan.recipient.role !== '联络人' && item.contact !== '' ? [{ name: '填报老师', value: item.contact }] : []),
      ...foundFacts(item.missing),
    ],
    stepsTitle: '请这样做',
    ...mending({ ...item, byMail: true }, item.allFindings === '' ? atMost : 10, plan.replyTo),
  };
}
