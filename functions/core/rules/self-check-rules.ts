import type { Finding } from '../../../schemas/finding.ts';
import { countOf, findingAt, type ReportContext, type Rule, titleOf } from './rule.ts';

const form = 'selfCheck';

/** The three lines of 专题教育: who takes part, and how many of them there are in the school. */
const sessions = [
  {
    times: 'eduTeacherTimes',
    people: 'eduTeacherPeople',
    roll: 'teacherCount',
    who: '教师',
    each: 1,
    severity: 'error',
  },
  {
    times: 'eduStudentTimes',
    people: 'eduStudentPeople',
    roll: 'studentCount',
    who: '学生',
    each: 1,
    severity: 'error',
  },
  {
    times: 'eduParentTimes',
    people: 'eduParentPeople',
    roll: 'studentCount',
    who: '家长',
    each: 'parentsPerPupil',
    severity: 'query',
  },
] as const;

/** A2-PAIR. */
export function checkPairs(context: ReportContext): readonly Finding[] {
  return sessions.flatMap(({ times, people }) => {
    const sessionCount = countOf(context, form, times);
    const peopleCount = countOf(context, form, people);
    if (sessionCount === undefined || peopleCount === undefined) return [];
    if ((sessionCount === 0) === (peopleCount === 0)) return [];
    const blank = sessionCount === 0 ? times : people;
    return [
      findingAt(context, [form, blank], 'A2-PAIR', 'error', {
        found:
          sessionCount === 0
            ? `${titleOf(context, form, times)}是 0，参与的却有 ${peopleCount} 人次。`
            : `${titleOf(context, form, times)}是 ${sessionCount}，参与的却是 0 人次。`,
        expected: '开展了就两个数都大于 0，没有开展就两个都是 0。',
        mend: '请核对本月的记录，改正其中一个数。',
      }),
    ];
  });
}

/** A2-CAP. */
export function checkCaps(context: ReportContext): readonly Finding[] {
  return sessions.flatMap(({ times, people, roll, who, each, severity }) => {
    const sessionCount = countOf(context, form, times);
    const peopleCount = countOf(context, form, people);
    const rollCount = countOf(context, form, roll);
    if (!sessionCount || peopleCount === undefined || rollCount === undefined) return [];
    const heads = each === 1 ? 1 : context.limits[each];
    const most = heads * rollCount * sessionCount;
    if (peopleCount <= most) return [];
    const basis =
      each === 1 ? `${who}数 ${rollCount} × ${sessionCount} 次` : `学生数 ${rollCount} × ${heads} × ${sessionCount} 次`;
    return [
      findingAt(context, [form, people], 'A2-CAP', severity, {
        found: `${titleOf(context, form, people)}是 ${peopleCount}，比 ${basis} = ${most} 还多。`,
        expected: `每次最多全体${who}都参加，不应超过 ${most} 人次。`,
        mend:
          severity === 'error'
            ? `请核对人次、次数和${who}数，改正写错的那个；这里只填本月的数，不填累计。`
            : '请核对；如果属实，请在右边“说明”栏写一句原因。',
      }),
    ];
  });
}

/** The part of A2-ROLL that needs no month before. */
export function checkRatio(context: ReportContext): readonly Finding[] {
  const { from, through } = context.limits.pupilsPerTeacher;
  const students = countOf(context, form, 'studentCount');
  const teachers = countOf(context, form, 'teacherCount');
  if (students === undefined || teachers === undefined) return [];
  if (students >= from * teachers && students <= through * teachers) return [];
  return [
    findingAt(context, [form, 'teacherCount'], 'A2-ROLL', 'query', {
      found: `学生数是 ${students}，教师数是 ${teachers}，平均每位教师的学生${students > through * teachers ? `多于 ${through}` : `不到 ${from}`} 名。`,
      expected: `平均每位教师通常有 ${from} 到 ${through} 名学生。`,
      mend: '请核对两个数；如果属实，请在右边“说明”栏写一句原因。',
    }),
  ];
}

/** Rules inside 附件2. */
export const selfCheckRules: readonly Rule[] = [
  {
    code: 'A2-PAIR',
    severity: 'error',
    sentence: '专题教育的次数和人次要么都是 0，要么都大于 0。',
    example: '错：（2）次 参与（0）人。对：（2）次 参与（86）人。',
    check: checkPairs,
  },
  {
    code: 'A2-CAP',
    severity: 'error',
    sentence: '参加人次不超过教师数（学生数）× 次数；家长超过学生数 × 2 × 次数时请核实。',
    example: '错：教师 40 人，1 次培训，参与 60 人。对：2 次培训，参与 60 人次。',
    check: checkCaps,
  },
];
