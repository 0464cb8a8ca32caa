import type { AcceptedCounts } from '../../schemas/events.ts';
import { answerOf } from './rules/rule.ts';
import type { Answers } from './understand.ts';

/** What later months need to know of accepted answers. */
export function countsOf(answers: Answers): AcceptedCounts {
  const count = (form: string, field: string): number | null => {
    const answer = answerOf(answers, form, field);
    return answer.is === 'value' && typeof answer.value === 'number' ? answer.value : null;
  };
  return {
    incidents: count('monthlyReport', 'incidents'),
    handled: count('monthlyReport', 'handledCount'),
    students: count('selfCheck', 'studentCount'),
    sessions: count('selfCheck', 'eduStudentTimes'),
  };
}
