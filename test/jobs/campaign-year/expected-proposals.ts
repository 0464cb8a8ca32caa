import { playerOf } from './cast.ts';

/** A line of 督办提议: whose, words of its 依据, and what was decided. */
const of = (school: string, why: string, state = '△ 待定'): string => `${playerOf(school).name}｜${why}｜${state}`;

const listed = (number: string): string => `√ 已列入 ${number}`;
const declined = '◇ 决定不督办';

// A telephone call, and four days later the report itself: one row of 督办 for both.
const called = (state?: string): string => of('一中', '重大事件快报', state);
const criminal = (state?: string): string => of('一中', '构成刑事', state);
const supervised = [called(listed('DB-2018-01')), criminal(listed('DB-2018-01'))];
// More than 双语 had reported. Nobody ever decides.
const survey = of('双语', '专项调查');
const petition = of('职校', '信访一件', listed('DB-2018-02'));
const several = (state?: string): string => of('职校', '没有查明不属实', state);
const months = (state?: string): string => of('职校', '连续三次', state);

/** 督办提议 as it must stand after the morning's run of some days, in no order. */
export const proposals: Readonly<Record<string, readonly string[]>> = {
  '2018-10-21': [called(), criminal()],
  '2018-10-24': [...supervised, survey],
  '2018-11-30': [...supervised, survey, of('双语', '还有 2 件没有处理'), petition, several()],
  // 双语 has dealt with both: nothing is open any more. 职校 has told of an incident in each of three months.
  '2019-01-04': [...supervised, survey, petition, several(), months()],
  '2019-07-31': [...supervised, survey, petition, several(declined), months(declined)],
};
