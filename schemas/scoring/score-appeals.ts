import { filled, optional, schoolCode } from '../control-tab.ts';
import { defineRegister } from '../registers/register.ts';
import { indicator, scoredYear } from './columns.ts';

/** 评分申诉 (S43): a school does not agree with points that were published. */
export const scoreAppeals = defineRegister({
  key: 'scoreAppeal',
  name: '评分申诉',
  serves: 'S43',
  purpose:
    '学校对公布的评分有异议的，一校一个指标一行。申诉期内提出、决定改分的，下一次运行改成新的一版并告诉这所学校；过了申诉期的不改。',
  identity: ['school', 'year', 'indicator', 'date'],
  owner: '督导办',
  clocks: [{ key: 'answer', title: '答复', from: 'date', within: { days: 10, unit: '工作日' }, done: 'decidedOn' }],
  window: { title: '申诉期', within: { days: 10, unit: '工作日' } },
  columns: [
    schoolCode,
    scoredYear,
    indicator,
    filled({ key: 'date', title: '申诉日期', kind: 'date', width: 14, help: '学校提出申诉的那一天。' }),
    optional({ key: 'reason', title: '理由', kind: 'text', width: 44, help: '学校的理由，备查；不写学生姓名。' }),
    optional({
      key: 'decision',
      title: '决定',
      kind: 'choice',
      choices: ['维持', '改分'],
      width: 10,
      help: '复核的结论。',
    }),
    optional({ key: 'to', title: '改为', kind: 'mark', width: 8, help: '决定改分的，改成几分。' }),
    optional({ key: 'decidedOn', title: '决定日期', kind: 'date', width: 14, help: '作出决定的那一天。' }),
  ],
  rows: [],
});
