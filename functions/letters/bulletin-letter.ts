import { isHeading } from '../core/bulletin/headings.ts';
import { frameWords } from './frame.ts';
import { compileLetterHtml } from './letter-html.ts';
import { linesOf } from './one-line.ts';
import { plainText } from './plain-text.ts';
import type { LetterFrame } from './plan.ts';
import type { LetterWords } from './words.ts';

/** A draft is ready: to 安全科 alone. */
export interface BulletinPlan extends LetterFrame {
  /** `2018年9—10月通报`. */
  readonly title: string;
  /** `2018年9—10月`. */
  readonly months: string;
  /** The report of a year: it goes to those who lead, and to no school. */
  readonly yearly: boolean;
  /** 草稿编号. */
  readonly code: string;
  /** The body. */
  readonly sentences: readonly string[];
  /** Where the files lie: `通报／2018年09—10月／通报草稿.docx` … */
  readonly files: readonly { readonly name: string; readonly where: string }[];
}

/** The letter to the section: the body, and where the draft lies. The tables stay in the district's own folder. */
export async function bulletinLetter(plan: BulletinPlan): Promise<{ subject: string; html: string; text: string }> {
  const words = bulletinWords(linesOf(plan));
  const drawHtml = await compileLetterHtml();
  return { subject: words.subject, html: drawHtml(words), text: plainText(words) };
}

const ofBulletin = {
  heading: '通报草稿',
  check: '打开草稿，和《总表》的月报汇总核对；每个数字出自哪份报表，都记在数据文件里。',
  to: '给各校',
  closing: ['各校分月的表（附件3）含有小数目，只供科内核对，没有附在这封信里，也不随通报发出，请不要转发。'],
} as const;

const ofReport = {
  heading: '督导评估报告草稿',
  check: '打开草稿，和区级设置的登记表、发出的各期通报核对；第七部分是照数据列出来的，请改成自己的话。',
  to: '给“通报抄送”里的领导，不发给学校',
  closing: ['按方案，督导评估报告在9月底形成。'],
} as const;

/** The letter's words. */
export function bulletinWords(plan: BulletinPlan): LetterWords {
  const title = `${plan.title}已起草，请审核`;
  const own = plan.yearly ? ofReport : ofBulletin;
  return {
    ...frameWords(plan),
    subject: `${title}（草稿编号 ${plan.code}）`,
    preview: '草稿未经审签，不得外传。',
    title,
    opening: [
      '草稿由数据生成，还没有人审签，不得外传；学校没有收到。正文如下：',
      ...plan.sentences.filter((paragraph) => !isHeading(paragraph)),
    ],
    sections: [
      {
        heading: own.heading,
        period: plan.months,
        status: '待审签',
        tone: 'plain',
        facts: [
          { name: '草稿编号', value: plan.code },
          ...plan.files.map(({ name, where }) => ({ name, value: where })),
        ],
        stepsTitle: '请这样做',
        steps: [
          own.check,
          '正文可以直接在 .docx 里改，改好放在原处：系统不会覆盖，会把里面的每个数字和校名同数据核对，核对的结果和改过以后的编号写在《总表》的“通报记录”里。',
          `要发，在区级设置的“通报审签”加一行：草稿编号、文号、拟稿人、签发人（不能是同一个人）、数据截至、签发日期。下一次运行就发${own.to}。`,
          '数据或文字在签发以前又变了的，不会照旧的编号发，会说明变了什么；看过新的草稿，改填新的编号。',
        ],
        findingsTitle: '',
        findings: [],
        more: '',
      },
    ],
    closing: own.closing,
  };
}
