import { existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { todoGroups } from '../../functions/core/master/todo.ts';
import { bulletinViews } from '../../functions/jobs/bulletin/views.ts';
import { gatherMaster } from '../../functions/jobs/gather-master.ts';
import { upcoming } from '../../functions/jobs/upcoming.ts';
import { dueReport, marker, reportFigures, reportFolder, three, yearDistrict } from '../support/annual-district.ts';
import {
  type ApprovalRow,
  approve,
  Copies,
  due,
  eventsOf,
  fill,
  incidents,
  inDistrict,
  removeDistrict,
} from '../support/bulletin-district.ts';
import type { RosterRow } from '../support/district.ts';
import { say } from '../support/edit-document.ts';
import { drawnOnce, inProcess } from '../support/in-process.ts';
import { retypeRows } from '../support/type-cells.ts';
import { typeRow } from '../support/type-row.ts';
import { typeSetting } from '../support/type-setting.ts';

const [, , last] = three as readonly [RosterRow, RosterRow, RosterRow];
const copies = new Copies();
const title = '2018年度督导评估报告';
let base = '';

/** The same with a right approval of the draft. */
let signed = '';
const lasting = new Copies();

beforeAll(async () => {
  base = await yearDistrict();
  await dueReport(base, '2018-09-26T09:00');
  signed = lasting.of(base);
  await approveReport(signed, codeOf(signed));
});
afterAll(() => {
  lasting.remove();
  removeDistrict(base);
});
afterEach(() => copies.remove());

const files = ['督导评估报告.docx', '督导评估报告.html', '数据.json'];
const draftFile = (path: string): string => join(path, reportFolder, '督导评估报告草稿.docx');
const bytesOf = (path: string): readonly string[] =>
  files.map((name) => readFileSync(join(path, reportFolder, name)).toString('base64'));
const codeOf = (path: string): string => reportFigures(path).draft;
const sentence = (path: string, words: string): string =>
  (reportFigures(path).sentences as string[]).find((it) => it.includes(words)) ?? '';
const viewsOf = (path: string, now: string) =>
  inDistrict(path, now, async (world, district) =>
    bulletinViews(world, district).filter(({ through }) => through === '2018-09'),
  );

/** A row of 通报审签 that is right on 28 September, unless told otherwise. */
const approveReport = (path: string, code: string, row: ApprovalRow = {}): Promise<void> =>
  approve(path, code, {
    bulletin: title,
    number: '示教安发〔2018〕9号',
    asOf: '2018-09-26',
    issuedOn: '2018-09-28',
    ...row,
  });

describe('the report of a campaign year', () => {
  it('is drafted by a run on the first working day after the summaries were due, once, and the section is told once', async () => {
    const path = copies.of(base);
    // A copy is looked at once: its files are new to it.
    expect((await dueReport(path, '2018-09-26T09:10'))?.letters).toEqual([]);
    expect(await dueReport(path, '2018-09-26T09:30')).toBeUndefined();
    const drafts = eventsOf(path, 'bulletinDrafted').filter(({ through }) => through === '2018-09');
    expect(drafts.map(({ at }) => at.slice(0, 10))).toEqual(['2018-09-26']);
    const told = eventsOf(path, 'letterClaimed').filter(({ key }) => key.startsWith('bulletin/2017-10..2018-09/'));
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      [['anquan@example.cn'], `${title}已起草，请审核（草稿编号 ${codeOf(path)}）`],
    ]);
    expect(readdirSync(join(path, reportFolder)).sort()).toEqual(
      ['数据.json', '督导评估报告草稿.docx', '督导评估报告草稿.html'].sort(),
    );
    expect((await viewsOf(path, '2018-09-26T10:00')).map(({ state, note }) => [state, note])).toEqual([
      ['drafted', `草稿编号 ${codeOf(path)}，应于9月30日前审签`],
    ]);
    const days = await inDistrict(path, '2018-09-20T09:00', async (world, district) =>
      upcoming(world, district, '2018-09-20', '2018-10-08')
        .filter(({ kind }) => kind.startsWith('annualReport'))
        .map(({ date, title: what }) => `${date} ${what}`),
    );
    expect(days).toEqual([`2018-09-26 ${title}起草`, `2018-09-30 ${title}应形成`]);
  });

  it('is not drafted a day early, nor of a year in which the district had no month', async () => {
    const early = copies.of(base);
    const dry = await inDistrict(early, '2018-09-25T23:59', async (world, district) => {
      world.ledger.state.bulletins.delete('2017-10');
      const { annualReportIfDue } = await import('../../functions/jobs/annual-report/due.ts');
      return annualReportIfDue(world, district, { drawDocument: world.drawDocument, dryRun: true });
    });
    expect(dry).toBeUndefined();
    // A copy is looked at once: its files are new to it.
    await dueReport(early, '2018-09-26T09:10');
    expect(await dueReport(early, '2019-01-04T09:00')).toBeUndefined();
  });

  it('tells the four sources as they are registered, the bulletin as it was issued, and names no school', () => {
    const { figures, sentences } = reportFigures(base);
    const all = sentences.join('\n');
    expect(all).toContain('应报学校3校');
    expect(all).toContain('应报6校次，已报5校次，报送率83.3%');
    expect(all).toContain('共登记涉及学校的舆情4件，涉及3校。核实情况：属实1件、不属实1件、核实中1件、还没有填1件');
    expect(all).toContain('按时回应1件、逾期回应1件、超期没有回应1件；其中列入督办1件');
    expect(all).toContain('应发1期，已发出1期。已发出的是：2018年7—8月（示教安通〔2018〕1号，2018年8月30日签发）');
    expect(all).toContain('应报合计3校次、已报3校次，共发生学生欺凌事件2件、处理1件');
    expect(all).toContain('共列入督办4件，涉及3校，已销号1件。按情形分：社会反映强烈1件、群众来信来访2件、重大1件');
    expect(all).toContain('完成处置的2件，从登记到完成处置平均14.5天、最长21天；没有办结、超过时限的1件');
    expect(all).toContain('以前年度转来、本年度开始时没有销号的1件');
    expect(all).toContain('收到申诉1件，已告知结果0件。因涉及的学校少，不再细分');
    expect(all).toContain(
      '专项督导计划4次，已检查3次、到3校，过了计划日期还没有检查的1次，查出要整改的问题5个，其中已整改2个',
    );
    expect(all).toContain('年度总结应报3校（2018年9月25日截止），填写无误、已经签字的1校');
    expect(figures.scores).toBeNull();
    for (const { name } of three) expect(all).not.toContain(name);
    const xml = strFromU8(unzipSync(readFileSync(draftFile(base)))['word/document.xml'] ?? new Uint8Array());
    const words = xml.replace(/<[^>]*>/g, '');
    expect(words).toContain('2018年度罗庄区中小学生欺凌防治督导评估报告');
    for (const { name } of three) expect(words).not.toContain(name);
  });

  it('goes to the section and 通报抄送 once, to no school, and is what it is from then on', async () => {
    const path = copies.of(signed);
    const done = await dueReport(path, '2018-09-28T09:00');
    expect(done?.report).toMatchObject({
      draft: `${reportFolder}/督导评估报告.docx`,
      issued: { number: '示教安发〔2018〕9号', issuedOn: '2018-09-28' },
      approval: { state: 'issued', problems: [] },
      figures: { year: 2018, cases: { total: 4 } },
    });
    expect(done?.letters.map(({ to, subject }) => [to, subject])).toEqual([
      [['anquan@example.cn'], `${title}（示教安发〔2018〕9号）`],
      [['leader@example.cn'], `${title}（示教安发〔2018〕9号）`],
    ]);
    const kept = bytesOf(path);
    const page = readFileSync(join(path, reportFolder, '督导评估报告.html'), 'utf8');
    expect(page).toContain('示教安发〔2018〕9号');
    expect(page).not.toContain('草稿');

    // What is registered afterwards is nobody's: this one stands.
    await typeRow(path, '督办', last.code, '2018-09-24', marker, '', marker, 'DB-9', '重大');
    expect(await dueReport(path, '2018-09-28T10:30')).toBeUndefined();
    expect(bytesOf(path)).toEqual(kept);

    // A deleted file comes back; one that somebody wrote to is kept aside.
    unlinkSync(join(path, reportFolder, '督导评估报告.docx'));
    writeFileSync(join(path, reportFolder, '督导评估报告.html'), '改过');
    const again = await dueReport(path, '2018-09-28T11:00');
    expect(again?.letters).toEqual([]);
    expect(bytesOf(path)).toEqual(kept);
    expect(readdirSync(join(path, reportFolder)).filter((name) => name.includes('人工改动'))).toHaveLength(1);
    expect(await viewsOf(path, '2018-09-28T11:00')).toMatchObject([
      { state: 'frozen', number: '示教安发〔2018〕9号', path: `${reportFolder}/督导评估报告.docx` },
    ]);
    expect(eventsOf(path, 'bulletinIssued').filter(({ through }) => through === '2018-09')).toHaveLength(1);
  });

  it('is held while one hand drafted and signed, a number is used twice, or a day lies ahead', async () => {
    const path = copies.of(base);
    await approveReport(path, codeOf(path), {
      drafter: '拟稿甲',
      signer: '拟稿甲科长',
      number: '示教安通〔2018〕1号',
      issuedOn: '2018-09-29',
    });
    const held = await dueReport(path, '2018-09-28T09:00');
    expect(held?.report.approval).toEqual({
      state: 'held',
      problems: [
        '“文号”“示教安通〔2018〕1号”已经用在2018年7—8月的通报上。',
        '“签发人”和拟稿人是同一个人（拟稿甲科长）：拟稿和签发要两个人。',
        '“签发日期”是2018年9月29日，那一天还没有到。',
      ],
    });
    expect(existsSync(join(path, reportFolder, '督导评估报告.docx'))).toBe(false);
    const groups = await inDistrict(path, '2018-09-28T09:30', async (world, district) =>
      todoGroups(await gatherMaster(world, district)),
    );
    const stopped = groups.find((group) => group.title === '通报发不出去');
    expect(stopped?.items.map(({ say: words }) => words)[0]).toBe(
      `${title}：“文号”“示教安通〔2018〕1号”已经用在2018年7—8月的通报上。`,
    );
    expect(held?.letters.map(({ subject }) => subject)).toEqual([`${title}没有发出，请看原因`]);
  });

  it('is held where figures changed since, and says which; the new draft can be approved', async () => {
    const path = copies.of(signed);
    const old = codeOf(path);
    await typeRow(path, '督办', last.code, '2018-09-24', marker, '', marker, 'DB-9', '重大');
    await fill(path, last, 9, incidents(0, 0, 0, 0), '2018-09-27');
    await inProcess('validate', path, '2018-09-27T08:00', drawnOnce);
    const held = await dueReport(path, '2018-09-28T09:00');
    const problems = held?.report.approval?.problems ?? [];
    expect(problems[0]).toContain(`编号 ${old} 的草稿起草以后，数据变了`);
    for (const change of [
      '2018年9月已报：2 → 3。',
      '督办件数：4 → 5。',
      '督办重大：1 → 2。',
      '督办核查在时限内：0 → 1。',
    ])
      expect(problems).toContain(change);
    expect(problems.join('')).not.toContain(last.name);
    const code = codeOf(path);
    expect(code).not.toBe(old);
    await approveReport(path, code, { asOf: '2018-09-28' });
    const done = await dueReport(path, '2018-09-28T10:00');
    expect(done?.report.figures.cases.total).toBe(5);
    expect(done?.report.approval?.state).toBe('issued');
  });

  it('is issued in the words that people gave it, once each number in them is borne out', async () => {
    const path = copies.of(base);
    const mine = '本年度列入督办４件，涉及3校，已销号七件。';
    say(draftFile(path), sentence(path, '共列入督办'), mine);
    await dueReport(path, '2018-09-27T09:00');
    const [, wrong] = await viewsOf(path, '2018-09-27T09:00');
    expect(wrong?.problems).toEqual(['正文第10段“七件”：与草稿不符：“已销号”应是1件或0件。']);

    say(draftFile(path), '已销号七件', '本年度列入督办４件，涉及3校，其中已销号1件。下一步逐件盯办。');
    await dueReport(path, '2018-09-27T10:00');
    const [, right] = await viewsOf(path, '2018-09-27T10:00');
    expect(right?.problems).toEqual([]);
    const code = /[A-Z\d]{4}-[A-Z\d]{4}/.exec(right?.note ?? '')?.[0] ?? '';
    await approveReport(path, code);
    const done = await dueReport(path, '2018-09-28T09:00');
    expect(done?.report.approval).toEqual({ state: 'issued', problems: [] });
    expect(reportFigures(path).sentences).toContain('本年度列入督办４件，涉及3校，其中已销号1件。下一步逐件盯办。');
  });

  it('is not sent in 试运行, and says to whom it would go', async () => {
    const path = copies.of(signed);
    await typeSetting(path, '试运行', '是');
    const tried = await dueReport(path, '2018-09-28T09:00');
    expect(tried?.report.approval?.state).toBe('rehearsed');
    expect(eventsOf(path, 'bulletinIssued').filter(({ through }) => through === '2018-09')).toEqual([]);
    expect(tried?.letters.map(({ to }) => to)).toEqual([['anquan@example.cn']]);
  });

  it('is drafted anew when 办理请求 asks for it, though nobody signed', async () => {
    const path = copies.of(base);
    await dueReport(path, '2018-09-26T10:00');
    await typeRow(path, '督办', last.code, '2018-09-24', marker, '', marker, 'DB-9', '重大');
    expect(await dueReport(path, '2018-09-27T09:00')).toBeUndefined();
    await typeRow(path, '办理请求', 'Q1', '生成通报草稿', '2018年度', '2018-09-27 09:05', '甲');
    const ran = await inProcess('run', path, '2018-09-27T09:10');
    expect(ran.requests).toEqual([{ id: 'Q1', request: '生成通报草稿 2018年度', outcome: 'done' }]);
    expect(ran.annualReport?.figures.cases.total).toBe(5);
    expect(reportFigures(path).figures.cases.total).toBe(5);

    // The row of an unknown year comes to nothing, and 总览 says what can be written there.
    await approveReport(path, codeOf(path), { bulletin: '2016年度督导评估报告' });
    const warnings = await inDistrict(path, '2018-09-27T10:00', async (world, district) =>
      gatherMaster(world, district).then((view) => view.warnings),
    );
    expect(warnings.find((it) => it.includes('2016年度'))).toContain('还没有草稿');
  });

  it('lets no word of a register and no case beside a school into anything that it makes', async () => {
    const path = copies.of(signed);
    await dueReport(path, '2018-09-28T09:00');
    await due(path, '2018-09-28T09:10');
    await inProcess('consolidate', path, '2018-09-28T09:20', drawnOnce);
    const found = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '区级设置.xlsx')
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => textIn(file).includes(marker));
    expect(found).toEqual([]);
    expect(textIn(join(path, '区级设置.xlsx'))).toContain(marker);
  });

  it('is left alone by a run that finds nothing changed: nothing is read, appended or written', async () => {
    const path = copies.of(signed);
    await dueReport(path, '2018-09-28T09:00');
    const journal = (): string => readFileSync(join(path, '台账', 'journal-000001.jsonl'), 'base64');
    const [before, kept] = [journal(), bytesOf(path)];
    for (const hour of ['10', '11']) expect(await dueReport(path, `2018-09-28T${hour}:00`)).toBeUndefined();
    expect([journal(), bytesOf(path)]).toEqual([before, kept]);
  });

  it('is held against the text of its row as people write it', async () => {
    const path = copies.of(base);
    await approveReport(path, codeOf(path), { bulletin: ' 2018 年度 中小学生欺凌防治督导评估报告' });
    expect((await dueReport(path, '2018-09-28T09:00'))?.report.approval?.state).toBe('issued');
    await retypeRows(path, '通报审签', (rows) => rows.map((row) => ({ ...row, 草稿编号: 'AAAA-1111' })));
    const views = await viewsOf(path, '2018-09-28T10:00');
    expect(views[0]?.problems?.[0]).toMatch(
      /^2018年度督导评估报告已经发出（示教安发〔2018〕9号，编号 .*），不能再发一次。$/,
    );
  });
});

/** Everything in a file that could be read: the parts of a package, the words of a letter. */
function textIn(file: string): string {
  const bytes = readFileSync(file);
  if (/\.(?:xlsx|docx)$/.test(file))
    return Object.values(unzipSync(bytes))
      .map((part) => strFromU8(part))
      .join('\n');
  const text = bytes.toString('utf8');
  const parts = [...text.matchAll(/base64\r?\n\r?\n([A-Za-z\d+/=\r\n]+)/g)].map(([, part = '']) =>
    Buffer.from(part, 'base64').toString('utf8'),
  );
  return [text, ...parts].join('\n');
}
