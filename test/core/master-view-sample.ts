import type { MasterRow, MasterValue, MasterView, PeriodView } from '../../functions/core/master/master-view.ts';
import type { Finding } from '../../schemas/finding.ts';
import { type Field, type Form, fieldsOf } from '../../schemas/form.ts';
import { allForms, definedName, findField } from '../../schemas/forms.ts';
import { cellAddress } from '../../schemas/grid.ts';
import { placedFields } from '../../schemas/layout.ts';
import type { School } from '../../schemas/roster.ts';
import { initialSettings } from '../../schemas/settings.ts';
import { type State, states, type Timeliness, timelinesses } from '../../schemas/state.ts';

const windows = {
  '2018-10': { from: '2018-09-26', through: '2018-10-25', due: '2018-10-26T00:00:00+08:00' },
  '2018-09': { from: '2018-09-01', through: '2018-09-25', due: '2018-09-26T00:00:00+08:00' },
} as const;

type SamplePeriod = keyof typeof windows;

const stems =
  '东岭 西河 南坪 北塘 青石 白杨 红枫 双桥 柳园 梅溪 竹林 松岗 云峰 月湖 星火 朝阳 和平 建设 民生 育才 启明 博文 致远 弘毅';

/** Schools that do not exist. */
export const sampleSchools: readonly School[] = stems.split(' ').map((stem, index) => {
  const middle = index % 4 === 3;
  return {
    code: `3713110${String(index + 1).padStart(2, '0')}`,
    name: `${stem}示例${middle ? '中学' : index % 6 === 2 ? '中心小学' : '小学'}`,
    stage: middle ? '初中' : '小学',
    type: index % 6 === 2 ? '中心小学' : index % 7 === 5 ? '民办' : '公办',
    liaison: `${stem}联络`,
    liaisonEmail: index === 4 || index === 9 ? '' : `lianluo${index + 1}@school.example`,
    principal: `${stem}校长`,
    principalEmail: `xiaozhang${index + 1}@school.example`,
    inspector: `督学${(index % 3) + 1}`,
    inspectorEmail: '',
    villages: index % 6 === 2 ? 3 : 0,
    liaisonPhone: index === 9 ? '' : `0539-55501${String(index + 10)}`,
    principalPhone: index === 9 ? '' : `0539-55502${String(index + 10)}`,
    backupLiaison: '',
    backupEmail: '',
    deputy: '',
    deputyPhone: '',
    centralSchool: '',
    activeFrom: '',
    activeThrough: '',
    delivery: '',
    remark: '',
  };
});

const places = new Map(
  placedFields(allForms).map(({ form, field, tab, input }) => [
    definedName(form, field),
    cellAddress({ sheet: tab, row: input.row, column: input.column }),
  ]),
);

/** A finding at a blank of the declarations. */
export function sampleFinding(
  code: string,
  severity: Finding['severity'],
  form: string,
  field: string,
  found = '这一栏空着。',
): Finding {
  const cell = places.get(`${form}_${field}`) ?? '';
  return { code, severity, form, field, cell, found, expected: '应当填一个不小于 0 的整数。', mend: '没有请填 0。' };
}

function answerFor(form: Form, field: Field, school: School, seed: number): string | number | null {
  switch (field.kind) {
    case 'count':
      if (field.notApplicable) return school.type === '中心小学' ? seed % 4 : seed % 5 === 0 ? null : '不适用';
      if (field.key === 'studentCount') return 380 + seed * 17;
      if (field.key === 'teacherCount') return 24 + seed;
      if (field.key.startsWith('incidents') || field.key === 'handledCount')
        return field.key === 'incidentsCriminal' ? 0 : seed % 6 === 1 ? 1 : 0;
      return field.unit === '次' ? (seed % 3) + 1 : 40 + seed * 5;
    case 'month':
      return 9;
    case 'tick':
      return seed % 11 === 3 && field.key === 'ruleLegalAdviser' ? '无' : '有';
    case 'phone':
      return `0539-55503${String((seed % 80) + 10)}`;
    case 'date':
      return seed % 2 === 0 ? '2018-09-03' : null;
    case 'name':
      return `${school.name.slice(0, 2)}老师`;
    case 'ref':
      return `${school.name}（${school.code}）`;
    case 'text':
      if (form.key === 'annualSummary')
        return seed % 8 === 0 ? '领导小组每月碰头一次，分工写进岗位职责，家长开放日做了专题宣讲。' : null;
      return field.key === 'leadDept'
        ? '政教处'
        : seed % 3 === 0
          ? '主题班会、手抄报评比、家长会宣讲，全校师生参加。'
          : null;
  }
}

