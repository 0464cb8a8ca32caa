import type { annualSummary } from '../../schemas/annual-summary.ts';
import { serialOfDate } from '../../schemas/dates.ts';
import { type Field, type FieldKey, type Form, fieldsOf } from '../../schemas/form.ts';
import { allForms, definedName, monthlyForms } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import type { monthlyReport } from '../../schemas/monthly-report.ts';
import { type Period, periodParts } from '../../schemas/periods.ts';
import type { selfCheck } from '../../schemas/self-check.ts';
import { tickChoices } from '../../schemas/ticks.ts';
import type { SampleSchool } from './schools.ts';

type NameIn<F extends Form> = `${F['key']}_${'explain_' | ''}${FieldKey<F>}`;

/** What a school types, by defined name; null leaves a cell empty. Dates are `YYYY-MM-DD`. */
export type Typed = Readonly<
  Partial<Record<NameIn<typeof selfCheck> | NameIn<typeof monthlyReport> | NameIn<typeof annualSummary>, Cell>>
>;

/** Everything a school types on a day to report rightly that nothing happened, written the way it usually writes. */
export function rightAnswers(sample: SampleSchool, period: Period, day: string): Typed {
  return {
    ...usualAnswers(sample),
    ...standing(sample),
    ...sessions(sample, period),
    ...document(sample, period),
    ...texts(sample, period),
    ...signatures(sample, day),
  };
}

/** An answer for each blank that must be filled, so that a new one in the declaration is answered too. */
function usualAnswers(sample: SampleSchool): Typed {
  return Object.fromEntries(
    monthlyForms.flatMap((form) =>
      fieldsOf(form)
        .filter(({ required, key }) => required || key === 'incidents')
        .map((field) => [definedName(form, field), usualAnswer(field, sample)]),
    ),
  );
}

function usualAnswer(field: Field, { school }: SampleSchool): Cell {
  switch (field.kind) {
    case 'tick':
      return tickChoices[0];
    case 'count':
      return 0;
    case 'phone':
      return school.liaisonPhone;
    case 'name':
      return school.liaison;
    case 'date':
      return '2018-09-03';
    case 'month':
      return null;
    case 'ref':
    case 'text':
      return '政教处';
  }
}

function standing({ school, students, teachers, number }: SampleSchool): Typed {
  const central = school.type === '中心小学';
  return {
    selfCheck_studentCount: students,
    selfCheck_teacherCount: teachers,
    selfCheck_liaisonName: school.liaison,
    selfCheck_liaisonPhone: school.liaisonPhone,
    // Honest gaps: not every school has a legal adviser or a counselling room.
    selfCheck_ruleLegalAdviser: tickChoices[number % 5 === 4 ? 1 : 0],
    selfCheck_dailyCounselling: tickChoices[number % 7 === 2 ? 1 : 0],
    monthlyReport_leadDept: number % 3 === 0 ? '德育处' : '政教处',
    monthlyReport_leadPerson: school.deputy,
    monthlyReport_leadContact: school.deputyPhone,
    monthlyReport_hotline: `0539-12346${String(number).padStart(2, '0')}`,
    monthlyReport_villagePlanCount: central ? school.villages : number % 4 === 0 ? '不适用' : null,
    monthlyReport_villageHotlineCount: central ? school.villages : number % 4 === 0 ? '不适用' : null,
  };
}

function sessions({ students, teachers, number }: SampleSchool, period: Period): Typed {
  const { month } = periodParts(period);
  const training = (number + month) % 2;
  const lessons = 1 + ((number + month) % 3 === 0 ? 1 : 0);
  const lectures = (number + month) % 4 === 0 ? 1 : 0;
  const pupils = students * lessons - ((number * month) % 19);
  return {
    selfCheck_eduTeacherTimes: training,
    selfCheck_eduTeacherPeople: training * (teachers - (number % 3)),
    selfCheck_eduStudentTimes: lessons,
    selfCheck_eduStudentPeople: pupils,
    selfCheck_eduParentTimes: lectures,
    selfCheck_eduParentPeople: lectures * Math.round(students * 0.8),
    monthlyReport_activityName: activities[(number + month) % activities.length] ?? null,
    monthlyReport_activityPeople: pupils,
  };
}

const activities = [
  '反欺凌主题班会',
  '法治副校长进校园讲座、主题班会',
  '“说不”情景剧展演',
  '心理健康周、同伴互助小组',
  '国旗下讲话、手抄报评比',
];

