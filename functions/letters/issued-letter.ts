import { framedSubject, frameWords } from './frame.ts';
import { compileLetterHtml, type DrawHtml } from './letter-html.ts';
import { linesOf } from './one-line.ts';
import { plainText } from './plain-text.ts';
import type { LetterFrame } from './plan.ts';
import type { LetterWords, WordsFact } from './words.ts';

/** A bulletin that was approved: to a school's people, or as a copy to those who lead. */
export interface IssuedPlan extends LetterFrame {
  /** Of a copy the greeting names nobody. */
  readonly copy: boolean;
  /** Schools of the recipient; none of a copy. */
  readonly schools: readonly string[];
  /** `2018年9—10月通报`. */
  readonly title: string;
  /** `2018年9—10月`. */
  readonly months: string;
  /** The report of a year. */
  readonly yearly: boolean;
  /** 文号. */
  readonly number: string;
  /** 签发日期: `2018年11月1日`. */
  readonly date: string;
  /** The body as it was approved. */
  readonly sentences: readonly string[];
  /** Name of the attachment. */
  readonly file: string;
}

interface Printed {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

let compiled: Promise<DrawHtml> | undefined;

/** The letter with the bulletin attached. */
export async function issuedLetter(plan: IssuedPlan): Promise<Printed> {
  return print(issuedWords(linesOf(plan)));
}

/** The letter's words. */
export function issuedWords(plan: IssuedPlan): LetterWords {
  const { copy, schools, title, months, yearly, number, date, sentences, file } = plan;
  const frame = frameWords(plan);
  return {
    ...frame,
    ...(copy ? { greeting: '各位领导：您好！' } : {}),
    subject: framedSubject(plan, `${title}（${number}）`),
    preview: copy ? '请阅。' : '请查收，附件是正式文件。',
    title,
    opening: [
      copy
        ? `现将${title}报上，请阅。`
        : yearly
          ? `${title}已经签发定稿，附件是正式文件，请存档；同时报给“通报抄送”里的领导。`
          : `现将${title}发给${schools.join('、')}，请查收。`,
    ],
    sections: [
      {
        heading: yearly ? '督导评估报告' : '通报',
        period: months,
        status: '已签发',
        tone: 'plain',
        facts: [
          { name: '文号', value: number },
          { name: '签发日期', value: date },
          { name: '附件', value: `${file}（正文和附表）` },
        ],
        stepsTitle: '',
        steps: [],
        findingsTitle: '',
        findings: [],
        more: '',
      },
    ],
    // The body as it stands in the document, heading by heading: numbers of ours would be read as the document's.
    closing: [
      ...sentences,
      ...(copy || yearly ? [] : ['以上数字有和本校情况不符的，请打下面的电话；核实以后在下一期通报里更正。']),
    ],
  };
}

/** What 安全科 is told of an approval: that it cannot be followed and why, or what would have gone out in 试运行. */
export interface ApprovalPlan extends LetterFrame {
  readonly title: string;
  readonly months: string;
  readonly yearly: boolean;
  /** 草稿编号 as the row has it; may be empty. */
  readonly code: string;
  readonly is: 'held' | 'rehearsed';
  /** What is wrong, or whom it would have gone to. */
  readonly lines: readonly string[];
  /** Where the draft lies. */
  readonly where: string;
}

export async function approvalLetter(plan: ApprovalPlan): Promise<Printed> {
  return print(approvalWords(linesOf(plan)));
}

/** The letter's words. */
export function approvalWords(plan: ApprovalPlan): LetterWords {
  const { months, yearly, code, is, lines, where } = plan;
  const held = is === 'held';
  const title = held ? `${plan.title}没有发出，请看原因` : `${plan.title}审签无误（试运行，没有发出）`;
  const nobody = yearly ? '没有发给任何人' : '学校没有收到';
  const facts: WordsFact[] = [
    ...(code === '' ? [] : [{ name: '草稿编号', value: code }]),
    { name: held ? '现在的草稿' : '草稿', value: where },
  ];
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, title),
    preview: held ? `${nobody}。` : '关掉试运行以后就会发出。',
    title,
    opening: [
      held
        ? `“通报审签”里签了字，但是现在还不能照它发。${nobody}；改好以后，下一次运行就会发出。`
        : '“通报审签”里的各项都对得上。因为“试运行”开着，什么也没有发出，也没有定稿；关掉以后，下一次运行就会发给下面的人。',
    ],
    sections: [
      {
        heading: '通报审签',
        period: months,
        status: held ? '发不出去' : '试运行',
        tone: held ? 'alarm' : 'calm',
        facts,
        stepsTitle: held ? '要改的地方' : '将发给',
        steps: lines,
        findingsTitle: '',
        findings: [],
        more: '',
      },
    ],
    closing: held ? ['改在区级设置的“通报审签”，或改草稿的文字；改过的文字有新的编号，见《总表》的“通报记录”。'] : [],
  };
}

async function print(words: LetterWords): Promise<Printed> {
  compiled ??= compileLetterHtml();
  const drawHtml = await compiled;
  return { subject: words.subject, html: drawHtml(words), text: plainText(words) };
}
