import { filled, optional, schoolCode } from '../control-tab.ts';
import { defineRegister } from './register.ts';
import { sections } from './sections.ts';

/** Why a case is put under supervision (S36), in the plan's words. */
export const triggers = ['社会反映强烈', '群众来信来访', '久拖不决', '重大'] as const;

export type Trigger = (typeof triggers)[number];

/** Degrees by which a school's rules set the punishment (S24). */
export const severities = ['一般', '较重', '严重', '涉嫌违法犯罪'] as const;

const zeroReports = '报 0 件的学校在统计区间内有登记的，会请学校核实。';

// What all cases begin with: the columns that stood there before the others were added, in their order.
const date = filled({ key: 'date', title: '日期', kind: 'date', width: 14, help: '知道的那一天，例如 2018-09-12。' });
const summary = filled({
  key: 'summary',
  title: '摘要',
  kind: 'text',
  width: 52,
  help: '一句话。不写学生姓名、班级和联系方式。',
});
const verified = optional({
  key: 'verified',
  title: '核实',
  kind: 'choice',
  choices: ['属实', '不属实', '核实中'],
  width: 10,
  help: '“不属实”的不再请学校核实，也不再计时。可留空。',
});
const remark = optional({ key: 'remark', title: '备注', kind: 'text', width: 30, help: '写什么都可以，机器不看。' });
const number = optional({ key: 'number', title: '编号', kind: 'code', width: 16, help: '例如 DB-2018-01，每件不同。' });
const linked = optional({
  key: 'linked',
  title: '督办编号',
  kind: 'code',
  width: 16,
  help: '列入督办的，写“督办”里那一件的编号。',
});
const section = optional({
  key: 'section',
  title: '承办科室',
  kind: 'choice',
  choices: sections,
  width: 12,
  help: '空为：民办、职业学校归职成科，其他归安全科。',
});
const day = <const K extends string>(key: K, title: string, help = `${title}的那一天，例如 2018-09-20。`) =>
  optional({ key, title, kind: 'date', width: 14, help });
const refused = { column: 'accepted', is: '不予受理' } as const;
const untrue = { column: 'verified', is: '不属实' } as const;
const begins = [schoolCode, date, summary, verified, remark] as const;

/** 舆情 (S6, S32): what is said on the web and in the media. */
export const opinions = defineRegister({
  key: 'opinion',
  name: '舆情',
  serves: 'S6、S32',
  purpose: `网上和媒体上看到的、涉及某校的，一件一行。${zeroReports}`,
  identity: ['school', 'date'],
  owner: '办公室',
  signals: true,
  untrue,
  columns: [
    ...begins,
    optional({
      key: 'source',
      title: '来源',
      kind: 'line',
      choices: ['网帖', '短视频', '微信群', '报刊', '上级转办', '其他'],
      width: 12,
      help: '在哪里看到的。',
    }),
    day('respondedOn', '回应日期', '回应社会关切的那一天；查明不属实的，核实一栏写“不属实”。'),
    linked,
    number,
  ],
  clocks: [{ key: 'respond', title: '回应', from: 'date', within: { days: 2, unit: '工作日' }, done: 'respondedOn' }],
  rows: [],
});

/** 信访 (S36): letters and visits. */
export const petitions = defineRegister({
  key: 'petition',
  name: '信访',
  serves: 'S36',
  purpose: `来信来访反映的、涉及某校的，一件一行。${zeroReports}`,
  identity: ['school', 'date'],
  owner: 'bySchoolType',
  signals: true,
  untrue,
  columns: [
    ...begins,
    optional({
      key: 'source',
      title: '方式',
      kind: 'line',
      choices: ['来信', '来访', '来电', '热线转办'],
      width: 12,
      help: '怎么反映来的。',
    }),
    day('repliedOn', '答复日期', '答复反映人的那一天。'),
    linked,
    number,
    section,
  ],
  clocks: [{ key: 'reply', title: '答复', from: 'date', within: { days: 15, unit: '工作日' }, done: 'repliedOn' }],
  rows: [],
});

/** 重大事件快报 (S35, T12): what cannot wait for the 25th, as a school tells it by telephone. */
export const flashes = defineRegister({
  key: 'flash',
  name: '重大事件快报',
  serves: 'S35',
  purpose: `学校电话报来的重大事件，等不到 25 日的，当时就登记。${zeroReports}`,
  identity: ['school', 'date'],
  owner: 'bySchoolType',
  signals: true,
  untrue,
  columns: [
    ...begins,
    optional({ key: 'reporter', title: '报告人', kind: 'line', width: 12, help: '哪位学校负责人报的。' }),
    day('writtenOn', '书面续报', '学校书面续报收到的那一天。'),
    linked,
    number,
    section,
  ],
  clocks: [{ key: 'written', title: '书面续报', from: 'date', within: { days: 1, unit: '工作日' }, done: 'writtenOn' }],
  rows: [],
});

