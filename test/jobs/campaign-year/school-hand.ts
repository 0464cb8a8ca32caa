import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { annualSummary } from '../../../schemas/annual-summary.ts';
import { fieldsOf } from '../../../schemas/form.ts';
import { selfCheck } from '../../../schemas/self-check.ts';
import { fillReport, type Typed } from '../../support/fill-report.ts';
import { type Player, playerOf } from './cast.ts';
import { aboutChild, type Markers } from './markers.ts';
import { lacking, type Save } from './reports.ts';

/** Types a school's report into its workbook, as it lies there, and saves it at the hour of the story. */
export async function save(district: string, it: Save, markers: Markers): Promise<void> {
  const school = playerOf(it.school);
  const path = join(district, '学校', `${school.code} ${school.name}`, `${it.period.replace('-', '年')}月.xlsx`);
  if (!existsSync(path)) throw new Error(`${it.school} has no report for ${it.period}`);
  await fillReport(path, typedBy(school, it, markers), new Date(`${it.at}:00+08:00`));
}

function typedBy(school: Player, it: Save, markers: Markers): Typed {
  const [happened, byTip, criminal, handled] = it.counts;
  const day = it.at.slice(0, 10);
  const { month, lessons, training } = educationOf(school, it.period);
  const told = (what: string): string => markers.plant('narrative', `${it.school} ${it.period} ${what}`);
  if (it.summaryAlone) return summaryOf(told);
  return {
    selfCheck_studentCount: school.students,
    selfCheck_teacherCount: school.teachers,
    selfCheck_liaisonName: '甲老师',
    selfCheck_liaisonPhone: '0539-1234567',
    ...ticksOf(it),
    selfCheck_eduTeacherTimes: training,
    selfCheck_eduTeacherPeople: training * school.teachers,
    selfCheck_eduStudentTimes: lessons,
    selfCheck_eduStudentPeople: lessons * school.students,
    selfCheck_eduParentTimes: 0,
    selfCheck_eduParentPeople: 0,
    selfCheck_specialWork: `${month} 月的特色工作 ${told('特色工作')}。`,
    selfCheck_planText: `${month} 月以后的打算 ${told('规划打算')}。`,
    selfCheck_principalSign: '乙校长',
    monthlyReport_reportDate: it.signed ? day : null,
    monthlyReport_leadDept: '政教处',
    monthlyReport_leadPerson: '丙主任',
    monthlyReport_leadContact: '0539-2345678',
    monthlyReport_hotline: hotlineOf(school, it.period),
    monthlyReport_activityName: '反欺凌主题班会',
    monthlyReport_activityPeople: lessons * school.students,
    monthlyReport_villagePlanCount: school.type === '中心小学' ? school.villages : null,
    monthlyReport_villageHotlineCount: school.type === '中心小学' ? school.villages : null,
    monthlyReport_incidents: happened,
    monthlyReport_incidentsReported: it.wrong ? happened + 3 : byTip,
    monthlyReport_incidentsCriminal: criminal,
    monthlyReport_handledCount: handled,
    ...(happened + handled > 0
      ? {
          monthlyReport_handledDesc: `${aboutChild(month)}${told('简要描述')}`,
          monthlyReport_handlingText: `${aboutChild(month + 1)}分别谈话，家校沟通，一周后回访 ${told('处理方式')}。`,
        }
      : {}),
    monthlyReport_preparer: it.signed ? '甲老师' : null,
    monthlyReport_principal: it.signed ? '乙校长' : null,
    ...(it.summed ? summaryOf(told) : {}),
  };
}

/** What a school does in a month, in sessions: every school something, so that no rule asks. */
export function educationOf(school: Pick<Player, 'code'>, period: string) {
  const month = Number(period.slice(5));
  const number = Number(school.code.slice(-2));
  return { month, lessons: 1 + ((number + month) % 2), training: (number + month) % 3 === 0 ? 1 : 0 };
}

/** 监督举报电话: the first school has another one from March on; the newest gives somebody's own. */
export function hotlineOf(school: Pick<Player, 'code'>, period: string): string {
  if (school.code.endsWith('11')) return '13911112222';
  const line = `0539-76543${school.code.slice(-2)}`;
  return school.code.endsWith('01') && period >= '2019-03' ? '0539-7777701' : line;
}

/** Keys of 自查表 that a report says are not there. */
export function lacksOf({ school, period }: Pick<Save, 'school' | 'period'>): readonly string[] {
  return Object.entries(lacking[school] ?? {}).flatMap(([key, through]) => (period <= through ? [key] : []));
}

function ticksOf(it: Save): Typed {
  const without = lacksOf(it);
  return Object.fromEntries(
    fieldsOf(selfCheck)
      .filter(({ kind }) => kind === 'tick')
      .map(({ key }) => [`selfCheck_${key}`, without.includes(key) ? '有（  ）无（√）' : '有（√）无（  ）']),
  );
}

function summaryOf(told: (what: string) => string): Typed {
  const texts = fieldsOf(annualSummary).filter(({ kind }) => kind === 'text');
  return {
    ...Object.fromEntries(texts.map(({ key }) => [`annualSummary_${key}`, `总结 ${told(`年度总结 ${key}`)}。`])),
    annualSummary_principalSign: '乙校长',
  };
}
