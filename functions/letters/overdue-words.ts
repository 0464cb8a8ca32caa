import { framedSubject, frameWords, helpSentence } from './frame.ts';
import { foundFacts, mending, missingPhrase } from './missing-words.ts';
import type { OverdueItem, OverduePlan, Tone } from './plan.ts';
import type { LetterWords, WordsFact, WordsSection } from './words.ts';

/** 提醒, 催报 or 督促: everything one person still owes, and exactly what to do about each. */
export function overdueWords(plan: OverduePlan): LetterWords {
  const { items, tone } = plan;
  const title = titleOf(plan);
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `${tone}：${title}`),
    preview: `${deadlines(items)}。${request(plan)}`,
    title,
    opening: [opening(plan)],
    sections: items.map((item) => section(item, plan, items.length === 1 ? 10 : 5)),
    closing: [
      `以上以 ${plan.readAt} 读取的内容为准；之后${laterBy(items)}的内容，系统会再读，不用回信说明。`,
      tone === '督促' ? '确有困难、一时报不了的，请打下面的电话说明，我们一起想办法。' : helpSentence(plan),
      '谢谢您！',
    ],
  };
}

function laterBy(items: readonly OverdueItem[]): string {
  if (items.every(({ byMail }) => byMail)) return '发来';
  return items.every(({ online }) => online) ? '填写' : '保存';
}

/** `示例小学2018年9月报表`, `示例小学2018年年度总结`. */
export function reportTitle({
  school,
  period,
  obligation,
}: Pick<OverdueItem, 'school' | 'period' | 'obligation'>): string {
  return `${school}${period}${obligation?.title ?? '报表'}`;
}

function titleOf({ items, tone }: OverduePlan): string {
  const [first] = items;
  if (!first) throw new RangeError('a reminder without an item');
  const deadline = items.every((item) => item.deadline === first.deadline) ? first.deadline : '';
  if (items.length === 1)
    return tone === '提醒'
      ? `${reportTitle(first)}${first.lastDay ? '最后一天，' : ''}请于 ${deadline} 前报送`
      : `${reportTitle(first)}${missingPhrase(first.missing)}`;
  const schools = new Set(items.map(({ school }) => school)).size;
  const what =
    schools === 1 ? `${first.school}有 ${items.length} 份报表` : `${schools} 所学校共 ${items.length} 份报表`;
  return tone === '提醒' && deadline !== '' ? `${what}请于 ${deadline} 前报送` : `${what}待报`;
}

/** Where the report is: a link, or the way through the folders. */
export function placeFact({ online, where }: Pick<OverdueItem, 'online' | 'where'>): WordsFact {
  return online ? { name: '报表在', value: '打开报表', link: where } : { name: '报表在', value: where };
}

function toneOf(item: OverdueItem, tone: Tone): Tone {
  return item.tone ?? tone;
}

function opening(plan: OverduePlan): string {
  const { items, tone } = plan;
  const what = items.length === 1 ? (items[0]?.obligation?.title ?? '这份报表') : `下面 ${items.length} 份报表`;
  const late = items.filter((item) => toneOf(item, tone) !== '提醒').length;
  if (late === 0) {
    const [first] = items;
    const same = first && items.every(({ deadline }) => deadline === first.deadline);
    return `${what}${same ? until(items, first.deadline) : '快到截止时间了'}。${who(plan)}按步骤填好；报好以后，就不会再为它提醒您了。`;
  }
  const passed =
    late === items.length
      ? `${what}已经过了截止时间${tone === '督促' ? '，到现在还没有报齐' : ''}。`
      : `${what}，有 ${late} 份已经过了截止时间，其余的快到了。`;
  return `${passed}${who(plan)}按步骤${late === items.length ? '补报' : '报送'}；报好以后，就不会再为它催您了。`;
}

function until(items: readonly OverdueItem[], deadline: string): string {
  if (items.every(({ lastDay }) => lastDay)) return `到 ${deadline} 截止，这一天报送都算按时`;
  return `要在 ${deadline} 前报送`;
}

function who({ recipient, tone }: OverduePlan): string {
  switch (recipient.role) {
    case '联络人':
      return '麻烦您';
    case '备用联络人':
      return '您是备用联络人，麻烦您问一下填报的老师是否方便，请一起';
    case '校长':
      return tone === '督促' ? '请您亲自过问，安排填报的老师尽快' : '麻烦您安排填报的老师，';
  }
}

function request({ recipient, tone }: OverduePlan): string {
  if (recipient.role === '校长') return tone === '督促' ? '请您亲自过问。' : '请安排报送。';
  return tone === '提醒' ? '请按信里的步骤填好。' : '请按信里的步骤补报。';
}

function deadlines(items: readonly OverdueItem[]): string {
  const each = items.map(
    ({ period, obligation, deadline }) => `${period}${obligation?.title ?? '报表'} ${deadline} 截止`,
  );
  return [...new Set(each)].join('，');
}

function section(item: OverdueItem, plan: OverduePlan, atMost: number): WordsSection {
  const late = toneOf(item, plan.tone) !== '提醒';
  const told = plan.recipient.role !== '联络人' && item.contact !== '';
  return {
    heading: item.school,
    period: `${item.period}${item.obligation?.title ?? ''}`,
    status: missingPhrase(item.missing),
    tone: item.missing.is === 'unsigned' ? 'calm' : late ? 'alarm' : 'plain',
    facts: [
      { name: '截止时间', value: `${item.deadline}${late ? '（已过）' : ''}` },
      placeFact(item),
      ...(told ? [{ name: '填报老师', value: item.contact }] : []),
      ...foundFacts(item.missing),
    ],
    stepsTitle: '请这样做',
    ...mending(item, atMost, plan.replyTo),
  };
}
