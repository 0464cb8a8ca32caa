import { framedSubject, frameWords } from './frame.ts';
import { countsOf, worstFirst } from './letter-findings.ts';
import type { ReceiptPlan } from './plan.ts';
import type { LetterWords } from './words.ts';

const listed = 10;

/** 回执: the report is in; the figures as they were understood, to be compared with the paper that was stamped. */
export function receiptWords(plan: ReceiptPlan): LetterWords {
  const title = `${plan.school}${plan.period}报表已报送`;
  const again = plan.version > 1 ? `这是第 ${plan.version} 次报送，从现在起以它为准。` : '';
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `回执：${title}`),
    preview: `${plan.timeliness}，校验码 ${plan.checkCode}。`,
    title,
    opening: [`报表已经收到，填写正确，签报齐全。${again}谢谢您！`],
    sections: [
      {
        heading: plan.school,
        period: plan.period,
        status: plan.timeliness,
        tone: 'calm',
        facts: [{ name: '报送时间', value: plan.madeAt }, { name: '校验码', value: plan.checkCode }, ...plan.figures],
        stepsTitle: '',
        steps: [],
        findingsTitle: plan.queries.length === 0 ? '' : `不影响报送，方便时请看：${countsOf(plan.queries)}`,
        findings: worstFirst(plan.queries, listed),
        more: plan.queries.length > listed ? `还有 ${plan.queries.length - listed} 处没有列在这封信里。` : '',
      },
    ],
    closing: ['请把上面的数字和盖章的纸质表对一遍；有不同的，改好报表保存就可以，会再发一次回执。'],
  };
}
