import { filled, optional, schoolCode } from '../control-tab.ts';
import { defineRegister } from '../registers/register.ts';
import { indicator, scoredYear } from './columns.ts';

/** 实地评分 (S41, S42): what inspectors gave at the school; it takes the place of what was counted. */
export const siteMarks = defineRegister({
  key: 'siteMark',
  name: '实地评分',
  serves: 'S41、S42',
  purpose:
    '督导组现场打的分，一校一个指标一行。打了分的指标以现场的为准，自动算的仍在《总表》里并列。写了几行的只看最后一行。',
  identity: ['school', 'year', 'indicator'],
  owner: '督导办',
  clocks: [],
  columns: [
    schoolCode,
    scoredYear,
    indicator,
    filled({ key: 'mark', title: '得分', kind: 'mark', width: 8, help: '0 到这个指标的满分，最多一位小数。' }),
    optional({
      key: 'basis',
      title: '依据',
      kind: 'text',
      width: 44,
      help: '看到了什么，备查；不写学生姓名。不会写进信里和《总表》。',
    }),
    optional({ key: 'by', title: '评分人', kind: 'line', width: 14, help: '谁打的分。' }),
    filled({ key: 'date', title: '日期', kind: 'date', width: 14, help: '现场察看的那一天，例如 2018-09-06。' }),
  ],
  rows: [],
});
