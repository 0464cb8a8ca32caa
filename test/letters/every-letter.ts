import { digestWords } from '../../functions/letters/digest-words.ts';
import { findingsWords } from '../../functions/letters/findings-words.ts';
import { handOutWords } from '../../functions/letters/hand-out-words.ts';
import { openWords } from '../../functions/letters/open-words.ts';
import { overdueWords } from '../../functions/letters/overdue-words.ts';
import type { createLetterPress } from '../../functions/letters/press.ts';
import { receiptWords } from '../../functions/letters/receipt-words.ts';
import { urgentWords } from '../../functions/letters/urgent-words.ts';
import type { LetterWords } from '../../functions/letters/words.ts';
import {
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
    'an urgent letter',
    (typed) => urgentPlan({ items: [urgentItem({ school: typed('示例小学'), principal: typed('李某') })] }),
    urgentWords,
    (press, plan) => press.urgent(plan),
  ),
];
