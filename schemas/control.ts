import { type ControlTab, defineTab, filled, optional, type RowOf, schoolCode } from './control-tab.ts';
import type { Register } from './registers/register.ts';
import { registers } from './registers/registers.ts';
import { sectionsTab } from './registers/sections.ts';
import { timeLimitsFor } from './registers/time-limits.ts';
import { requestKinds, requestTitles } from './requests.ts';
import { type RosterColumn, rosterColumns } from './roster.ts';
import { scorePublicationsTab } from './scoring/publication.ts';
import { schemeTab } from './scoring/scheme.ts';
import { settingsDeclared } from './settings.ts';
import { controlTabs } from './tree.ts';

const period = filled({ key: 'period', title: '报送月份', kind: 'period', width: 12, help: '例如 2018-09。' });

export const settingsTab = defineTab({
  name: controlTabs.settings,
  purpose: '行动名称、截止日、发信时段这些全区通用的规定。只改“值”这一列。',
  columns: [
    filled({ key: 'title', title: '项目', kind: 'line', width: 22, help: '名称不要改，机器按它查找。顺序可以变。' }),
    filled({ key: 'value', title: '值', kind: 'text', width: 38, help: '只改这一列。删掉整行就按原来的默认值。' }),
    optional({ key: 'allowed', title: '允许', kind: 'text', width: 34, help: '这一项可以填什么。' }),
    optional({ key: 'help', title: '说明', kind: 'text', width: 52, help: '这一项管什么。' }),
  ],
  rows: Object.values(settingsDeclared).map(({ title, initial, allowed, help }) => [title, initial, allowed, help]),
});

export const rosterTab: ControlTab & { readonly columns: readonly RosterColumn[] } = {
  name: controlTabs.roster,
  purpose: '每校一行：编码、名称、联络人、校长、责任督学和他们的邮箱电话。新学校加在最后一行下面。',
  columns: rosterColumns,
  rows: [],
};

export const holidaysTab = defineTab({
  name: controlTabs.holidays,
  purpose: '国务院公布的放假和调休。程序已知道的年份不用填；这里填了的，以这里为准。',
  columns: [
    filled({
      key: 'days',
      title: '日期',
      kind: 'days',
      width: 26,
      help: '一天，或一段：2018-10-01至2018-10-07。',
    }),
    filled({
      key: 'type',
      title: '类型',
      kind: 'choice',
      choices: ['休', '班'],
      width: 8,
      help: '“休”：放假；“班”：周末调休上班。',
    }),
    optional({ key: 'name', title: '名称', kind: 'text', width: 28, help: '例如 国庆节。' }),
  ],
  rows: [],
});

export const termsTab = defineTab({
  name: controlTabs.terms,
  purpose: '学期的起止。每学期至少一次学生主题教育，到期中和期末按这里的日期核对。',
  columns: [
    filled({ key: 'name', title: '学期', kind: 'line', width: 30, help: '例如 第一学期，或 2018—2019学年第一学期。' }),
    filled({ key: 'from', title: '开始', kind: 'yearDay', width: 14, help: '09-01 是每年的，2018-09-01 是这一年的。' }),
    filled({ key: 'through', title: '结束', kind: 'yearDay', width: 14, help: '最后一天，写法同“开始”。' }),
  ],
  rows: [
    ['第一学期', '09-01', '01-31'],
    ['第二学期', '02-16', '07-15'],
  ],
});

export const obligationsTab = defineTab({
  name: controlTabs.obligations,
  purpose: '学校要在什么时候报送什么，发表和催报都照这里办。假期不报送的月份，从月报的“月份”里去掉，那些天并入下一次。',
  columns: [
    filled({ key: 'name', title: '事项', kind: 'line', width: 22, help: '名称用在催报和进度里。' }),
    filled({
      key: 'forms',
      title: '适用表',
      kind: 'choices',
      choices: ['自查表', '月报表', '年度总结'],
      width: 20,
      help: '“自查表、月报表”是月报；“自查表”是清单，各项都是“有”才算完成；“年度总结”填对并签名算完成。',
    }),
    filled({
      key: 'months',
      title: '月份',
      kind: 'months',
      width: 12,
      help: '“每月”，或月份，例如 3、4、5、6、9、10、11、12。有截止日的事项只写一个月。',
    }),
    optional({
      key: 'due',
      title: '截止(月-日)',
      kind: 'yearDay',
      width: 14,
      help: '例如 08-31，每年当天 24:00 止；2018-08-31 只管那一年。留空按“设置”里的截止日；月报要留空。',
    }),
    optional({ key: 'help', title: '说明', kind: 'text', width: 52, help: '给人看的说明。' }),
  ],
  rows: [
    ['月报', '自查表、月报表', '每月', '', '两张表一同报送，截止日见“设置”。'],
    ['四个落实清单', '自查表', '8', '08-31', '机构、日常管理、预防、处置程序于 8 月底前落实。'],
    ['年度总结', '年度总结', '9', '09-25', '书面报安全科。不影响当月月报的报送状态。'],
  ],
});

