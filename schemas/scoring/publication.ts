import { defineTab, optional, type RowOf } from '../control-tab.ts';
import { controlTabs } from '../tree.ts';
import { scoredYear } from './columns.ts';

/** 评分公布 (S43): two people say that a year's scores stand. Machines never publish by themselves. */
export const scorePublicationsTab = defineTab({
  name: controlTabs.scorePublications,
  purpose:
    '评分的公布，一年一行：公布日期、公布人、复核人都填了，下一次运行就定下这一年的分数，告诉各校自己的得分和申诉办法，以后只因申诉而改。',
  columns: [
    scoredYear,
    optional({
      key: 'date',
      title: '公布日期',
      kind: 'date',
      width: 14,
      help: '例如 2018-09-28，不能填还没到的日子。',
    }),
    optional({ key: 'publisher', title: '公布人', kind: 'line', width: 12, help: '谁决定公布。' }),
    optional({
      key: 'reviewer',
      title: '复核人',
      kind: 'line',
      width: 12,
      help: '谁复核过分数。不能和公布人是同一个人。',
    }),
    optional({
      key: 'code',
      title: '评分编号',
      kind: 'line',
      width: 16,
      help: '照《总表》“督导评分”抄，例如 K7M3-92QX：分数后来变了，编号就对不上，不会公布。空着的照下一次运行时的分数公布。',
    }),
  ],
  rows: [],
});

/** A row of 评分公布. */
export type ScorePublication = RowOf<typeof scorePublicationsTab>;
