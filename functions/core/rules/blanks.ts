import type { Unreadable } from '../../../schemas/answer.ts';
import type { Finding } from '../../../schemas/finding.ts';
import { type Field, type Form, fieldTitle } from '../../../schemas/form.ts';
import { countWords } from '../../../schemas/text.ts';
import { blanksOf } from '../blanks-of.ts';
import { answerOf, type CheckAlone, findingAt, type ReportContext, type Rule, type Words } from './rule.ts';

/** What each blank must be by its own declaration: there, readable as its kind, not too long. */
function eachBlank(
  context: ReportContext,
  check: (form: Form, field: Field) => readonly Finding[] | undefined,
): readonly Finding[] {
  return context.forms.flatMap((form) => blanksOf(form).flatMap(({ field }) => check(form, field) ?? []));
}

const missing: CheckAlone = (context) =>
  eachBlank(context, (form, field) => {
    if (!field.required || answerOf(context.answers, form.key, field.key).is !== 'empty') return undefined;
    if (!context.answers[`${form.key}_${field.key}`]) return undefined;
    return [findingAt(context, [form.key, field.key], form.codes.required, 'error', missingWords(field))];
  });

function missingWords(field: Field): Words {
  const title = fieldTitle(field);
  if (field.kind === 'tick')
    return {
      found: `“${title}”的“有”“无”都没有打√。`,
      expected: '两个括号里要打一个√。',
      mend: '请点单元格右侧的箭头选一项。',
    };
  return {
    found: `“${title}”还没有填。`,
    expected: field.kind === 'count' ? '这里要填一个整数，没有的填 0。' : '这一栏必须填写。',
    mend: `请补填：${field.help}`,
  };
}

const unreadable: CheckAlone = (context) =>
  eachBlank(context, (form, field) => {
    const answer = answerOf(context.answers, form.key, field.key);
    // The month of the title has a rule of its own, and what a person signs with is theirs to choose.
    if (answer.is !== 'unreadable' || field.kind === 'month' || field.signs === 'person') return undefined;
    const code = field.kind === 'count' ? form.codes.count : form.codes.required;
    return [findingAt(context, [form.key, field.key], code, 'error', unreadableWords(field, answer.why))];
  });

function unreadableWords(field: Field, why: Unreadable): Words {
  const title = `“${fieldTitle(field)}”`;
  const whole = '这里要填一个整数（0、1、2……）。';
  const digitsOnly = '请只写数字，例如 3；没有的写 0。';
  switch (why) {
    case 'approximate':
      return { found: `${title}写的是大概的数。`, expected: whole, mend: '请核实后写准确的数字，不写“约”“余”“左右”。' };
    case 'range':
      return {
        found: `${title}写的是一个范围。`,
        expected: whole,
        mend: '请核实后只写一个数字，不写“3-4”这样的范围。',
      };
    case 'negative':
      return { found: `${title}写的是负数。`, expected: '这里不能小于 0。', mend: digitsOnly };
    case 'notWhole':
      return { found: `${title}写的不是整数。`, expected: whole, mend: digitsOnly };
    case 'tooLarge':
      return {
        found: `${title}的数字大得不合常理。`,
        expected: whole,
        mend: '请核对是否多写了位数，或把电话填到了这里。',
      };
    case 'notNumber':
      return { found: `${title}写的内容认不出是多少。`, expected: whole, mend: digitsOnly };
    case 'bothTicked':
      return {
        found: `${title}的“有”“无”两个括号里都打了√。`,
        expected: '两个括号里只能打一个√。',
        mend: '请去掉一个，或点单元格右侧的箭头重新选一项。',
      };
    case 'strayTick':
      return {
        found: `${title}里写的不是√，看不出选的是“有”还是“无”。`,
        expected: '这里只打√，选“有”或“无”。',
        mend: '请点单元格右侧的箭头选一项；要说明的话请写在右边“说明”栏。',
      };
    case 'notPhone':
      return {
        found: `${title}写的不像完整的电话号码。`,
        expected: '应是 11 位手机号，或“区号-号码”。',
        mend: '请检查是否少写、多写了数字，例如 0539-1234567。',
      };
    case 'notDate':
      return {
        found: `${title}写的日期认不出来。`,
        expected: '这里要填年、月、日齐全的日期。',
        mend: '请写成 2018-9-20 或 2018年9月20日；没有的就留空。',
      };
    case 'notName':
      return { found: `${title}写的不像姓名。`, expected: '这里要填姓名。', mend: '请写姓名，电话写在旁边的电话栏。' };
    case 'notMonth':
      return { found: `${title}认不出是几月。`, expected: '这里要填 1 到 12 的数字。', mend: '请只写数字，例如 9。' };
    case 'formula':
      return {
        found: `${title}里是一个公式，没有读到结果。`,
        expected: '这里要直接填写内容。',
        mend: '请把算好的结果直接打进单元格，再保存。',
      };
  }
}

