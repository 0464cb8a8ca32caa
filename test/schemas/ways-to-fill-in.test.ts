import { describe, expect, it } from 'vitest';
import { understand } from '../../functions/core/understand.ts';
import type { Unreadable } from '../../schemas/answer.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { parsePhones } from '../../schemas/phones.ts';
import type { Reading } from '../../schemas/reading.ts';

/** What a report says whose cells hold this. */
function answers(cells: Readonly<Record<string, Cell>>, more: Partial<Reading> = {}) {
  const found = Object.fromEntries(Object.entries(cells).map(([key, raw]) => [key, { cell: '自查表!A1', raw }]));
  return understand(monthlyForms, { found, explanations: {}, drifts: [], date1904: false, ...more });
}

/** A value, null for an empty answer, or why it is not understood. */
function one(key: string, raw: Cell, more?: Partial<Reading>): string | number | null {
  const answer = answers({ [key]: raw }, more)[key];
  if (answer?.is === 'value') return answer.value;
  return answer?.is === 'empty' ? null : `? ${answer?.why}`;
}

const not = (why: Unreadable) => `? ${why}`;

describe('有（  ）无（  ）', () => {
  it.each<[Cell, string | null]>([
    ...[
      '有（√）无（  ）',
      '有(√)无()',
      '有（✓）无（ ）',
      '有（✔）无',
      '有（✔️）无（）',
      '有（☑）无（□）',
      '有（对）无（）',
      '有（是）无（否）',
      '有（有）无（）',
      '有（1）无（0）',
      '有（１）无（）',
      '有（Y）无（N）',
      '有（v）无（）',
      '有（V）无（x）',
      '有（Ｖ）无（　）',
      '有（∨）无（）',
      '有【√】无【】',
      '有[√]无[]',
      '√',
      '✓',
      '✔',
      '☑',
      '对',
      '是',
      '有',
      'Y',
      'yes',
      'v',
      'V',
      '1',
      '有√',
      '√有',
      '有√ 无',
      '√有 无',
      '☑有 ☐无',
      '☑有□无',
    ].map((typed): [Cell, string] => [typed, '有']),
    [1, '有'],
    [true, '有'],
    ...[
      '有（  ）无（√）',
      '有()无(✓)',
      '有（）无（1）',
      '有（×）无（√）',
      '有（）无（无）',
      '有（ ）无（对）',
      '无',
      '没有',
      '否',
      '×',
      'N',
      '0',
      '无√',
      '√无',
      '有 √无',
      '□有 ☑无',
      '☐有☑无',
    ].map((typed): [Cell, string] => [typed, '无']),
    [0, '无'],
    [false, '无'],
    [null, null],
    ['', null],
    ['有（  ）无（  ）', null],
    ['有（ ）无（）', null],
    ['有 无', null],
    ['□有 □无', null],
    ['有（√）无（√）', not('bothTicked')],
    ['有（是）无（是）', not('bothTicked')],
    ['☑有 ☑无', not('bothTicked')],
    ['有√无', not('strayTick')],
    ['有（已建立）无（）', not('strayTick')],
    ['有（×）无（）', not('strayTick')],
    ['部分有', not('strayTick')],
    ['2', not('strayTick')],
    [2, not('strayTick')],
    ['有，见附件', not('strayTick')],
  ])('%j is %j', (typed, read) => {
    expect(one('selfCheck_ruleProcess', typed)).toBe(read);
  });
});

describe('a count', () => {
  it.each<[Cell, number | string | null]>([
    [3, 3],
    [0, 0],
    ['0', 0],
    ['０', 0],
    ['３', 3],
    [' 3 ', 3],
    ['（3）', 3],
    ['3件', 3],
    ['3 件', 3],
    ['３起', 3],
    ['3.0', 3],
    ['三', 3],
    ['三件', 3],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['三十二', 32],
    ['一百', 100],
    ['一百零五', 105],
    ['一百二十', 120],
    ['两百', 200],
    ['一千二百三十四', 1234],
    ['壹佰贰拾', 120],
    ['零', 0],
    ['〇', 0],
    ['1,200', 1200],
    ['1，200', 1200],
    [null, null],
    ['　', null],
    ['约3', not('approximate')],
    ['约3件', not('approximate')],
    ['大概3件', not('approximate')],
    ['3件左右', not('approximate')],
    ['30多人', not('approximate')],
    ['30余', not('approximate')],
    ['十几件', not('approximate')],
    ['若干', not('approximate')],
    ['数件', not('approximate')],
    ['不到5', not('approximate')],
    ['3-4', not('range')],
    ['3-4件', not('range')],
    ['3～4', not('range')],
    ['3至4', not('range')],
    ['3、4', not('range')],
    ['3或4件', not('range')],
    ['三四', not('notNumber')],
    ['一百五', not('notNumber')],
    ['1 2', not('notNumber')],
    ['1 200', not('notNumber')],
    ['3+4', not('approximate')],
    ['无', not('notNumber')],
    ['没有', not('notNumber')],
    ['有', not('notNumber')],
    ['三件半', not('notNumber')],
    [true, not('notNumber')],
    [-3, not('negative')],
    ['-3', not('negative')],
    [3.5, not('notWhole')],
    ['3.5', not('notWhole')],
    ['=A1', not('formula')],
    ['#REF!', not('formula')],
    // What a spreadsheet program makes of 3-4.
    [43163, not('tooLarge')],
    ['13900000000', not('tooLarge')],
  ])('%j is %j', (typed, read) => {
    expect(one('monthlyReport_incidents', typed)).toBe(read);
  });

  it.each<[Cell, number | string]>([
    ['120人次', 120],
    ['120 人', 120],
    ['１２０名', 120],
    [43163, 43163],
  ])('of people: %j is %j', (typed, read) => {
    expect(one('monthlyReport_activityPeople', typed)).toBe(read);
  });

  it('that only some have to give may be 不适用', () => {
    expect(one('monthlyReport_villagePlanCount', '不适用')).toBe('不适用');
    expect(one('monthlyReport_villagePlanCount', ' 不适用。')).toBe('不适用');
    expect(one('monthlyReport_incidents', '不适用')).toBe(not('notNumber'));
  });
});