/** Values of all forms for a school, as an accepted report would hold them. */
export function sampleValues(school: School, seed: number, forms: readonly Form[] = allForms) {
  const values: Record<string, MasterValue> = {};
  for (const form of forms)
    for (const field of fieldsOf(form)) {
      const key = definedName(form, field);
      values[key] = { value: answerFor(form, field, school, seed), understood: true, cell: places.get(key) ?? '' };
    }
  return values;
}

/** One row: accepted and on time unless told otherwise. */
export function sampleRow(index: number, period: SamplePeriod, over: Partial<MasterRow> = {}): MasterRow {
  const school = over.school ?? sampleSchools[index];
  if (!school) throw new RangeError(`no school ${index}`);
  const reported = over.source === undefined || over.source === 'accepted';
  const [year, month] = period.split('-');
  return {
    school,
    period,
    state: 'submitted',
    timeliness: 'onTime',
    source: 'accepted',
    values: over.source === 'none' ? {} : sampleValues(school, index),
    explanations: {},
    version: reported ? 1 : 0,
    checkCode: reported ? `K${(index * 7919 + 1234567).toString(36).toUpperCase()}` : '',
    madeAt: reported ? `${period}-${String(8 + (index % 12)).padStart(2, '0')}T14:05:30+08:00` : '',
    seenAt: reported ? `${period}-${String(8 + (index % 12)).padStart(2, '0')}T07:00:00Z` : '',
    path: `学校/${school.code} ${school.name}/${year}年${month}月.xlsx`,
    hash: over.source === 'none' ? '' : `${(index + 11).toString(16)}a4f09c2e7b81d3`.padEnd(64, '0'),
    failure: '',
    findings: [],
    ...over,
  };
}

function count<K extends string>(keys: readonly K[], of: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, number>;
}

/** A period's counts from its rows. */
export function samplePeriod(period: SamplePeriod, all: readonly MasterRow[]): PeriodView {
  const rows = all.filter((row) => row.period === period);
  const accepted = rows.filter(({ source }) => source === 'accepted');
  const totals: Record<string, { sum: number; schools: number }> = {};
  for (const { values } of accepted)
    for (const [key, { value, understood }] of Object.entries(values)) {
      const [form = '', field = ''] = key.split('_');
      if (!understood || typeof value !== 'number' || findField(allForms, form, field)?.kind !== 'count') continue;
      const total = totals[key] ?? { sum: 0, schools: 0 };
      totals[key] = { sum: total.sum + value, schools: total.schools + 1 };
    }
  return {
    period,
    window: windows[period],
    expected: rows.length,
    reported: accepted.length,
    zeroReports: accepted.filter(({ values }) => values.monthlyReport_incidents?.value === 0).length,
    states: count<State>(states, (state) => rows.filter((row) => row.state === state).length),
    timeliness: count<Timeliness>(timelinesses, (it) => rows.filter((row) => row.timeliness === it).length),
    totals,
  };
}

/** A view of some rows; everything else empty unless given. */
export function sampleView(rows: readonly MasterRow[], over: Partial<MasterView> = {}): MasterView {
  const periods = (Object.keys(windows) as SamplePeriod[]).filter((it) => rows.some(({ period }) => period === it));
  return {
    asOf: '2018-10-26T09:00:00+08:00',
    settings: initialSettings(),
    forms: allForms,
    periods: periods.map((period) => samplePeriod(period, rows)),
    rows,
    changes: [],
    letters: [],
    runs: [],
    bulletins: [],
    rules: [],
    schedule: [],
    warnings: [],
    ...over,
  };
}

const reading = { source: 'reading', timeliness: 'overdue' } as const;

