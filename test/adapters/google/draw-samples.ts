import type { DrawContext } from '../../../functions/adapters/google/draw/context.ts';
import { controlBook } from '../../../functions/core/control/control-book.ts';
import { masterBook } from '../../../functions/core/master/master-book.ts';
import { type FeedbackSpec, feedbackBook } from '../../../functions/core/report/feedback-book.ts';
import { type ReportSpec, reportBook } from '../../../functions/core/report/report-book.ts';
import type { Book } from '../../../schemas/book.ts';
import { allForms } from '../../../schemas/forms.ts';
import { sampleDistrict, sampleFinding, sampleSchools } from '../../core/master-view-sample.ts';

export const robot = 'robot@district.example';

export const context: DrawContext = {
  robot,
  linkTo: (path, tab, a1) =>
    `https://sheets.example/${encodeURIComponent(path)}#${encodeURIComponent(tab ?? '')}!${a1}`,
};

/** A report with every form, handed out with what was carried over. */
export const reportSpec: ReportSpec = {
  identity: { school: '371311001', period: '2018-09', edition: 'selfCheck=1;monthlyReport=1' },
  school: { code: '371311001', name: '示例小学' },
  forms: allForms,
  words: {
    campaign: '示例区中小学生欺凌防治落实年行动',
    office: '示例区教育体育局安全科',
    day: '25',
    window: '统计区间：8月26日—9月25日　请于9月25日24:00前报送',
    school: '示例小学',
  },
  given: {
    selfCheck_schoolId: '示例小学（371311001）',
    monthlyReport_periodMonth: 9,
    selfCheck_studentCount: 1200,
    selfCheck_liaisonName: '=甲老师',
    monthlyReport_leadDept: '政教处',
  },
  carriedFrom: '2018年8月',
  officePhone: '0539-1234567',
};

/** The same report for no school in particular: what a template of the period holds. */
export const templateSpec: ReportSpec = {
  ...reportSpec,
  identity: { ...reportSpec.identity, school: '000000000' },
  school: { code: '000000000', name: '学校' },
  words: { ...reportSpec.words, school: '学校' },
  given: { monthlyReport_periodMonth: 9 },
};

export const feedbackSpec: FeedbackSpec = {
  school: reportSpec.school,
  period: '2018-09',
  reportPath: '学校/371311001 示例小学/2018年09月.xlsx',
  stateTitle: '待改正',
  deadline: '9月25日（星期二）24:00',
  findings: [
    sampleFinding('A3-ZERO', 'error', 'monthlyReport', 'incidents'),
    sampleFinding('A2-ROLL', 'query', 'selfCheck', 'studentCount', '=学生数 1200 人'),
  ].map((finding) => ({ finding, since: '2018-09-20T10:00:00+08:00' })),
  asOf: '2018-09-20T10:00:00+08:00',
  office: '示例区教育体育局安全科',
  officePhone: '0539-1234567',
};

/** Every kind of book that is drawn. */
export const realBooks: Readonly<Record<string, Book>> = {
  report: reportBook(reportSpec),
  control: controlBook(sampleSchools),
  feedback: feedbackBook(feedbackSpec),
  master: masterBook(sampleDistrict()),
};
