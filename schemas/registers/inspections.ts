import { filled, optional, schoolCode } from '../control-tab.ts';
import { defineRegister } from './register.ts';

/** 督学检查 (S9, S41, S67): who visits which school when, and what is to be mended. */
export const inspections = defineRegister({
  key: 'inspection',
  name: '督学检查',
  serves: 'S9、S41',
  purpose: '专项督导（9 月上旬）和责任督学平时的检查，一次一行：先排计划，再填结果。',
  identity: ['school', 'date', 'kind'],
  owner: '督导办',
  clocks: [
    { key: 'visit', title: '检查', from: 'date', due: 'date', done: 'visitedOn', copies: '责任督学' },
    {
      key: 'rectify',
      title: '整改',
      from: 'visitedOn',
      within: { days: 15, unit: '工作日' },
      due: 'rectifyBy',
      done: 'rectifiedOn',
      needs: 'problems',
    },
  ],
  columns: [
    schoolCode,
    filled({ key: 'date', title: '计划日期', kind: 'date', width: 14, help: '打算哪天去，例如 2018-09-05。' }),
    filled({
      key: 'kind',
      title: '类别',
      kind: 'choice',
      choices: ['专项督导', '日常检查'],
      width: 12,
      help: '专项督导或日常检查。',
    }),
    optional({ key: 'team', title: '组别', kind: 'line', width: 10, help: '例如 第一组。' }),
    optional({ key: 'inspectors', title: '检查人员', kind: 'name', width: 24, help: '几个人用顿号隔开。' }),
    optional({ key: 'visitedOn', title: '检查日期', kind: 'date', width: 14, help: '实际去的那一天。' }),
    optional({ key: 'problems', title: '问题数', kind: 'count', width: 10, help: '要整改的问题几个，没有填 0。' }),
    optional({ key: 'rectifyBy', title: '整改期限', kind: 'date', width: 14, help: '空为照“办理时限”。' }),
    optional({ key: 'rectifiedOn', title: '整改完成', kind: 'date', width: 14, help: '改好的那一天。' }),
  ],
  rows: [],
});