describe('（  ）次 参与（  ）人 typed into one cell', () => {
  const times = 'selfCheck_eduStudentTimes';
  const people = 'selfCheck_eduStudentPeople';
  const read = (first: Cell, second: Cell) => {
    const both = answers({ [times]: first, [people]: second });
    return [times, people].map((key) => {
      const answer = both[key];
      return answer?.is === 'value' ? answer.value : (answer?.is ?? 'missing');
    });
  };

  it.each<[Cell]>([
    ['（2）次 参与（120）人'],
    ['(2)次参与(120)人'],
    ['２次　参与１２０人'],
    ['2次，120人'],
    ['2次、参加120人次'],
    ['2次/120人次'],
    ['二次参与一百二十人'],
  ])('%j is 2 and 120 in either cell, and where the other says the same', (typed) => {
    expect(read(typed, null)).toEqual([2, 120]);
    expect(read(null, typed)).toEqual([2, 120]);
    expect(read(typed, '')).toEqual([2, 120]);
    expect(read(typed, 120)).toEqual([2, 120]);
    expect(read('2次', typed)).toEqual([2, 120]);
    expect(read(typed, typed)).toEqual([2, 120]);
  });

  it('is a finding where the two cells disagree', () => {
    expect(read('（2）次 参与（120）人', 130)).toEqual(['unreadable', 130]);
    expect(read(3, '（2）次 参与（120）人')).toEqual([3, 'unreadable']);
    expect(read('2次参与120人', '3次参与120人')).toEqual(['unreadable', 'unreadable']);
  });

  it('is a finding where one of its numbers is none', () => {
    expect(read('2次 参与约120人', null)).toEqual(['unreadable', 'empty']);
    expect(read('若干次 参与120人', null)).toEqual(['unreadable', 'empty']);
  });

  it('is empty where its brackets are, and half where one of them is', () => {
    expect(read('（ ）次 参与（ ）人', null)).toEqual(['empty', 'empty']);
    expect(read('（2）次 参与（ ）人', null)).toEqual([2, 'empty']);
  });
});

describe('a number and a description of what was handled', () => {
  const count = 'monthlyReport_handledCount';
  const text = 'monthlyReport_handledDesc';
  const read = (first: Cell, second: Cell) => {
    const both = answers({ [count]: first, [text]: second });
    return [count, text].map((key) => {
      const answer = both[key];
      return answer?.is === 'value' ? answer.value : (answer?.is ?? 'missing');
    });
  };

  it.each<[Cell, Cell, (string | number)[]]>([
    [2, '已调解', [2, '已调解']],
    ['2件，已调解', null, [2, '已调解']],
    ['2件，已调解', '', [2, '已调解']],
    ['２件。均已批评教育，双方和好。', null, [2, '均已批评教育，双方和好。']],
    ['两件：均已调解', null, [2, '均已调解']],
    ['0件（本月没有）', null, [0, '本月没有）']],
    [null, '2件，已调解', [2, '2件，已调解']],
    [2, '2件，已调解', [2, '2件，已调解']],
    ['2件', null, [2, 'empty']],
    ['已调解', null, ['unreadable', 'empty']],
    ['2件，已调解', '双方和好', ['unreadable', '双方和好']],
    ['2件，其中1件已调解', null, ['unreadable', 'empty']],
    ['约2件，已调解', null, ['unreadable', 'empty']],
    ['2-3件，已调解', null, ['unreadable', 'empty']],
    [null, '已调解2件', ['empty', '已调解2件']],
    [null, '2件中1件已调解', ['empty', '2件中1件已调解']],
  ])('%j beside %j is %j', (first, second, both) => {
    expect(read(first, second)).toEqual(both);
  });
});

