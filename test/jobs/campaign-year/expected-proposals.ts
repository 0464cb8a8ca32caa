import { playerOf } from './cast.ts';

const of = (school: string, why: string, state: string): string => `${playerOf(school).name}｜${why}｜${state}`;

/** 督办提议 as it must stand after the morning's run of some days: whose, why, and what was decided; in no order. */
export const proposals: Readonly<Record<string, readonly string[]>> = {
  // A telephone call, then the report itself.
  '2018-10-21': [of('一中', '构成刑事', '△ 待定'), of('一中', '重大事件快报', '△ 待定')],
  // The section typed a row of 督办; a survey found more at 双语 than it had reported.
  '2018-10-24': [
    of('一中', '构成刑事', '√ 已列入 DB-2018-01'),
    of('一中', '重大事件快报', '√ 已列入 DB-2018-01'),
    of('双语', '专项调查', '△ 待定'),
  ],
  '2018-11-30': [
    of('一中', '构成刑事', '√ 已列入 DB-2018-01'),
    of('一中', '重大事件快报', '√ 已列入 DB-2018-01'),
    of('双语', '专项调查', '△ 待定'),
    of('双语', '还有 2 件没有处理', '△ 待定'),
    of('职校', '信访一件', '√ 已列入 DB-2018-02'),
    of('职校', '没有查明不属实', '△ 待定'),
  ],
  // 双语 has dealt with both: nothing is open any more. 职校 has told of an incident in each of three months.
  '2019-01-04': [
    of('一中', '构成刑事', '√ 已列入 DB-2018-01'),
    of('一中', '重大事件快报', '√ 已列入 DB-2018-01'),
    of('双语', '专项调查', '△ 待定'),
    of('职校', '信访一件', '√ 已列入 DB-2018-02'),
    of('职校', '没有查明不属实', '△ 待定'),
    of('职校', '连续三次', '△ 待定'),
  ],
  '2019-07-31': [
    of('一中', '构成刑事', '√ 已列入 DB-2018-01'),
    of('一中', '重大事件快报', '√ 已列入 DB-2018-01'),
    of('双语', '专项调查', '△ 待定'),
    of('职校', '信访一件', '√ 已列入 DB-2018-02'),
    of('职校', '没有查明不属实', '◇ 决定不督办'),
    of('职校', '连续三次', '◇ 决定不督办'),
  ],
};
