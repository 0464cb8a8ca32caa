import { filled, optional } from '../control-tab.ts';
import { defineRegister } from './register.ts';

/** Six kinds of content for the public (S49), in the plan's order. */
export const publicationKinds = ['政策文件', '工作动态', '先进典型', '警示事件', '追责问责', '督导报告'] as const;

/** 信息公开 (S48, S49): what the public page shows, each piece approved by two people. */
export const publications = defineRegister({
  key: 'publication',
  name: '信息公开',
  serves: 'S3、S48、S49',
  purpose: '公开页上的内容，一条一行。审核人和发布日期都填了，而且查过没有不宜公开的内容，下一次运行才上公开页。',
  identity: ['kind', 'title'],
  owner: '安全科',
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
    filled({ key: 'title', title: '标题', kind: 'line', width: 40, help: '公开页上的标题。' }),
    optional({
      key: 'body',
      title: '内容',
      kind: 'text',
      width: 60,
      help: '正文。不写学生、家长的任何信息，不写事件数。',
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
    optional({ key: 'publishedOn', title: '发布日期', kind: 'date', width: 14, help: '从哪天起公开。' }),
    optional({
      key: 'withdrawnOn',
      title: '撤下日期',
      kind: 'date',
      width: 14,
      help: '从哪天起不再公开；更新记录里写明撤下。',
    }),
    optional({ key: 'reason', title: '撤下原因', kind: 'line', width: 24, help: '写在更新记录里。' }),
    optional({ key: 'number', title: '编号', kind: 'code', width: 14, help: '可留空。' }),
  ],
  rows: [],
});
