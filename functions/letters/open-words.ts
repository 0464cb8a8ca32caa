import { framedSubject, frameWords, helpSentence } from './frame.ts';
import { fillSentence, savedStep, signStep } from './missing-words.ts';
import type { OpenPlan } from './plan.ts';
import type { LetterWords } from './words.ts';

/** Once for each school on the web: where its reports are, which to fill in first and by when, and with which account. */
export function openWords(plan: OpenPlan): LetterWords {
  const { school, period, window, deadline, report, folder, account, forms } = plan;
  const title = `${school}的报表在网上填，请收藏这个文件夹`;
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `请收藏：${school}的报表文件夹`),
    preview: `${period}报表已经放好，${deadline}截止。`,
    title,
    opening: [
      '以后每个月的报表都放在下面的文件夹里，直接在网上填，不用下载，也不用发回来。麻烦您现在打开看一看，并把它收藏起来。',
    ],
    sections: [
      {
        heading: school,
        period,
        status: `请于 ${deadline} 前填好`,
        tone: 'plain',
        facts: [
          { name: '学校文件夹', value: '打开文件夹（请收藏）', link: folder },
          { name: '本月报表', value: '打开报表', link: report },
          { name: '统计区间', value: window },
          { name: '截止时间', value: deadline },
        ],
        stepsTitle: '请这样做',
        steps: [
          `打开文件夹，用 ${account} 的账号登录，在浏览器里收藏（加书签）。`,
          `打开本月报表，${fillSentence(forms)}`,
          signStep,
          savedStep,
        ],
        findingsTitle: '',
        findings: [],
        more: '',
      },
    ],
    closing: [
      `打不开时，多半是登录了别的账号：请退出后换成 ${account} 再打开。`,
      '表里请不要写学生的姓名、身份证号、电话、住址，用“一名学生”这样的说法。',
      helpSentence(plan),
      '谢谢您！',
    ],
  };
}
