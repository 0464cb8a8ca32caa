import type { Finding } from '../../../schemas/finding.ts';
import { addMonths, periodTitle } from '../../../schemas/periods.ts';
import { blanksOf } from '../blanks-of.ts';
import { answerOf, countOf, findingAt, type Rule, type RuleContext, textOf, titleOf } from './rule.ts';
import { checkRatio } from './self-check-rules.ts';

const form = 'selfCheck';

function checkGivenUp(context: RuleContext): readonly Finding[] {
  const declared = context.forms.find(({ key }) => key === form);
  if (!declared || !context.previous) return [];
  return blanksOf(declared).flatMap(({ field }) => {
    const before = textOf(context.previous, form, field.key);
    if (field.kind !== 'tick' || before !== '有' || textOf(context.answers, form, field.key) !== '无') return [];
    return [
      findingAt(context, [form, field.key], 'A2-REG', 'query', {
        found: `${titleOf(context, form, field.key)}${lastTime(context)}是“有”，这个月是“无”。`,
        expected: '建好的机构、制度和做法通常会保持下去。',
        mend: '选错了请改回“有”；确实没有了的，请在右边“说明”栏写一句原因。',
      }),
    ];
  });
}

/** 上个月; after a vacation, in which nothing was reported, the month by its name. */
function lastTime({ around, period }: RuleContext): string {
  const last = around.handedOut.findLast((month) => month < period);
  return last === undefined || last === addMonths(period, -1) ? '上个月' : `上次报送（${periodTitle(last)}）`;
}

/** More than a tenth, told in whole numbers: exactly a tenth is none too many. */
function movedMuch(before: number, now: number): boolean {
  return Math.abs(now - before) * 10 > before;
}

function checkRolls(context: RuleContext): readonly Finding[] {
  return ['studentCount', 'teacherCount'].flatMap((field) => {
    const now = countOf(context, form, field);
    const answer = answerOf(context.previous, form, field);
    if (now === undefined || answer.is !== 'value' || typeof answer.value !== 'number') return [];
    const before = answer.value;
    if (!movedMuch(before, now)) return [];
    return [
      findingAt(context, [form, field], 'A2-ROLL', 'query', {
        found: `${titleOf(context, form, field)}是 ${now}，${lastTime(context)}是 ${before}，变动超过 10%。`,
        expected: '一个月里的变动通常在 10% 以内。',
        mend: '请核对是否多写、少写了一位；确有这样的变动，请在右边“说明”栏写一句原因。',
      }),
    ];
  });
}

/** Rules between a month and the one before it, and of the size of a school. */
export const monthBeforeRules: readonly Rule[] = [
  {
    code: 'A2-REG',
    severity: 'query',
    sentence: '自查表的十三项“有/无”，上个月是“有”、这个月变成“无”的，请核实。',
    example: '请核实：“应急处置预案”上个月有，这个月无。',
    check: checkGivenUp,
  },
  {
    code: 'A2-ROLL',
    severity: 'query',
    sentence: '学生数、教师数比上个月变动超过 10%，或平均每位教师的学生不在 3 到 40 名之间的，请核实。',
    example: '请核实：上个月学生 1200 人，这个月 120 人。',
    check: (context) => [...checkRolls(context), ...checkRatio(context)],
  },
];
