import { activities } from '../../../schemas/registers/education.ts';
import { textAt } from '../../../schemas/registers/entry.ts';
import type { Matter } from '../registers/matters.ts';
import { sourceOf } from './place.ts';
import { acceptedCount, type HandedOutMonth, sourceOfCount } from './school-months.ts';
import type { Question } from './supervision-view.ts';

/**
 * Trainings of a school's teachers that 活动宣传 knows of and its report does not (S15, S72): 人事科 is asked which of the
 * two is right. A school that held more than the register knows is right, as far as anybody can tell.
 * @param matters rows of this school
 */
export function trainingQuestions(matters: readonly Matter[], months: readonly HandedOutMonth[]): readonly Question[] {
  const trainings = matters.filter(
    ({ register, entry }) => register.key === activities.key && isTraining(entry.values),
  );
  if (trainings.length === 0) return [];
  return months.flatMap(({ row, window, recent }) => {
    const reported = acceptedCount(row, 'eduTeacherTimes');
    const held = trainings.filter(({ entry }) => {
      const date = textAt(entry, 'date');
      return window.from <= date && date <= window.through;
    });
    const registered = held.reduce((sum, { entry }) => sum + Number(entry.values.times ?? 1), 0);
    if (!recent || reported === undefined || registered <= reported) return [];
    return [
      {
        school: row.school,
        period: row.period,
        kind: 'training' as const,
        owner: '人事科' as const,
        registered,
        reported,
        say: `活动宣传里这段时间有教师培训 ${registered} 次，自查表写 ${reported} 次。请问学校是不是漏写了，或登记的日期不对。`,
        sources: [...held.map(sourceOf), sourceOfCount(row, 'eduTeacherTimes')],
      },
    ];
  });
}

function isTraining({ form }: Matter['entry']['values']): boolean {
  return form === '教师培训';
}
