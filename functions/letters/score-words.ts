import { framedSubject, frameWords } from './frame.ts';
import type { ScoreItem, ScorePlan } from './score-plan.ts';
import type { LetterWords, WordsLine, WordsSection } from './words.ts';

/** 督导评分: what a school was given, on what it rests, and until when and how it may appeal. */
export function scoreWords(plan: ScorePlan): LetterWords {
  const { items } = plan;
  const [first] = items;
  if (!first) throw new RangeError('scores of nobody');
  const corrected = items.every((item) => item.corrected);
  const title =
    items.length === 1 ? `${first.school}${first.year}欺凌防治督导评分` : `${items.length} 所学校的欺凌防治督导评分`;
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `${corrected ? '评分更正' : '评分公布'}：${title}`),
    preview: items.map(({ total, appealBy }) => `${totalWords(total)}，申诉期到 ${appealBy}`).join('；'),
    title,
    opening: [
      corrected
        ? '您学校的申诉已经复核，得分改过了，以这封信为准。'
        : '专项督导评分已经公布，下面是您学校自己的得分，请核对。',
      '欺凌事件的件数不在任何一项里，如实报告不会扣分。',
    ],
    sections: items.map(section),
    closing: ['这封信只有贵校的联络人和校长收到，里面没有别的学校的得分。', '谢谢您！'],
  };
}

function section(item: ScoreItem): WordsSection {
  return {
    heading: item.school,
    period: item.year,
    status: totalWords(item.total),
    tone: 'plain',
    facts: [
      { name: '公布日期', value: item.publishedOn },
      { name: '怎样算', value: '“暂无数据”的指标不算分，也不算满分；其余的合起来折成百分制' },
      { name: '申诉期', value: item.isOver ? `已到 ${item.appealBy}，不再受理` : `到 ${item.appealBy} 止` },
    ],
    table: {
      columns: ['指标和依据', '得分 / 满分'],
      rows: item.rows.map(({ name, points, says, was }) => ({
        cells: [{ lines: linesOf(name, says) }, { lines: linesOf(points, was === '' ? '' : `原来 ${was}`) }],
      })),
    },
    stepsTitle: item.isOver ? '' : '对哪一项有异议，请这样做',
    steps: item.isOver
      ? []
      : [
          `在 ${item.appealBy} 以前告诉${item.appealTo}：学校、指标、认为应得几分、理由和佐证。不要写学生姓名。`,
          `收到以后 ${item.answerWithin}内答复。改了分的，会再发一封信；没有改的，得分不变。`,
        ],
    findingsTitle: '',
    findings: [],
    more: '',
  };
}

function totalWords(total: string): string {
  return total === '' ? '总分暂无数据' : `总分 ${total}（百分制）`;
}

function linesOf(...texts: readonly string[]): WordsLine[] {
  return texts.filter((text) => text !== '').map((text) => ({ text, call: '', link: '' }));
}