describe('telephone numbers', () => {
  it.each<[string, string[]]>([
    ['13900000000', ['13900000000']],
    ['１３９００００００００', ['13900000000']],
    ['139 0000 0000', ['13900000000']],
    ['139-0000-0000', ['13900000000']],
    ['+86 139 0000 0000', ['+8613900000000']],
    ['0539-1234567', ['0539-1234567']],
    ['0539－1234567', ['0539-1234567']],
    ['0539—1234567', ['0539-1234567']],
    ['（0539）1234567', ['(0539)1234567']],
    ['0539 1234567', ['05391234567']],
    ['010-12345678', ['010-12345678']],
    ['1234567'.replace('1', '8'), ['8234567']],
    ['400-000-1234', ['400-000-1234']],
    ['0539-1234567转802', ['0539-1234567转802']],
    ['0539-1234567 转 802', ['0539-1234567转802']],
    ['0539-1234567-802', ['0539-1234567-802']],
    ['0539-1234567 分机802', ['0539-1234567转802']],
    ['0539-1234567转分机802', ['0539-1234567转802']],
    ['8234567转802', ['8234567转802']],
    ['电话：0539-1234567', ['0539-1234567']],
    ['0539-1234567、13900000000', ['0539-1234567', '13900000000']],
    ['0539-1234567/13900000000', ['0539-1234567', '13900000000']],
    ['0539-1234567 13900000000', ['0539-1234567', '13900000000']],
    ['0539 1234567 139 0000 0000', ['05391234567', '13900000000']],
    ['0539-1234567\n13900000000', ['0539-1234567', '13900000000']],
    ['0539-1234567或13900000000', ['0539-1234567', '13900000000']],
    ['座机：0539-1234567；手机：13900000000', ['0539-1234567', '13900000000']],
  ])('%j', (typed, numbers) => {
    expect(parsePhones(typed)).toEqual(numbers);
    expect(one('monthlyReport_hotline', typed)).not.toMatch(/^\?/);
  });

  it.each([
    '1390000000',
    '139000000000',
    '12345',
    '0539-123',
    '王老师',
    '13900000000王老师',
    '无',
    '同上',
    '5391234567',
    '0539-1234567、',
    '0539-1234567 或',
  ])('%j is none', (typed) => {
    expect(one('monthlyReport_hotline', typed)).toBe(not('notPhone'));
  });
});

describe('a date', () => {
  const third = '2018-09-03';
  it.each<[Cell, string]>([
    ...[
      '2018.9.3',
      '2018/9/3',
      '2018-9-3',
      '2018-09-03',
      '2018.09.03',
      '2018年9月3日',
      '2018年9月3',
      '2018年9月3号',
      '2018年9月 3 日',
      '2018 年 9 月 3 日',
      '２０１８年９月３日',
      '2018。9。3'.replaceAll('。', '.'),
      '20180903',
      '2018-09-03 00:00:00',
      '2018-9-3 10:20',
      '2018-09-03T08:00:00.000Z',
      '2018年9月3日（星期一）',
      '2018年9月3日 周一',
      '二〇一八年九月三日',
      '二○一八年九月三日',
    ].map((typed): [Cell, string] => [typed, third]),
    [43346, third],
    [43346.43, third],
    [20180903, third],
    ['二〇一八年十二月二十一日', '2018-12-21'],
    ['2018-8-3 10:20', '2018-08-03'],
    ['2018-8-30 1:20', '2018-08-30'],
    ['9.3', not('notDate')],
    [9.3, not('notDate')],
    ['9-3', not('notDate')],
    ['2018年9月', not('notDate')],
    ['2018-9-31', not('notDate')],
    ['2018-13-1', not('notDate')],
    ['18-9-3', not('notDate')],
    ['9/3/2018', not('notDate')],
    ['9月上旬', not('notDate')],
    ['同上', not('notDate')],
    [12, not('notDate')],
    [true, not('notDate')],
  ])('%j is %j', (typed, read) => {
    expect(one('monthlyReport_docDate', typed)).toBe(read);
  });

  it('without a year is of the year of the report, where that is known', () => {
    for (const typed of ['9月3日', '9月3', '９月３号', '9 月 3 日', '九月三日'])
      expect(one('monthlyReport_docDate', typed, { year: '2018' }), typed).toBe(third);
    expect(one('monthlyReport_docDate', '9月3日')).toBe(not('notDate'));
    expect(one('monthlyReport_docDate', '9月31日', { year: '2018' })).toBe(not('notDate'));
  });

  it('of a workbook that counts from 1904 is 1462 days later', () => {
    expect(one('monthlyReport_docDate', 43346 - 1462, { date1904: true })).toBe(third);
  });
});

describe('texts', () => {
  it('are kept as typed', () => {
    for (const typed of ['  两端有空格 ', '=SUM(A1)', '#REF!', '第一行\n第二行', '０１２３'])
      expect(one('monthlyReport_handlingText', typed)).toBe(typed);
    expect(one('monthlyReport_docTitle', 20180903)).toBe('20180903');
  });
});