export const ladderTab = defineTab({
  name: controlTabs.ladder,
  purpose: '催报分几级，截止前后第几天发给谁。只发给没有报送的学校。',
  columns: [
    filled({ key: 'rung', title: '层级', kind: 'count', width: 8, help: '1、2、3……用过的数字不要改，也不要重复。' }),
    filled({
      key: 'side',
      title: '相对截止',
      kind: 'choice',
      choices: ['前', '当天', '后'],
      width: 12,
      help: '在截止日之前、当天还是之后。',
    }),
    filled({ key: 'days', title: '天数', kind: 'count', width: 8, help: '相差几天，当天填 0。' }),
    filled({
      key: 'unit',
      title: '单位',
      kind: 'choice',
      choices: ['工作日', '自然日'],
      width: 10,
      help: '碰上非工作日：截止及以前的提早到上一个工作日，以后的推到下一个工作日。',
    }),
    filled({
      key: 'to',
      title: '发给',
      kind: 'choices',
      choices: ['联络人', '备用联络人', '校长', '责任督学', '安全科'],
      width: 30,
      help: '几个人用顿号隔开：联络人、备用联络人、校长、责任督学、安全科。',
    }),
    filled({
      key: 'tone',
      title: '语气',
      kind: 'choice',
      choices: ['提醒', '催报', '督促'],
      width: 10,
      help: '信里的语气：提醒、催报或督促。',
    }),
    filled({
      key: 'enabled',
      title: '启用',
      kind: 'choice',
      choices: ['是', '否'],
      width: 8,
      help: '“否”：这一级不发。',
    }),
  ],
  rows: [
    [1, '前', 3, '自然日', '联络人', '提醒', '是'],
    [2, '当天', 0, '自然日', '联络人', '提醒', '是'],
    [3, '后', 1, '工作日', '联络人、校长', '催报', '是'],
    [4, '后', 3, '工作日', '联络人、校长', '催报', '是'],
    [5, '后', 5, '工作日', '校长、责任督学', '督促', '是'],
  ],
});

export const extensionsTab = defineTab({
  name: controlTabs.extensions,
  purpose: '准许某校晚交：一行写一所学校的一个月份，月报以外的再写事项。',
  columns: [
    schoolCode,
    period,
    filled({ key: 'due', title: '新截止日', kind: 'date', width: 14, help: '例如 2018-09-28，当天 24:00 止。' }),
    optional({ key: 'reason', title: '原因', kind: 'text', width: 44, help: '准许延期的原因，备查。' }),
    optional({
      key: 'obligation',
      title: '事项',
      kind: 'line',
      choices: ['月报', '四个落实清单', '年度总结'],
      width: 16,
      help: '空为月报。给别的事项延期，照“报送事项”写它的名称，报送月份写那一行的月份。',
    }),
  ],
  rows: [],
});

export const returnsTab = defineTab({
  name: controlTabs.returns,
  purpose: '报上来的要学校重填：一行写一所学校的一个月份。学校改过以后自动不再算退回；已报的版本在改好以前仍然有效。',
  columns: [
    schoolCode,
    period,
    filled({ key: 'reason', title: '原因', kind: 'text', width: 44, help: '学校会看到这段话，请写明改什么。' }),
    filled({ key: 'date', title: '退回日期', kind: 'date', width: 14, help: '例如 2018-09-26。' }),
    optional({ key: 'by', title: '退回人', kind: 'line', width: 12, help: '谁退回的，备查。' }),
  ],
  rows: [],
});

export const waiversTab = defineTab({
  name: controlTabs.waivers,
  purpose: '某条校验规则对某校不合适时，在这里豁免，那一栏就不再提这一条；不要让学校乱填凑数。',
  columns: [
    schoolCode,
    filled({ key: 'field', title: '栏目', kind: 'line', width: 28, help: '照《总表》“校验问题”里的栏目写。' }),
    filled({ key: 'rule', title: '规则', kind: 'rule', width: 12, help: '规则编号，例如 A2-CAP。' }),
    filled({ key: 'reason', title: '原因', kind: 'text', width: 44, help: '为什么不适用，备查。' }),
    optional({
      key: 'until',
      title: '截至',
      kind: 'date',
      width: 14,
      help: '最后一天，例如 2018-12-31。空为一直有效。',
    }),
  ],
  rows: [],
});

