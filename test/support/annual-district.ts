import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnnualOutcome } from '../../functions/jobs/annual-report/annual-report.ts';
import { annualReportIfDue } from '../../functions/jobs/annual-report/due.ts';
import { annualSummary } from '../../schemas/annual-summary.ts';
import { fieldsOf } from '../../schemas/form.ts';
import { approve, draft, due, fill, handOut, incidents, inDistrict } from './bulletin-district.ts';
import { makeDistrict, type RosterRow } from './district.ts';
import type { Typed } from './fill-report.ts';
import { drawnOnce, inProcess } from './in-process.ts';
import { typeRows } from './type-row.ts';
import { typeSetting } from './type-setting.ts';

/** Three schools: of cases at all of them parts may be told. */
export const three: readonly RosterRow[] = ['第一', '第二', '第三'].map((name, index) => ({
  code: `37131100${index + 1}`,
  name: `示例${name}小学`,
}));

/** Where the files of the report lie. */
export const reportFolder = '通报/2018年度督导评估报告';

/** 年度总结 as it is right and signed. */
const summary: Typed = {
  ...Object.fromEntries(
    fieldsOf(annualSummary).flatMap(({ key, kind }) =>
      kind === 'text' ? [[`annualSummary_${key}`, `${key}：逐项对照，已写明。`]] : [],
    ),
  ),
  annualSummary_principalSign: '乙校长',
};

/** What `run` does of the year's report. */
export const dueReport = (path: string, now: string, env = {}, dryRun = false): Promise<AnnualOutcome | undefined> =>
  inDistrict(
    path,
    now,
    (world, district) => annualReportIfDue(world, district, { drawDocument: world.drawDocument, dryRun }),
    dryRun,
    env,
  );

/** The JSON beside a draft of the report, or of the issued one. */
export const reportFigures = (path: string) => JSON.parse(readFileSync(join(path, reportFolder, '数据.json'), 'utf8'));

/**
 * August and September of three schools, the last without a report in September; the bulletin of July and August as it was
 * issued; opinions, cases, an appeal and visits as sections typed them, with words in their free text that must go nowhere.
 */
export async function yearDistrict(): Promise<string> {
  const path = makeDistrict(three);
  const [first, second, last] = three as readonly [RosterRow, RosterRow, RosterRow];
  await handOut(path, [8, 9]);
  await fill(path, first, 8, incidents(2, 0, 0, 1));
  await fill(path, second, 8, incidents(0, 0, 0, 0));
  await fill(path, last, 8, incidents(0, 0, 0, 0));
  await typeSetting(path, '安全科邮箱', 'anquan@example.cn');
  await typeSetting(path, '通报抄送', 'leader@example.cn');
  await inProcess('validate', path, '2018-08-27T07:00', drawnOnce);
  const { report } = await draft(path, '2018-08-29T09:00', '2018-08');
  const code = /[A-Z\d]{4}-[A-Z\d]{4}/.exec(
    readFileSync(join(path, report.draft.replace('通报草稿.docx', '数据.json')), 'utf8'),
  );
  await approve(path, code?.[0] ?? '', {
    bulletin: '2018年7—8月',
    number: '示教安通〔2018〕1号',
    asOf: '2018-08-29',
    issuedOn: '2018-08-30',
  });
  await due(path, '2018-08-30T09:00');
  await fill(path, first, 9, incidents(0, 0, 0, 1));
  await fill(path, second, 9, { ...incidents(1, 0, 0, 1), ...summary });
  await typeRegisters(path);
  await inProcess('validate', path, '2018-09-26T07:00', drawnOnce);
  return path;
}

/** Stands in the free text of every row: it must not be found in anything that the report makes. */
export const marker = '标记甲乙丙';

async function typeRegisters(path: string): Promise<void> {
  const [a = '', b = '', c = ''] = three.map(({ code }) => code);
  const tabs = {
    // 学校编码|日期|摘要|核实|备注|来源|回应日期|督办编号|编号
    舆情: [
      `${a}|2018-08-06|${marker}|属实|${marker}|网帖|2018-08-07|DB-1|YQ-1`,
      `${b}|2018-08-20|${marker}|不属实|${marker}|短视频|||YQ-2`,
      `${c}|2018-09-03|${marker}|核实中|${marker}|网帖|2018-09-10||YQ-3`,
      `${c}|2018-09-04|${marker}||${marker}|网帖|||YQ-4`,
      `${a}|2018-07-30|${marker}|属实|${marker}|网帖|||YQ-0`,
    ],
    // 学校编码|日期|摘要|核实|备注|编号|情形|提议编号|是否督办|承办科室|阶段|严重程度|核查|处置|保护|整改|销号
    督办: [
      `${a}|2018-08-06|${marker}|属实|${marker}|DB-1|社会反映强烈||督办|安全科|事中|一般|2018-08-08|2018-08-14|已落实|2018-08-20|2018-08-22`,
      `${b}|2018-08-20|${marker}||${marker}|DB-2|重大|||安全科|事中|较重|2018-08-24|2018-09-10`,
      `${c}|2018-09-03|${marker}||${marker}|DB-3|群众来信来访`,
      `${c}|2018-09-05|${marker}|不属实|${marker}|DB-4|群众来信来访`,
      `${c}|2018-09-06|${marker}||${marker}|DB-5|重大||不督办`,
      `${c}|2018-06-06|${marker}||${marker}|DB-0|重大||||||2018-06-08`,
    ],
    // 学校编码|收到日期|事由|编号|督办编号|承办科室|是否受理|受理日期
    申诉复查: [`${a}|2018-09-03|${marker}|SS-1|DB-1||受理|2018-09-04`],
    // 学校编码|计划日期|类别|组别|检查人员|检查日期|问题数|整改期限|整改完成
    督学检查: [
      `${a}|2018-09-04|专项督导|第一组|戊督学|2018-09-04|2|2018-09-14|2018-09-12`,
      `${b}|2018-09-05|专项督导|第一组|戊督学|2018-09-05|3|2018-09-15`,
      `${c}|2018-09-06|专项督导|第二组|戊督学|2018-09-06|0`,
      `${c}|2018-09-07|专项督导|第二组|戊督学`,
      `${a}|2018-08-28|日常检查||戊督学|2018-08-28|1`,
    ],
  };
  await typeRows(
    path,
    Object.entries(tabs).flatMap(([tab, rows]) => rows.map((row) => [tab, row.split('|')] as const)),
  );
}
