import { clockWords } from '../../functions/letters/clock-words.ts';
import { digestWords } from '../../functions/letters/digest-words.ts';
import { findingsWords } from '../../functions/letters/findings-words.ts';
import { handOutWords } from '../../functions/letters/hand-out-words.ts';
import { openWords } from '../../functions/letters/open-words.ts';
import { overdueWords } from '../../functions/letters/overdue-words.ts';
import type { createLetterPress } from '../../functions/letters/press.ts';
import { receiptWords } from '../../functions/letters/receipt-words.ts';
import { returnedWords } from '../../functions/letters/returned-words.ts';
import { scoreWords } from '../../functions/letters/score-words.ts';
import { summaryWords } from '../../functions/letters/summary-words.ts';
import { urgentWords } from '../../functions/letters/urgent-words.ts';
import type { LetterWords } from '../../functions/letters/words.ts';
import {
  clockPlan,
  clockRow,
  digestPlan,
  digestSchool,
  everyMissing,
  findingsPlan,
  handOutItem,
  handOutPlan,
  letterFinding,
  openPlan,
  overdueItem,
  overduePlan,
  receiptItem,
  receiptPlan,
  returnedItem,
  returnedPlan,
  scoreItem,
  scorePlan,
  summaryMatter,
  summaryPlan,
  urgentItem,
  urgentPlan,
} from './sample-plans.ts';

type Press = ReturnType<typeof createLetterPress>;
type Typed = (text: string) => string;

/** A letter of each kind: its words, and itself with the school's name (as somebody may have typed it). */
interface AnyLetter {
  readonly name: string;
  readonly words: LetterWords;
  readonly print: (press: Press, typed?: Typed) => ReturnType<Press['overdue']>;
}

const asIs: Typed = (text) => text;

function anyLetter<P>(
  name: string,
  plan: (typed: Typed) => P,
  wordsOf: (plan: P) => LetterWords,
  print: (press: Press, plan: P) => ReturnType<Press['overdue']>,
): AnyLetter {
  return { name, words: wordsOf(plan(asIs)), print: (press, typed = asIs) => print(press, plan(typed)) };
}

const many = overduePlan(
  { is: 'notStarted' },
  {
    trialFor: '某校校长 李某（a@b.example）',
    items: everyMissing.map((missing, index) => overdueItem(missing, { school: `示例第${index}小学` })),
  },
);

