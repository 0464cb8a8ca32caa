import { filled, optional, schoolCode } from '../control-tab.ts';
import { defineRegister } from './register.ts';

/** Documents that a school must have (S20, S34, S51), by kind. */
export const documentKinds = [
  '工作方案',
  '实施方案',
  '应急预案',
  '岗位职责',
  '处置流程',
  '校规校纪',
  '舆情监测通报制度',
  '其他',
] as const;

/** What an incident's file at the school holds (S30). */
export const filePapers = ['登记表', '调查材料', '认定结论', '惩戒材料', '保护材料', '回访记录'] as const;

const link = optional({
  key: 'link',
  title: '佐证',
  kind: 'line',
  width: 40,
  help: '文件名、存放的地方或网址。',
});

/** 学校文件 (S13, S20, S34, S51): which documents each school has. */
export const documents = defineRegister({
  key: 'document',
  name: '学校文件',
  serves: 'S13、S20、S34、S51',
  purpose: '各校的方案、预案和制度，一份一行。督导评分按它看制度是否齐全。',
  identity: ['school', 'kind', 'title'],
  standing: true,
  owner: '安全科',
  clocks: [],
  columns: [
    schoolCode,
    filled({ key: 'kind', title: '类别', kind: 'choice', choices: documentKinds, width: 18, help: '哪一类文件。' }),
    filled({ key: 'title', title: '名称', kind: 'line', width: 40, help: '文件名称。' }),
    optional({ key: 'number', title: '文号', kind: 'line', width: 22, help: '例如 某校字〔2018〕3号。' }),
    optional({ key: 'date', title: '发文日期', kind: 'date', width: 14, help: '例如 2018-08-20。' }),
    link,
  ],
  rows: [],
});

/** 档案索引 (S30): where the file of an incident is. The file itself stays at the school. */
export const files = defineRegister({
  key: 'file',
  name: '档案索引',
  serves: 'S30',
  purpose: '事件档案在哪里、齐不齐，一卷一行。档案留在学校，这里只有索引，不写学生姓名。',
  identity: ['school', 'number'],
  standing: true,
  owner: 'bySchoolType',
  clocks: [{ key: 'complete', title: '补齐', from: 'date', within: { days: 20, unit: '工作日' }, done: 'completeOn' }],
  columns: [
    schoolCode,
    filled({ key: 'number', title: '档案号', kind: 'code', width: 18, help: '学校编的档案号，每卷不同。' }),
    filled({ key: 'date', title: '立卷日期', kind: 'date', width: 14, help: '例如 2018-09-20。' }),
    optional({ key: 'linked', title: '督办编号', kind: 'code', width: 16, help: '督办过的，写督办编号。' }),
    optional({
      key: 'papers',
      title: '卷内材料',
      kind: 'choices',
      choices: filePapers,
      width: 44,
      help: `有哪些：${filePapers.join('、')}。`,
    }),
    optional({ key: 'place', title: '存放地点', kind: 'line', width: 24, help: '学校的哪一间、哪一柜。' }),
    optional({ key: 'completeOn', title: '齐全日期', kind: 'date', width: 14, help: '材料齐全的那一天。' }),
  ],
  rows: [],
});
