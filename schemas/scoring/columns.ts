import { filled } from '../control-tab.ts';

/** Whose scores: a year of the campaign. */
export const scoredYear = filled({
  key: 'year',
  title: '年度',
  kind: 'year',
  width: 10,
  help: '例如 2018：从上一年 10 月到这一年 9 月。',
});

export const indicator = filled({
  key: 'indicator',
  title: '指标',
  kind: 'line',
  width: 24,
  help: '照“评分办法”里的指标写。',
});