/** What becomes of a school's report in October, by its place in the list; the others are in order. */
const troubles: Readonly<Record<number, (values: Record<string, MasterValue>) => Partial<MasterRow>>> = {
  1: () => ({ ...reading, source: 'none', state: 'notStarted' }),
  3: (values) => ({
    ...reading,
    state: 'invalid',
    values: { ...values, monthlyReport_incidents: { value: '约3', understood: false, cell: '月报表!C14' } },
    findings: [
      {
        finding: sampleFinding('A3-INT', 'error', 'monthlyReport', 'incidents', '填的是“约3”，不是一个确定的数。'),
        since: '2018-10-20T10:00:00+08:00',
      },
      {
        finding: sampleFinding('A2-PAIR', 'error', 'selfCheck', 'eduStudentPeople', '次数是 0，人次是 60。'),
        since: '2018-10-20T10:00:00+08:00',
      },
    ],
  }),
  4: () => ({ ...reading, source: 'none', state: 'notStarted', timeliness: 'overdue' }),
  6: (values) => ({
    ...reading,
    state: 'unsigned',
    values: { ...values, monthlyReport_principal: { value: null, understood: true, cell: '月报表!F20' } },
  }),
  8: () => ({
    state: 'inProgress',
    ...reading,
    findings: [
      { finding: sampleFinding('A3-ZERO', 'error', 'monthlyReport', 'incidents'), since: '2018-10-21T10:00:00+08:00' },
      { finding: sampleFinding('A3-REQ', 'error', 'monthlyReport', 'leadContact'), since: '2018-10-21T10:00:00+08:00' },
    ],
  }),
  9: () => ({ source: 'none', state: 'notStarted', timeliness: 'notDue', due: '2018-10-31T00:00:00+08:00' }),
  11: () => ({
    source: 'none',
    state: 'invalid',
    timeliness: 'overdue',
    failure: '这个文件设了打开密码，系统读不了。请用 Excel 或 WPS 打开，把密码清空后保存，再重新放进来。',
  }),
  13: () => ({ state: 'returned', timeliness: 'onTime', returnReason: '处理情况写得太简单，请补充处理结果。' }),
  15: (values) => ({
    findings: [
      {
        finding: sampleFinding(
          'A2-ROLL',
          'query',
          'selfCheck',
          'studentCount',
          '学生数 635 人，上月 480 人，变动 32%。',
        ),
        since: '2018-10-22T10:00:00+08:00',
      },
    ],
    values,
  }),
  16: (values) => ({
    setAside: [
      {
        finding: sampleFinding('X-WHO', 'query', 'selfCheck', 'liaisonName', '联络人与名册不一致。'),
        why: 'explained',
        text: '原联络人产假，10 月起由教导主任代。',
        since: '2018-10-22T10:00:00+08:00',
      },
    ],
    explanations: { selfCheck_liaisonName: '原联络人产假，10 月起由教导主任代。' },
    values,
  }),
  18: () => ({ timeliness: 'late', madeAt: '2018-10-26T08:20:00+08:00' }),
  19: (values) => ({
    findings: [
      {
        finding: sampleFinding('A3-CRIM', 'note', 'monthlyReport', 'incidentsCriminal', '报告构成刑事案件 1 件。'),
        since: '2018-10-22T10:00:00+08:00',
      },
    ],
    values: {
      ...values,
      monthlyReport_incidents: { value: 2, understood: true, cell: '' },
      monthlyReport_incidentsCriminal: { value: 1, understood: true, cell: '' },
    },
  }),
};

/** A district of 24 schools in its second month, on the morning after the deadline. */
export function sampleDistrict(): MasterView {
  const october = sampleSchools.map((school, index) =>
    sampleRow(index, '2018-10', troubles[index]?.(sampleValues(school, index)) ?? {}),
  );
  const september = sampleSchools.map((_, index) => sampleRow(index, '2018-09', { state: 'locked' }));
  return sampleView([...october, ...september], {
    changes: [
      {
        at: '2018-10-24T16:00:00+08:00',
        school: '371311008',
        schoolName: '双桥示例中学',
        period: '2018-10',
        form: 'monthlyReport',
        field: 'incidents',
        cell: '月报表!C14',
        from: '0',
        to: '1',
        fromVersion: 1,
        toVersion: 2,
      },
    ],
    letters: [
      {
        at: '2018-10-24T08:31:00+08:00',
        key: 'remind/2018-10/371311002/eve/liaison',
        to: 'lianluo2@school.example',
        subject: '【请今天报送】2018年10月防欺凌报表',
        state: 'refused',
        note: '对方服务器：没有这个邮箱',
      },
      {
        at: '2018-10-24T08:30:00+08:00',
        key: 'remind/2018-10/371311004/eve/liaison',
        to: 'lianluo4@school.example',
        subject: '【请今天报送】2018年10月防欺凌报表',
        state: 'sent',
        note: '已交给邮件服务器',
      },
    ],
    runs: [
      {
        at: '2018-10-24T08:00:00+08:00',
        job: 'validate',
        period: '2018-10',
        summary: '读了 12 份报表，11 份没有变；新发现 4 处问题，消去 3 处。',
      },
      { at: '2018-10-24T08:30:00+08:00', job: 'remind', period: '2018-10', summary: '发出 9 封邮件，1 封被退回。' },
    ],
    bulletins: [
      {
        at: '2018-10-26T08:00:00+08:00',
        from: '2018-09',
        through: '2018-10',
        state: 'drafted',
        number: '',
        path: '通报/2018年09—10月/通报 草稿.docx',
        note: '',
      },
    ],
    rules: [
      {
        code: 'A3-ZERO',
        severity: 'error',
        sentence: '发生事件数不能空：没有发生请填 0（零报告）。',
        example: '这一栏空着，分不清是没有发生还是忘了填。',
      },
      {
        code: 'A2-ROLL',
        severity: 'query',
        sentence: '学生数、教师数与上月相差超过 10%，或师生比不在 3 到 40 之间。',
        example: '学生数 635 人，上月 480 人。',
      },
      { code: 'A3-CRIM', severity: 'note', sentence: '有构成刑事案件的事件。', example: '报告构成刑事案件 1 件。' },
    ],
  });
}
