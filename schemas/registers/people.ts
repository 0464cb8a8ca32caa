import { filled, optional, schoolCode } from '../control-tab.ts';
import { defineRegister } from './register.ts';

/** 法治副校长 (S22): who holds the office at each school, and until when. */
export const legalDeputies = defineRegister({
  key: 'legalDeputy',
  name: '法治副校长',
  serves: 'S22',
  purpose: '各校的法治副校长和法治辅导员，一人一行。聘期快到的提醒续聘。',
  identity: ['school', 'name'],
  standing: true,
  owner: '安全科',
  clocks: [{ key: 'renew', title: '续聘', from: 'from', due: 'through', done: 'renewedOn' }],
  columns: [
    schoolCode,
    filled({ key: 'name', title: '姓名', kind: 'name', width: 12, help: '法治副校长或法治辅导员的姓名。' }),
    filled({
      key: 'office',
      title: '职务',
      kind: 'choice',
      choices: ['法治副校长', '法治辅导员'],
      width: 14,
      help: '法治副校长或法治辅导员。',
    }),
    optional({ key: 'unit', title: '单位', kind: 'line', width: 24, help: '来自哪个单位。' }),
    optional({ key: 'from', title: '聘任日期', kind: 'date', width: 14, help: '例如 2018-09-01。' }),
    optional({ key: 'through', title: '聘期至', kind: 'date', width: 14, help: '聘期最后一天。空为不提醒。' }),
    optional({
      key: 'renewedOn',
      title: '续聘日期',
      kind: 'date',
      width: 14,
      help: '续聘或改聘的那一天；新一任另起一行。',
    }),
  ],
  rows: [],
});

const member = (office: string): readonly string[] => [office, '（待填）', ''];

/** 领导小组 (S52, 附件1): one head, seven deputies, fourteen members; names are for the district to fill in. */
export const leadingGroup = defineRegister({
  key: 'leadingGroup',
  name: '领导小组',
  serves: 'S52',
  purpose: '附件 1 的领导小组名单，一人一行。办公室设在安全科。',
  identity: ['office', 'name'],
  standing: true,
  owner: '安全科',
  clocks: [],
  columns: [
    filled({
      key: 'office',
      title: '组内职务',
      kind: 'choice',
      choices: ['组长', '副组长', '成员'],
      width: 12,
      help: '组长、副组长或成员。',
    }),
    filled({ key: 'name', title: '姓名', kind: 'name', width: 14, help: '一格一个人。' }),
    optional({ key: 'post', title: '单位和职务', kind: 'line', width: 40, help: '例如 区教育体育局副局长。' }),
  ],
  rows: [
    member('组长'),
    ...Array.from({ length: 7 }, () => member('副组长')),
    ...Array.from({ length: 14 }, () => member('成员')),
  ],
});