/** Every letter that the press prints, at its fullest. */
export const everyLetter: readonly AnyLetter[] = [
  anyLetter(
    'a bundle of reminders',
    (typed) => ({ ...many, items: many.items.map((item) => ({ ...item, school: typed('示例小学') })) }),
    overdueWords,
    (press, plan) => press.overdue(plan),
  ),
  ...(['提醒', '催报', '督促'] as const).map((tone) =>
    anyLetter(
      tone,
      (typed) =>
        overduePlan(
          { is: 'notStarted' },
          {
            tone,
            recipient: { name: typed('李某'), role: '校长' },
            items: [
              overdueItem({ is: 'notStarted' }, { school: typed('示例小学'), where: typed('学校'), byMail: true }),
            ],
          },
        ),
      overdueWords,
      (press, plan) => press.overdue(plan),
    ),
  ),
  anyLetter(
    'findings by mail',
    (typed) => {
      const findings = [letterFinding(1), { ...letterFinding(2, 'query'), message: typed('请核实。') }];
      const item = overdueItem({ is: 'invalid', findings }, { school: typed('示例小学'), where: typed('附件') });
      return findingsPlan({ is: 'notStarted' }, { items: [item] });
    },
    findingsWords,
    (press, plan) => press.findings(plan),
  ),
  anyLetter(
    'a hand-out',
    (typed) => handOutPlan({ items: [handOutItem({ school: typed('示例小学'), file: typed('示例小学.xlsx') })] }),
    handOutWords,
    (press, plan) => press.handOut(plan),
  ),
  anyLetter(
    'an invitation to the web',
    (typed) => openPlan({ school: typed('示例小学'), account: typed('wang@school.example') }),
    openWords,
    (press, plan) => press.open(plan),
  ),
  anyLetter(
    'a reminder of a report on the web',
    (typed) => {
      const findings = Array.from({ length: 12 }, (_, index) => letterFinding(index + 1));
      const { report: where } = openPlan();
      const change = { school: typed('示例小学'), where, online: true, allFindings: '报表里的“校验结果”表' };
      const missing = { is: 'invalid', findings } as const;
      return overduePlan(missing, { items: [overdueItem(missing, change)] });
    },
    overdueWords,
    (press, plan) => press.overdue(plan),
  ),
  anyLetter(
    'a receipt',
    (typed) =>
      receiptPlan({
        items: [
          receiptItem({
            school: typed('示例小学'),
            contact: typed('张某某'),
            version: 2,
            replaces: { version: 1, madeAt: '9月18日 10:00', checkCode: 'A1B2-3C' },
            figures: [
              { name: '事件数', value: '2 件', was: '1 件' },
              { name: '学生数', value: '860 人' },
            ],
            queries: [letterFinding(7, 'query')],
          }),
        ],
      }),
    receiptWords,
    (press, plan) => press.receipt(plan),
  ),
  anyLetter(
    'a digest for an inspector',
    (typed) => digestPlan({ schools: [digestSchool({ school: typed('示例小学'), stateTitle: typed('未填') })] }),
    digestWords,
    (press, plan) => press.digest(plan),
  ),
  anyLetter(
    'a digest for the section',
    (typed) =>
      digestPlan({
        recipient: { name: '', role: '安全科' },
        schools: [digestSchool({ school: typed('示例小学'), contact: typed('王某某'), toldWhom: '' })],
      }),
    digestWords,
    (press, plan) => press.digest(plan),
  ),
  anyLetter(
    'a report that goes back',
    (typed) =>
      returnedPlan({
        recipient: { name: '李某', role: '校长' },
        items: [returnedItem({ school: typed('示例小学'), reason: typed('人数和签到表不一样') })],
      }),
    returnedWords,
    (press, plan) => press.returned(plan),
  ),
  anyLetter(
    'a reminder of the checklist on its last day',
    (typed) => {
      const missing = {
        is: 'notInPlace',
        blanks: [
          { blank: '防范学生欺凌事件应急处置预案', place: '自查表 C9', answer: '无' },
          { blank: '早期预警和事中处理及事后干预流程', place: '自查表 C10', answer: '' },
        ],
      } as const;
      const obligation = { title: '四个落实清单', forms: ['自查表'] };
      const change = { school: typed('示例小学'), period: '2018年', obligation, deadline: '8月31日 周五 24:00' };
      return overduePlan(missing, { tone: '提醒', items: [overdueItem(missing, { ...change, lastDay: true })] });
    },
    overdueWords,
    (press, plan) => press.overdue(plan),
  ),
  anyLetter(
    'a day’s summary',
    (typed) => {
      const { news, ...plan } = summaryPlan();
      return { ...plan, news: [summaryMatter({ names: [typed('示例小学'), '示例五小'] }), ...news.slice(1)] };
    },
    summaryWords,
    (press, plan) => press.summary(plan),
  ),
  anyLetter(
    'what is due in the registers, to a section',
    (typed) =>
      clockPlan({
        recipient: { name: typed('职成科'), role: '科室' },
        rows: [clockRow({ school: typed('示例小学'), light: '红' }), clockRow({ matter: typed('督办 第 5 行') })],
      }),
    clockWords,
    (press, plan) => press.clocks(plan),
  ),
  anyLetter(
    'what sections have in hand, to 安全科',
    (typed) =>
      clockPlan({
        recipient: { name: '', role: '安全科' },
        isWeekly: true,
        through: ['职成科'],
        rows: [
          clockRow({ school: typed('示例小学'), section: '职成科', days: 0, isToday: true }),
          clockRow({ school: '', section: '安全科', light: '绿', days: 9 }),
        ],
      }),
    clockWords,
    (press, plan) => press.clocks(plan),
  ),
  anyLetter(
    'visits that are due, to an inspector',
    (typed) =>
      clockPlan({
        recipient: { name: typed('丁某'), role: '责任督学' },
        rows: [clockRow({ matter: '督学检查 第 3 行', school: typed('示例小学'), step: '检查' })],
      }),
    clockWords,
    (press, plan) => press.clocks(plan),
  ),
  anyLetter(
    'what is for its owner alone',
    (typed) =>
      clockPlan({
        recipient: { name: '监察室', role: '科室' },
        apart: true,
        replyTo: '',
        books: [{ where: '监察室／追责移交.xlsx' }],
        rows: [clockRow({ matter: typed('追责移交 示例小学'), school: '', step: '受理' })],
      }),
    clockWords,
    (press, plan) => press.clocks(plan),
  ),
  anyLetter(
    'scores',
    (typed) => scorePlan({ items: [scoreItem({ school: typed('示例小学'), appealTo: typed('督导办') })] }),
    scoreWords,
    (press, plan) => press.scores(plan),
  ),
  anyLetter(
    'an urgent letter',
    (typed) => urgentPlan({ items: [urgentItem({ school: typed('示例小学'), principal: typed('李某') })] }),
    urgentWords,
    (press, plan) => press.urgent(plan),
  ),
];