function document({ school, number }: SampleSchool, period: Period): Typed {
  if (period !== '2018-09' || number % 3 === 0) return {};
  return {
    monthlyReport_docTitle: `关于印发《${school.name.replace(/[<>&=]/g, '')}学生欺凌防治工作方案》的通知`,
    monthlyReport_docNo: `示校${number}字〔2018〕${number + 2}号`,
    monthlyReport_docDate: `2018-09-${String(3 + (number % 5)).padStart(2, '0')}`,
  };
}

/** No two schools and no two months tell the same. */
function texts(sample: SampleSchool, period: Period): Typed {
  const { number } = sample;
  const { month } = periodParts(period);
  const work = [
    `成立 ${number + 2} 人的学生互助岗，${month} 月课间在楼梯口和操场值守 ${number + month} 次。`,
    `开通“悄悄话”信箱，${month} 月收到 ${number + 3} 封，都由班主任当面回复。`,
    `班主任 ${month} 月与 ${2 * number + month} 名学生谈心，做好记录。`,
  ];
  return {
    selfCheck_specialWork: number % 4 === 3 ? null : (work[number % work.length] ?? null),
    selfCheck_planText:
      number % 2 === 0
        ? `${(month % 12) + 1} 月第 ${1 + (number % 4)} 周组织一次反欺凌演练，${8 + number} 个班参加，请家长委员会到场。`
        : null,
    ...(period === '2018-09' && number % 3 === 1 ? summary(sample) : {}),
  };
}

function summary({ school, number }: SampleSchool): Typed {
  return {
    annualSummary_organisationExperience: `领导小组 ${3 + (number % 4)} 人，每月碰头一次，责任到人。`,
    annualSummary_organisationShortcoming: '个别新教师对流程不熟。',
    annualSummary_organisationImprovement: `开学前集中培训，${number % 2 ? '结对' : '分年级'}演练一遍。`,
    annualSummary_dailyManagementExperience: `课间、午休、放学三个时段有人巡查，共 ${6 + number} 个点位。`,
    annualSummary_dailyManagementShortcoming: '操场东侧没有监控。',
    annualSummary_dailyManagementImprovement: '增设监控，调整值班表。',
    annualSummary_preventionExperience: `主题班会每学期 ${2 + (number % 3)} 次，家长会同步讲。`,
    annualSummary_preventionShortcoming: '住校生的活动少。',
    annualSummary_preventionImprovement: '晚自习前加一次谈心时间。',
    annualSummary_procedureExperience: '发现、调查、教育、回访都有记录。',
    annualSummary_procedureShortcoming: '回访间隔偏长。',
    annualSummary_procedureImprovement: `一周内回访，${number + 5} 天内再回访一次。`,
    annualSummary_principalSign: school.principal,
  };
}

function signatures({ school }: SampleSchool, day: string): Typed {
  return {
    selfCheck_principalSign: school.principal,
    monthlyReport_reportDate: day,
    monthlyReport_preparer: school.liaison,
    monthlyReport_principal: school.principal,
  };
}

type Habit = 'menu' | 'words' | 'brackets';

/** Every school has its own way of filling in the same thing: the drop-down, words and units, or marks by hand. */
function habitOf({ number }: SampleSchool): Habit {
  return number % 6 === 4 ? 'words' : number % 6 === 5 ? 'brackets' : 'menu';
}

/** The cells as the school really types them, by defined name. */
export function asWritten(sample: SampleSchool, typed: Typed): Record<string, Cell> {
  const fields = new Map(
    allForms.flatMap((form) => fieldsOf(form).map((field) => [definedName(form, field), field] as const)),
  );
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, written(fields.get(name), value ?? null, habitOf(sample))]),
  );
}

function written(field: Field | undefined, value: Cell, habit: Habit): Cell {
  if (field?.kind === 'date' && typeof value === 'string') return writtenDate(value, habit);
  if (habit === 'menu') return value;
  if (field?.kind === 'count' && typeof value === 'number')
    return habit === 'words' ? `${value}${field.unit ?? ''}` : fullWidth(value);
  if (value === tickChoices[0]) return habit === 'words' ? '有' : '有（ ✓ ）无（   ）';
  if (value === tickChoices[1]) return habit === 'words' ? '无' : '有（   ）无（ ✓ ）';
  return value;
}

function writtenDate(date: string, habit: Habit): Cell {
  const [year, month, day] = date.split('-').map(Number);
  switch (habit) {
    case 'menu':
      return serialOfDate(date);
    case 'words':
      return `${year}年${month}月${day}日`;
    case 'brackets':
      return `${year}.${month}.${day}`;
  }
}

function fullWidth(number: number): string {
  return String(number).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}
