import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';

/** What a school types, by defined name (`selfCheck_studentCount`); null empties a cell. */
export type Typed = Readonly<Record<string, string | number | boolean | Date | null>>;

/** A whole report, right and signed, for 2018-09: what other cases are made of by changing one blank. */
export const rightReport: Typed = {
  selfCheck_studentCount: 1200,
  selfCheck_teacherCount: 80,
  selfCheck_liaisonName: '甲老师',
  selfCheck_liaisonPhone: '0539-1234567',
  ...Object.fromEntries(
    [
      'orgLeadingGroup',
      'ruleInAnnualPlan',
      'ruleStaffDuties',
      'ruleEmergencyPlan',
      'ruleProcess',
      'ruleDiscipline',
      'ruleLegalAdviser',
      'dailyHotlinePublished',
      'dailyInspectorOversight',
      'dailyRiskPatrol',
      'dailyCounselling',
      'dailySpecialStudentFiles',
      'publicityChannels',
    ].map((key) => [`selfCheck_${key}`, '有（√）无（  ）']),
  ),
  selfCheck_eduTeacherTimes: 1,
  selfCheck_eduTeacherPeople: 78,
  selfCheck_eduStudentTimes: 2,
  selfCheck_eduStudentPeople: 2300,
  selfCheck_eduParentTimes: 0,
  selfCheck_eduParentPeople: 0,
  selfCheck_specialWork: '开展了主题班会和心理健康周。',
  selfCheck_planText: '下月组织反欺凌演练。',
  selfCheck_principalSign: '乙校长',
  monthlyReport_reportDate: '2018-09-20',
  monthlyReport_docTitle: '关于印发防治学生欺凌工作方案的通知',
  monthlyReport_docNo: '某校字〔2018〕3号',
  monthlyReport_docDate: '2018-09-03',
  monthlyReport_leadDept: '政教处',
  monthlyReport_leadPerson: '丙主任',
  monthlyReport_leadContact: '13900000000',
  monthlyReport_hotline: '0539-7654321',
  monthlyReport_activityName: '反欺凌主题班会',
  monthlyReport_activityPeople: 2300,
  monthlyReport_incidents: 1,
  monthlyReport_incidentsReported: 1,
  monthlyReport_incidentsCriminal: 0,
  monthlyReport_handledCount: 1,
  monthlyReport_handledDesc: '一起口角，已调解。',
  monthlyReport_handlingText: '班主任了解情况，家校沟通，批评教育，一周后回访，双方已和好。',
  monthlyReport_preparer: '甲老师',
  monthlyReport_principal: '乙校长',
};

/** What one school tells in its own words, so that no two of a test's schools write the same (X-DUP). */
export function ownWords(name: string): Typed {
  return {
    selfCheck_specialWork: `${name}开展了主题班会和心理健康周。`,
    monthlyReport_handlingText: `${name}的班主任了解情况，家校沟通，批评教育，一周后回访，双方已和好。`,
  };
}

/** Types into a real workbook, as a person with a spreadsheet program would, and saves it. */
export async function fillReport(path: string, typed: Typed, savedAt?: Date): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  for (const [name, value] of Object.entries(typed)) {
    const range = workbook.definedNames.getRanges(name).ranges[0];
    if (!range) throw new Error(`the report has no cell named ${name}`);
    const [sheet = '', address = ''] = range.replace(/\$/g, '').split('!');
    const cell = workbook.getWorksheet(sheet.replace(/^'|'$/g, ''))?.getCell(address.split(':')[0] ?? '');
    if (!cell) throw new Error(`${name} points at no cell`);
    cell.value = value;
  }
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
  const at = savedAt ?? statSync(path).mtime;
  utimesSync(path, at, at);
}