const faults = new WeakMap<ReportContext, readonly Finding[]>();

/** Blanks that are empty or cannot be read; three rules take those of their code, so they are looked for once. */
export function faultsOf(context: ReportContext): readonly Finding[] {
  const known = faults.get(context) ?? [...missing(context), ...unreadable(context)];
  faults.set(context, known);
  return known;
}

/** A2-LEN. */
export const tooLong: CheckAlone = (context) =>
  eachBlank(context, (form, field) => {
    const answer = answerOf(context.answers, form.key, field.key);
    if (field.maxWords === undefined || answer.is !== 'value') return undefined;
    // What was taken out of the text counts as it was typed.
    const typed = context.reading.redactions?.find(
      (it) => it.form === form.key && it.field === field.key && it.in === 'blank',
    );
    const words = typed?.words ?? countWords(String(answer.value));
    if (words <= field.maxWords) return undefined;
    return [
      findingAt(context, [form.key, field.key], form.codes.words, 'error', {
        found: `“${fieldTitle(field)}”有 ${words} 字，超出 ${words - field.maxWords} 字。`,
        expected: `这一栏在 ${field.maxWords} 字以内（按 Word 和 WPS 的“字数”计算）。`,
        mend: '请压缩后再保存；详细材料可另外留存在学校。',
      }),
    ];
  });

/** The rules that follow from the declaration of each blank by itself. */
export const blankRules: readonly Rule[] = [
  {
    code: 'A2-REQ',
    severity: 'error',
    sentence: '自查表的学生数、教师数、联络人、联系电话、十三项“有/无”和三行次数、人次都要填，并且看得懂。',
    example: '错：“联系电话”空着；“有（√）无（√）”。对：0539-1234567；“有（√）无（  ）”。',
    check: (context) => faultsOf(context).filter(({ code }) => code === 'A2-REQ'),
  },
  {
    code: 'A3-REQ',
    severity: 'error',
    sentence: '月报表的牵头部门、负责人、联系方式、举报发现数、刑事案件数、处理件数都要填；电话和日期要看得懂。',
    example: '错：“构成刑事案件数”空着；发文时间写“上周”。对：0；2018-9-3。',
    check: (context) => faultsOf(context).filter(({ code }) => code === 'A3-REQ'),
  },
  {
    code: 'A3-INT',
    severity: 'error',
    sentence: '件数、人数都是不小于 0 的整数；3件、３、三 都认得，约3、3-4、若干 不行。',
    example: '错：约3件。对：3。',
    check: (context) => faultsOf(context).filter(({ code }) => code === 'A3-INT'),
  },
  {
    code: 'A2-LEN',
    severity: 'error',
    sentence: '特色工作在 500 字以内，规划打算在 800 字以内。',
    example: '错：特色工作 512 字。对：500 字。',
    check: tooLong,
  },
];
