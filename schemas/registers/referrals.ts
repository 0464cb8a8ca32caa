import { filled, optional } from '../control-tab.ts';
import { tree } from '../tree.ts';
import { defineRegister } from './register.ts';

const day = <const K extends string>(key: K, title: string, help: string) =>
  optional({ key, title, kind: 'date', width: 14, help });

/**
 * 追责移交 (S18, S38): who is to answer for what went wrong, raised from a case under supervision. It lies in a workbook of
 * its own, which whoever manages files gives to its owner alone; of it only numbers, days and choices are ever read.
 */
export const referrals = defineRegister({
  key: 'referral',
  name: '追责移交',
  serves: 'S18、S38',
  purpose:
    '督办中发现失职渎职、落实不力造成重大影响，移交监察室追究责任的，一件一行。只给监察室的人看：程序只读移交编号和各个日期，用来提醒监察室，别的一概不读，也不写到任何别的地方。',
  workbook: tree.referrals,
  identity: ['date', 'linked'],
  owner: '监察室',
  closed: 'closedOn',
  columns: [
    filled({ key: 'number', title: '移交编号', kind: 'code', width: 18, help: '例如 YJ-2018-01，每件不同。' }),
    optional({ key: 'linked', title: '督办编号', kind: 'code', width: 16, help: '从哪一件督办来的。' }),
    optional({ key: 'school', title: '学校编码', kind: 'code', width: 14, help: '涉及学校的，写学校编码。' }),
    filled({ key: 'date', title: '移交日期', kind: 'date', width: 14, help: '移交给监察室的那一天。' }),
    optional({ key: 'by', title: '移交人', kind: 'line', width: 12, help: '谁移交的。' }),
    optional({ key: 'summary', title: '事由', kind: 'text', width: 52, help: '程序不读。' }),
    optional({ key: 'handler', title: '承办人', kind: 'line', width: 12, help: '监察室谁承办。' }),
    day('acceptedOn', '受理日期', '决定受理的那一天。'),
    day('closedOn', '办结日期', '办结的那一天，以后不再计时；不受理的，填决定不受理的那一天。'),
    optional({
      key: 'result',
      title: '处理结果',
      kind: 'choice',
      choices: ['不予追责', '批评教育', '诫勉', '组织处理', '党纪政务处分', '移送其他机关', '不受理'],
      width: 14,
      help: '处理的结果。',
    }),
    optional({ key: 'remark', title: '备注', kind: 'text', width: 30, help: '程序不读。' }),
  ],
  clocks: [
    { key: 'accept', title: '受理', from: 'date', within: { days: 5, unit: '工作日' }, done: 'acceptedOn' },
    { key: 'close', title: '办结', from: 'acceptedOn', within: { days: 60, unit: '自然日' }, done: 'closedOn' },
  ],
  rows: [],
});