/** 督办 (S17, S28, S36–S39): 核查 → 处置 → 整改 → 销号, each with its clock. */
export const supervisions = defineRegister({
  key: 'supervision',
  name: '督办',
  serves: 'S14、S17、S21、S23、S24、S28、S36—S39',
  purpose: `列入督办的、涉及某校的，一件一行，从核查到销号。该不该列入，看《总表》的“督办提议”。${zeroReports}`,
  identity: ['school', 'date'],
  owner: 'bySchoolType',
  signals: true,
  untrue,
  takesUp: 'proposal',
  over: { column: 'decision', is: '不督办' },
  closed: 'closedOn',
  columns: [
    ...begins,
    number,
    optional({
      key: 'trigger',
      title: '情形',
      kind: 'choice',
      choices: triggers,
      width: 16,
      help: '为什么督办，方案里的四种。',
    }),
    optional({
      key: 'proposal',
      title: '提议编号',
      kind: 'line',
      width: 16,
      help: '照《总表》“督办提议”抄；抄了以后那一条就不再提。几条并为一件的，用顿号隔开。',
    }),
    optional({
      key: 'decision',
      title: '是否督办',
      kind: 'choice',
      choices: ['督办', '不督办'],
      width: 10,
      help: '空为督办。“不督办”：看过提议，决定不列入，备注写原因；这一行不计时。',
    }),
    section,
    optional({
      key: 'phase',
      title: '阶段',
      kind: 'choice',
      choices: ['预警', '事中', '事后'],
      width: 10,
      help: '发现时在哪个阶段：早期预警、事中处理、事后干预。',
    }),
    optional({
      key: 'severity',
      title: '严重程度',
      kind: 'choice',
      choices: severities,
      width: 14,
      help: '判定的结果，照校规校纪的档次。',
    }),
    day('verifiedOn', '核查完成'),
    day('handledOn', '处置完成', '教育惩戒和处理决定作出的那一天。'),
    optional({
      key: 'protected',
      title: '保护措施',
      kind: 'choice',
      choices: ['已落实', '未落实'],
      width: 10,
      help: '对受害学生的安抚、保护和心理辅导。',
    }),
    day('rectifiedOn', '整改完成'),
    day('closedOn', '销号日期', '科室同意销号的那一天，以后不再计时。'),
    day('extendedTo', '延期至', '准许延到哪一天：那以前开始、那以前到期的环节都顺延到这一天。不用清空。'),
  ],
  clocks: [
    {
      key: 'verify',
      title: '核查',
      from: 'date',
      within: { days: 5, unit: '工作日' },
      extended: 'extendedTo',
      done: 'verifiedOn',
    },
    {
      key: 'handle',
      title: '处置',
      from: 'verifiedOn',
      within: { days: 5, unit: '工作日' },
      extended: 'extendedTo',
      done: 'handledOn',
    },
    {
      key: 'rectify',
      title: '整改',
      from: 'handledOn',
      within: { days: 15, unit: '工作日' },
      extended: 'extendedTo',
      done: 'rectifiedOn',
    },
    {
      key: 'close',
      title: '销号',
      from: 'rectifiedOn',
      within: { days: 5, unit: '工作日' },
      extended: 'extendedTo',
      done: 'closedOn',
    },
  ],
  rows: [],
});

/** 申诉复查 (S29): who disagrees with how an incident was handled. */
export const appeals = defineRegister({
  key: 'appeal',
  name: '申诉复查',
  serves: 'S29',
  purpose: '对欺凌事件的处理不服、向区里申诉的，一件一行，从收到到告知。不写学生姓名。',
  identity: ['school', 'date'],
  owner: 'bySchoolType',
  closed: 'notifiedOn',
  columns: [
    schoolCode,
    filled({ key: 'date', title: '收到日期', kind: 'date', width: 14, help: '收到申诉的那一天。' }),
    filled({ key: 'summary', title: '事由', kind: 'text', width: 44, help: '一句话。不写学生姓名、班级和联系方式。' }),
    number,
    linked,
    section,
    optional({
      key: 'accepted',
      title: '是否受理',
      kind: 'choice',
      choices: ['受理', '不予受理'],
      width: 10,
      help: '不予受理的，填好受理日期（决定的那天）和告知日期就算办结。',
    }),
    day('acceptedOn', '受理日期', '决定受理或不予受理的那一天。'),
    day('reexaminedOn', '复查完成'),
    optional({
      key: 'decision',
      title: '复查决定',
      kind: 'choice',
      choices: ['维持', '变更', '撤销', '责令重新处理'],
      width: 14,
      help: '复查的结论。',
    }),
    day('decidedOn', '决定日期'),
    day('notifiedOn', '告知日期', '把决定告知申诉人和学校的那一天。'),
  ],
  clocks: [
    { key: 'accept', title: '受理', from: 'date', within: { days: 5, unit: '工作日' }, done: 'acceptedOn' },
    {
      key: 'refuse',
      title: '告知不予受理',
      from: 'acceptedOn',
      within: { days: 3, unit: '工作日' },
      done: 'notifiedOn',
      where: refused,
    },
    {
      key: 'reexamine',
      title: '复查',
      from: 'acceptedOn',
      within: { days: 15, unit: '自然日' },
      done: 'reexaminedOn',
      unless: refused,
    },
    {
      key: 'decide',
      title: '决定',
      from: 'reexaminedOn',
      within: { days: 5, unit: '工作日' },
      done: 'decidedOn',
      unless: refused,
    },
    {
      key: 'notify',
      title: '告知',
      from: 'decidedOn',
      within: { days: 3, unit: '工作日' },
      done: 'notifiedOn',
      unless: refused,
    },
  ],
  rows: [],
});
