import type { ControlTab } from '../../schemas/control-tab.ts';
import { opinions, petitions, supervisions } from '../../schemas/registers/cases.ts';
import { activities, surveys } from '../../schemas/registers/education.ts';
import { inspections } from '../../schemas/registers/inspections.ts';
import { legalDeputies } from '../../schemas/registers/people.ts';
import { publications } from '../../schemas/registers/publications.ts';
import { documents } from '../../schemas/registers/school-files.ts';
import { sectionsTab } from '../../schemas/registers/sections.ts';
import { tasks } from '../../schemas/registers/tasks.ts';
import { sampleSchool } from './schools.ts';
import type { Entry } from './typed-into.ts';

/** What the section types into a row of 区级设置, by the keys of its columns. */
interface RowTyped {
  /** When, ISO. */
  readonly at: string;
  readonly tab: ControlTab;
  /** Which row below the header, from 1. */
  readonly row: number;
  readonly cells: Readonly<Record<string, string | number>>;
}

const typed = (at: string, tab: ControlTab, row: number, cells: RowTyped['cells']): RowTyped => ({
  at: `2018-${at}:00+08:00`,
  tab,
  row,
  cells,
});
const code = (number: number): string => sampleSchool(number).school.code;

const sections: readonly RowTyped[] = [
  typed('08-31T09:00', sectionsTab, 1, { email: 'bangongshi@example.cn' }),
  typed('08-31T09:00', sectionsTab, 2, { email: 'dudaoban@example.cn' }),
  typed('08-31T09:00', sectionsTab, 3, { email: 'jiaoyanshi@example.cn' }),
  typed('08-31T09:00', sectionsTab, 5, { email: 'zhichengke@example.cn' }),
];

/** 9 月上旬的专项督导: one was put off and is overdue by the end. */
const visits: readonly RowTyped[] = [
  ...[1, 5, 10].map((number, index) =>
    typed('09-03T15:00', inspections, index + 1, {
      school: code(number),
      date: `2018-09-0${index + 4}`,
      kind: '专项督导',
      team: '第一组',
      visitedOn: `2018-09-0${index + 4}`,
      problems: index,
    }),
  ),
  typed('09-03T15:00', inspections, 4, { school: code(21), date: '2018-10-17', kind: '日常检查' }),
  typed('09-21T10:00', inspections, 2, { rectifiedOn: '2018-09-20' }),
];

const papers: readonly RowTyped[] = [
  ...(['工作方案', '应急预案', '校规校纪'] as const).map((kind, index) =>
    typed('09-10T10:00', documents, index + 1, {
      school: code(1),
      kind,
      title: `示例第一小学学生欺凌防治${kind}`,
      number: `示一小字〔2018〕${index + 3}号`,
      date: '2018-08-27',
    }),
  ),
  typed('09-10T10:20', legalDeputies, 1, {
    school: code(1),
    name: '测试员甲',
    office: '法治副校长',
    from: '2017-11-01',
    through: '2018-10-31',
  }),
  typed('09-18T10:00', activities, 1, {
    school: code(2),
    date: '2018-09-17',
    form: '法治进校园',
    title: '法治副校长给全校上第一课',
    people: 980,
    partner: '示例区司法局',
  }),
  typed('10-12T16:00', surveys, 1, {
    school: code(10),
    term: '2018—2019学年第一学期',
    date: '2018-10-11',
    coverage: 98,
    signals: 2,
    confirmed: 1,
  }),
  typed('09-03T16:00', tasks, 1, {
    section: '教研室',
    title: '编写小学段防欺凌主题班会教案',
    date: '2018-09-03',
    due: '2018-10-31',
  }),
];

/** A case in a vocational school, from the report that named a crime; and what came by other ways. */
const cases: readonly RowTyped[] = [
  typed('09-26T10:30', supervisions, 1, {
    school: code(20),
    date: '2018-09-26',
    summary: '月报表报告构成刑事案件，列入督办。',
    number: 'DB-2018-01',
    trigger: '重大',
    phase: '事后',
  }),
  typed('09-30T11:00', supervisions, 1, { verified: '属实', verifiedOn: '2018-09-30', severity: '涉嫌违法犯罪' }),
  typed('10-09T16:00', supervisions, 1, { handledOn: '2018-10-09', protected: '已落实' }),
  typed('10-16T09:00', opinions, 1, {
    school: code(10),
    date: '2018-10-16',
    summary: '家长群里转发的一段视频。',
    source: '短视频',
  }),
  typed('10-17T17:00', opinions, 1, { respondedOn: '2018-10-17', verified: '属实' }),
  typed('10-11T09:00', petitions, 1, {
    school: code(9),
    date: '2018-10-10',
    summary: '家长来访，对学校的处理有意见。',
    source: '来访',
  }),
];

/** One is public, one waits: nobody has reviewed it. */
const published: readonly RowTyped[] = [
  typed('09-14T10:00', publications, 1, {
    kind: '政策文件',
    title: '示例区中小学生欺凌防治落实年行动工作方案',
    body: '方案分四个方面：落实工作机构、日常管理、预防措施和处置程序。各学校按方案开展工作，接受公众监督。',
    drafter: '测试员乙',
    reviewer: '测试员丙',
    publishedOn: '2018-09-14',
    number: 'GK-2018-01',
  }),
  typed('10-15T10:00', publications, 2, {
    kind: '工作动态',
    title: '法治副校长走进校园',
    body: '九月以来，法治副校长陆续到各校上法治课。',
    drafter: '测试员乙',
    number: 'GK-2018-02',
  }),
];

const rows: readonly RowTyped[] = [...sections, ...visits, ...papers, ...cases, ...published];

/** What the section has typed into the registers by a moment, as cells of 区级设置. */
export function registersTyped(until: string): readonly Entry[] {
  return rows
    .filter(({ at }) => at <= until)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap(({ tab, row, cells }) =>
      Object.entries(cells).map(([key, value]) => ({
        tab: tab.name,
        row,
        column: tab.columns.findIndex((column) => column.key === key),
        value,
      })),
    );
}
