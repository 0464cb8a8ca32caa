import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmlHead, readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { preview } from '../../functions/jobs/preview.ts';
import { explainScore } from '../../functions/jobs/scores/explain-score.ts';
import { eventsOf, lettersIn } from '../doors/district-tree.ts';
import { inDistrict, removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { opened } from '../support/drawn-parts.ts';
import { fillReport, ownWords, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { retypeRows } from '../support/type-cells.ts';
import { typeRow, typeRows } from '../support/type-row.ts';

const one: RosterRow = { code: '371311001', name: '示例第一小学' };
const two: RosterRow = { code: '371311002', name: '示例第二小学' };
const marker = '张小明欺负同学';

let district = '';
beforeAll(async () => {
  district = makeDistrict([one, two]);
  await inProcess('handOut', district, '2018-09-01T09:00');
  for (const row of [one, two])
    await fillReport(
      reportPath(district, row),
      {
        ...rightReport,
        ...ownWords(row.name),
        ...(row === two ? { selfCheck_ruleDiscipline: '有（  ）无（√）' } : {}),
      },
      new Date('2018-09-20T10:00+08:00'),
    );
  await typeRows(district, [
    ['学校文件', [one.code, '工作方案', marker]],
    ['实地评分', [two.code, 2018, '按时报送', 7.5, marker, marker, '2018-09-05']],
  ]);
  await inProcess('run', district, '2018-09-28T09:00');
});
afterAll(() => removeDistrict(district));

/** 督导评分 as it stands, by school: the columns by their heads. */
function scores(): Record<string, Record<string, unknown>> {
  const sheet = opened(readFileSync(join(district, '总表.xlsx'))).Sheets.督导评分 ?? {};
  const cells = Object.entries(sheet).flatMap(([a1, cell]) => {
    const [, column, row] = /^([A-Z]+)(\d+)$/.exec(a1) ?? [];
    return column === undefined ? [] : [{ column, row: Number(row), value: cell.v }];
  });
  const heads = new Map(cells.filter(({ row }) => row === 5).map(({ column, value }) => [column, String(value)]));
  const ofRow = (code: string) => {
    const found = cells.find(({ column, value }) => column === 'A' && value === code)?.row;
    return Object.fromEntries(
      cells.filter(({ row }) => row === found).map(({ column, value }) => [heads.get(column), value]),
    );
  };
  return { [one.code]: ofRow(one.code), [two.code]: ofRow(two.code) };
}

const lettersOf = (before: readonly string[]) =>
  lettersIn(district)
    .filter((name) => !before.includes(name))
    .map((name) => {
      const bytes = readFileSync(join(district, '发件箱', name));
      return { to: readEmlHead(bytes).to, ...readEmlParts(bytes) };
    });

async function runAt(now: string) {
  const before = lettersIn(district);
  const { letters } = await inProcess('run', district, now);
  return { letters: letters.filter(({ key }) => key.startsWith('score/')), mails: lettersOf(before) };
}

const warnings = () => JSON.stringify(opened(readFileSync(join(district, '总表.xlsx'))).Sheets.总览);
const hashOf = (path: string) =>
  createHash('sha256')
    .update(readFileSync(join(district, path)))
    .digest('hex');

describe('scores of a district', () => {
  it('are prefilled from its reports, follow 评分办法 as it is edited, and show an inspector’s mark beside what was counted', async () => {
    expect(scores()[two.code]).toMatchObject({
      规章制度: 8.3,
      按时报送: 7.5,
      '自动得分（供对照）': '自动 10',
      法治副校长: '暂无数据',
    });
    const before = scores()[two.code]?.['总分（百分制）'];
    await retypeRows(district, '评分办法', (rows) =>
      rows.map((row) => (row.指标 === '规章制度' ? { ...row, 满分: 12, 试算满分: 24 } : row)),
    );
    await inProcess('run', district, '2018-09-28T09:30');
    expect(scores()[two.code]).toMatchObject({ 规章制度: 10 });
    expect(scores()[two.code]?.['总分（百分制）']).not.toBe(before);
    expect(scores()[two.code]?.试算总分).toBeGreaterThan(Number(scores()[two.code]?.['总分（百分制）']));
  });

  it('are published where two people signed what stands, once; each school hears of its own points and how to appeal', async () => {
    await typeRow(district, '评分公布', 2018, '2018-09-28', '公布甲', '复核乙', 'AAAA-AAAA');
    expect((await runAt('2018-09-28T10:15')).letters).toEqual([]);
    const [, code = ''] = /现在的分数是 ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(warnings()) ?? [];
    await typeRow(district, '评分公布', 2018, '2018-09-28', '公布甲', '复核乙', code);
    const foreseen = await inDistrict(district, '2018-09-28T10:30', (world, it) => preview(world, it, world.now), true);
    const { letters, mails } = await runAt('2018-09-28T10:30');
    const ofScores = foreseen.filter(({ key }) => key.startsWith('score/'));
    expect(ofScores.map(({ key }) => key).sort()).toEqual(letters.map(({ key }) => key).sort());
    expect(new Set(ofScores.map(({ role }) => role))).toEqual(new Set(['联络人', '校长']));
    expect(letters.map(({ key }) => key).sort()).toEqual(
      [one, two]
        .flatMap(({ code }) => [`score/2018/${code}/c${code}@example.cn`, `score/2018/${code}/p${code}@example.cn`])
        .sort(),
    );
    expect(mails).toHaveLength(4);
    for (const { to, subject, text, html } of mails.map((mail) => ({ subject: '', ...mail }))) {
      const [own, other] = to.includes(one.code) ? [one, two] : [two, one];
      expect(text).toContain(own === two ? '10 / 12' : '12 / 12');
      expect(text).not.toContain(own === two ? '12 / 12' : '10 / 12');
      for (const part of [text, html]) {
        expect(part).toContain(own.name);
        expect(part).toContain('10月17日 周三 24:00');
        expect(part).not.toContain(other.name);
        expect(part).not.toContain(marker);
      }
      expect(subject).not.toContain(other.name);
    }
    const events = eventsOf(district).filter(({ type }) => type === 'scoresPublished');
    expect(events).toMatchObject([
      { year: 2018, version: 1, publisher: '公布甲', reviewer: '复核乙', appealBy: '2018-10-17' },
    ]);

    const journal = readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8');
    const master = [hashOf('总表.xlsx'), statSync(join(district, '总表.xlsx')).mtimeMs];
    expect((await runAt('2018-09-28T11:00')).mails).toEqual([]);
    expect(readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8')).toBe(journal);
    expect([hashOf('总表.xlsx'), statSync(join(district, '总表.xlsx')).mtimeMs]).toEqual(master);
  });

  it('stay as they were published whatever changes, and a view that is lost is made of them again', async () => {
    const published = scores();
    await retypeRows(district, '评分办法', (rows) => rows.map((row) => ({ ...row, 满分: 3, 试算满分: null })));
    await typeRow(district, '实地评分', one.code, 2018, '按时报送', 0, '', '', '2018-09-06');
    await inProcess('run', district, '2018-09-28T11:30');
    const without = ({ 试算总分: _, 差值: __, ...rest }: Record<string, unknown>) => rest;
    for (const { code } of [one, two]) expect(scores()[code]).toEqual(without(published[code] ?? {}));
    const bytes = hashOf('总表.xlsx');
    rmSync(join(district, '总表.xlsx'));
    await inProcess('run', district, '2018-09-28T12:00');
    expect(hashOf('总表.xlsx')).toBe(bytes);
  });

  it('change by an appeal in time, for its school alone, in another version; one that is late is told to the section', async () => {
    await typeRows(district, [
      ['评分申诉', [two.code, 2018, '按时报送', '2018-09-28', marker, '改分', 9.5, '2018-09-29']],
      ['评分申诉', [one.code, 2018, '按时报送', '2018-10-18', '', '改分', 5, '2018-09-29']],
    ]);
    const { letters, mails } = await runAt('2018-09-29T10:00');
    expect(letters.map(({ key }) => key).sort()).toEqual(
      ['c', 'p'].map((who) => `score/2018/${two.code}/2/${who}${two.code}@example.cn`),
    );
    for (const { text } of mails.filter(({ text: it }) => it.includes('督导评分')))
      expect(text).toMatch(/9\.5 \/ 10[\s\S]*原来 7\.5/);
    expect(scores()[two.code]).toMatchObject({ 按时报送: 9.5, '自动得分（供对照）': '自动 10，实地 7.5' });
    expect(scores()[one.code]).toMatchObject({ 按时报送: 10 });
    expect(warnings()).toContain('申诉期到2018年10月17日 24:00 止，这一件是2018年10月18日提出的');
  });

  it('are explained by everything that they rest on', async () => {
    const ask = (figure: string) =>
      inDistrict(district, '2018-09-29T12:00', (world, it) => explainScore(world, it, figure), true);
    const whole = await ask(`score/2018/${two.code}`);
    expect(whole).toMatchObject({ name: two.name, version: 2, total: scores()[two.code]?.['总分（百分制）'] });
    expect(whole.scores).toHaveLength(17);
    const {
      scores: [points],
    } = await ask(`score/2018/${two.code}/按时报送`);
    expect(points).toMatchObject({ points: 9.5, site: 7.5, counted: 10, appealed: 9.5 });
    expect(points?.evidence.map(({ cell }) => cell)).toEqual(['评分申诉!A2', '实地评分!A2', '']);
    const {
      scores: [rules],
    } = await ask(`score/2018/${two.code}/规章制度`);
    expect(rules?.evidence.filter(({ says }) => says !== '有')).toMatchObject([
      { file: `学校/${two.code} ${two.name}/2018年09月.xlsx`, cell: '自查表!C12' },
    ]);
    await expect(ask('score/2018/1')).rejects.toThrow('2018年度没有学校 1 的评分');
    await expect(ask(`score/2018/${two.code}/事件数`)).rejects.toThrow('没有指标');
  });

  it('let no word of a register out of the workbook', () => {
    // The workbook as it was understood is a cache beside the ledger; attachments are the scores as they were kept.
    const files = readdirSync(district, { recursive: true, encoding: 'utf8' }).filter(
      (name) => statSync(join(district, name)).isFile() && !name.endsWith('.xlsx') && !name.endsWith('snapshot.json'),
    );
    expect(files.filter((name) => name.startsWith('台账')).length).toBeGreaterThan(2);
    expect(files.filter((name) => readFileSync(join(district, name), 'utf8').includes(marker))).toEqual([]);
    const { Sheets } = opened(readFileSync(join(district, '总表.xlsx')));
    expect(JSON.stringify(Sheets)).not.toContain(marker);
  });
});
