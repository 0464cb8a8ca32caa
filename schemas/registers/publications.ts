import { filled, optional } from '../control-tab.ts';
import { defineRegister } from './register.ts';

/** Six kinds of content for the public (S49), in the plan's order. */
export const publicationKinds = ['政策文件', '工作动态', '先进典型', '警示事件', '追责问责', '督导报告'] as const;

export type PublicationKind = (typeof publicationKinds)[number];

/** 信息公开 (S48, S49): what the public page shows, each piece approved by two people. */
export const publications = defineRegister({
  key: 'publication',
  name: '信息公开',
  serves: 'S3、S48、S49',
  purpose:
    '公开页上的内容，一条一行。拟稿人、审核人、发布日期和编号都填了，查过没有不宜公开的内容，下一次运行就上公开页，从此定稿：以后改了文字，要重新审核并把“版次”加 1 才换上去；要拿下来，填“撤下日期”，不要删行。',
  identity: ['kind', 'title'],
  owner: '安全科',
  publishes: true,
  clocks: [],
  columns: [
    filled({
      key: 'kind',
      title: '类别',
      kind: 'choice',
      choices: publicationKinds,
      width: 12,
      help: '六类中的一类。',
    }),
    filled({
      key: 'title',
      title: '标题',
      kind: 'text',
      width: 40,
      help: '公开页上的标题，一行，最多 80 字。警示事件、追责问责不写校名。',
    }),
    optional({
      key: 'body',
      title: '内容',
      kind: 'text',
      width: 60,
      help: '正文，换行就是分段，最多 5000 字。不写学生、家长的任何信息，不写事件数；警示事件、追责问责不写校名。',
    }),
    optional({
      key: 'link',
      title: '网址',
      kind: 'line',
      width: 40,
      help: '全文的网址，以 https:// 或 http:// 开头。',
    }),
    optional({ key: 'drafter', title: '拟稿人', kind: 'line', width: 12, help: '谁拟的。' }),
    optional({ key: 'reviewer', title: '审核人', kind: 'line', width: 12, help: '谁审核的，不能和拟稿人是同一个人。' }),
    optional({
      key: 'publishedOn',
      title: '发布日期',
      kind: 'date',
      width: 14,
      help: '从哪天起公开；还没到的，等到那天。',
    }),
    optional({
      key: 'withdrawnOn',
      title: '撤下日期',
      kind: 'date',
      width: 14,
      help: '从哪天起不再公开；更新记录里写明日期、类别和标题。',
    }),
    optional({ key: 'reason', title: '撤下原因', kind: 'text', width: 24, help: '备查，不公开。' }),
    optional({
      key: 'number',
      title: '编号',
      kind: 'code',
      width: 14,
      help: '公开以前填，例如 G2018-01。每条一个，用过的不要改，也不要给别的内容用：程序靠它认得是同一条。',
    }),
    optional({
      key: 'version',
      title: '版次',
      kind: 'count',
      width: 8,
      help: '空就是第 1 版。公开以后改了标题、内容、类别或网址，审核人重新看过，再把它加 1，新的文字才换上公开页。撤下的要重新公开，也加 1。',
    }),
    optional({
      key: 'hideTitle',
      title: '标题也撤下',
      kind: 'choice',
      choices: ['是', '否'],
      width: 12,
      help: '“是”：撤下以后，更新记录里也不再写这条的标题。',
    }),
  ],
  rows: [],
});