export const approvalsTab = defineTab({
  name: controlTabs.approvals,
  purpose:
    '通报和督导评估报告的审签，一期一行：签发人和签发日期都填了，各项都对得上，下一次运行就发出，以后不再变动。机器从不自己签发。',
  columns: [
    filled({
      key: 'bulletin',
      title: '通报',
      kind: 'line',
      width: 22,
      help: '哪一期，例如 2018年9—10月；年度的写 2018年度督导评估报告。一期写了几行的，只看最后一行。',
    }),
    optional({
      key: 'draft',
      title: '草稿编号',
      kind: 'line',
      width: 18,
      help: '照《总表》“通报记录”抄，例如 K7M3-92QX。数据或文字后来变了，编号就对不上，不会发。',
    }),
    optional({
      key: 'number',
      title: '文号',
      kind: 'line',
      width: 24,
      help: '例如 罗教安通〔2018〕1号。每期一个，不能重复。',
    }),
    optional({ key: 'drafter', title: '拟稿人', kind: 'line', width: 12, help: '谁拟的稿。' }),
    optional({ key: 'signer', title: '签发人', kind: 'line', width: 12, help: '谁批准签发。不能和拟稿人是同一个人。' }),
    optional({
      key: 'asOf',
      title: '数据截至',
      kind: 'date',
      width: 14,
      help: '数据算到哪一天，例如 2018-10-31：起草那天或以后，不晚于签发日期。',
    }),
    optional({
      key: 'issuedOn',
      title: '签发日期',
      kind: 'date',
      width: 14,
      help: '例如 2018-11-01。不早于起草的那天，不能填还没到的日子。',
    }),
  ],
  rows: [],
});

/** Nothing typed here is a problem of the district: it is read as text, and each row is answered (`requests.ts`). */
export const requestsTab = defineTab({
  name: controlTabs.requests,
  purpose: '要程序在下一次运行时办的事，一行一件；办得怎样，看《总表》的“运行日志”。用菜单“安全科”登记，也可以自己写。',
  columns: [
    optional({
      key: 'id',
      title: requestTitles.id,
      kind: 'code',
      width: 26,
      help: '菜单自动编号。自己写的用没用过的字母或数字，也可以空着；同一个编号只办一次。',
    }),
    filled({
      key: 'request',
      title: requestTitles.request,
      kind: 'line',
      choices: requestKinds,
      width: 16,
      help: '立即校验、预览催报、生成通报草稿或查看来源。',
    }),
    optional({
      key: 'argument',
      title: requestTitles.argument,
      kind: 'code',
      width: 34,
      help: '查看来源：要查的数字，例如 2018-09/incidents/学校编码，或 月报汇总!H12。立即校验、生成通报草稿：空着，或写月份；督导评估报告的草稿写 2018年度。预览催报：空着看 14 天，或写看到哪一天。',
    }),
    optional({
      key: 'askedAt',
      title: requestTitles.askedAt,
      kind: 'code',
      width: 18,
      help: '例如 2018-09-20 09:05。没有编号的行请写上，同样的请求才分得清。',
    }),
    optional({ key: 'askedBy', title: requestTitles.askedBy, kind: 'line', width: 12, help: '谁提的，备查。' }),
  ],
  rows: [],
});

/** The tabs that hold tables, in the order of the workbook. */
export const controlTables: readonly ControlTab[] = controlTablesWith(registers);

/** The same with some registers. */
export function controlTablesWith(some: readonly Register[]): readonly ControlTab[] {
  return [
    settingsTab,
    rosterTab,
    holidaysTab,
    termsTab,
    obligationsTab,
    ladderTab,
    extensionsTab,
    returnsTab,
    waiversTab,
    approvalsTab,
    requestsTab,
    sectionsTab,
    timeLimitsFor(some),
    schemeTab,
    scorePublicationsTab,
    ...some,
  ];
}

export type Holiday = RowOf<typeof holidaysTab>;
export type Term = RowOf<typeof termsTab>;
export type Obligation = RowOf<typeof obligationsTab>;
export type Rung = RowOf<typeof ladderTab>;
export type Extension = RowOf<typeof extensionsTab>;
export type Return = RowOf<typeof returnsTab>;
export type Waiver = RowOf<typeof waiversTab>;
export type Approval = RowOf<typeof approvalsTab>;
