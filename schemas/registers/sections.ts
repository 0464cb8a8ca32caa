import { defineTab, filled, optional, type RowOf } from '../control-tab.ts';
import { controlTabs } from '../tree.ts';

/** 科室 of the bureau that the plan gives work to (S5–S18), in its order. */
export const sections = ['办公室', '督导办', '教研室', '基教科', '职成科', '人事科', '安全科', '监察室'] as const;

export type Section = (typeof sections)[number];

/** 科室: where a section's letters go. A section without an address is told through 安全科. */
export const sectionsTab = defineTab({
  name: controlTabs.sections,
  purpose: '各科室收信的邮箱和电话。登记表里归哪个科室办的事，快到期和超期时告诉它；没有邮箱的，告诉安全科。',
  columns: [
    filled({
      key: 'section',
      title: '科室',
      kind: 'choice',
      choices: sections,
      width: 12,
      help: '方案里的八个科室，名称不要改。',
    }),
    optional({
      key: 'email',
      title: '邮箱',
      kind: 'mail',
      width: 28,
      help: '只写一个。安全科的留空时用“设置”里的安全科邮箱。',
    }),
    optional({ key: 'head', title: '负责人', kind: 'line', width: 12, help: '科室负责人。' }),
    optional({ key: 'phone', title: '电话', kind: 'phone', width: 16, help: '打电话督促时用。' }),
    optional({ key: 'duty', title: '职责', kind: 'text', width: 60, help: '给人看的说明。' }),
  ],
  rows: [
    ['办公室', '', '', '', '网络舆情处置和回应，会议、督查督办事项的协调。'],
    ['督导办', '', '', '', '纳入督导评估，组织责任督学专项督导。'],
    ['教研室', '', '', '', '课题研究，指导心理咨询和健康教育。'],
    ['基教科', '', '', '', '关爱帮扶，安全、法治、心理课程，《守则》和校规校纪。'],
    ['职成科', '', '', '', '民办、职业学校的防治工作和事件调查处理。'],
    ['人事科', '', '', '', '师德师风，校长和教师培训。'],
    ['安全科', '', '', '', '牵头协调，法治进校园，事件调查处理。'],
    ['监察室', '', '', '', '防治不力、造成重大影响的责任追究。'],
  ],
});

/** A row of 科室. */
export type SectionRow = RowOf<typeof sectionsTab>;
