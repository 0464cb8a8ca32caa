import { framedSubject, frameWords } from './frame.ts';
import { countsOf, worstFirst } from './letter-findings.ts';
import type { ReceiptItem, ReceiptPlan } from './plan.ts';
import type { LetterWords, WordsSection } from './words.ts';

const listed = 10;

/** 回执: reports that are in; the figures as they were understood, to be compared with the paper that was stamped. */
export function receiptWords(plan: ReceiptPlan): LetterWords {
  const { items, recipient } = plan;
  const [first] = items;
  if (!first) throw new RangeError('a receipt of nothing');
  const title = items.length === 1 ? `${first.school}${first.period}报表已报送` : `${items.length} 份报表已报送`;
  const corrected = items.filter(({ version }) => version > 1).length;
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `${corrected === items.length ? '更正回执' : '回执'}：${title}`),
    preview: items.map((item) => `${item.timeliness}，校验码 ${item.checkCode}`).join('；'),
    title,
    opening: [opening(items)],
    sections: items.map((item) => section(item, recipient.role !== '联络人')),
    closing: [
      recipient.role === '校长'
        ? '报表上签的是您的名字。请把上面的数字和盖章的纸质表对一遍；有不同的，请让填报的老师改好报表，会再发一次回执。'
        : '请把上面的数字和盖章的纸质表对一遍；有不同的，改好报表再报就可以，会再发一次回执。',
      '这份回执联络人和校长都会收到。谢谢您！',
    ],
  };
}

function opening(items: readonly ReceiptItem[]): string {
  const what = items.length === 1 ? '报表' : `下面 ${items.length} 份报表`;
  const all = items.every(({ version }) => version > 1);
  return all ? `更正过的${what}已经收到，填写正确，签报齐全。` : `${what}已经收到，填写正确，签报齐全。`;
}

function section(item: ReceiptItem, named: boolean): WordsSection {
  const { queries, replaces } = item;
  return {
    heading: item.school,
    period: item.period,
    status: item.timeliness,
    tone: 'calm',
    facts: [
      { name: '报送时间', value: item.madeAt },
      { name: '校验码', value: item.checkCode },
      {
        name: '版本',
        value: versionWords(item),
      },
      ...(named && item.contact !== '' ? [{ name: '填报老师', value: item.contact }] : []),
    ],
    figures: {
      title: replaces ? '读到的数字（改动的注明原来的）' : '读到的数字',
      rows: item.figures.map(({ name, value, was = '' }) => ({ name, value, was: was === '' ? '' : `原来 ${was}` })),
    },
    stepsTitle: '',
    steps: [],
    findingsTitle: queries.length === 0 ? '' : `不影响报送，方便时请看：${countsOf(queries)}`,
    findings: worstFirst(queries, listed),
    more: queries.length > listed ? `还有 ${queries.length - listed} 处没有列在这封信里。` : '',
  };
}

function versionWords({ version, replaces }: ReceiptItem): string {
  const which = `第 ${version} 版${version > 1 ? '，从现在起以它为准' : ''}`;
  if (!replaces) return which;
  return `${which}；代替 ${replaces.madeAt} 报送的第 ${replaces.version} 版（校验码 ${replaces.checkCode}）`;
}
