import { describe, expect, it } from 'vitest';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { indicatorsOf, type Points, type SchoolScore } from '../../functions/core/scores/score.ts';
import { scoresBook } from '../../functions/core/scores/scores-book.ts';
import { type ScoresView, shownYear } from '../../functions/core/scores/scores-view.ts';
import { rounded } from '../../functions/core/scores/tenths.ts';
import type { BookCell } from '../../schemas/book.ts';
import { columnLetters, parseA1 } from '../../schemas/grid.ts';
import { dimensions } from '../../schemas/scoring/scheme.ts';
import { chanceOf } from '../support/chance.ts';
import { opened, withoutResults } from '../support/drawn-parts.ts';
import { convert, needsOffice } from '../support/office-programs.ts';
import { sampleSchools } from './master-view-sample.ts';
import { readScheme, schemeWith } from './score-district.ts';

const asOf = '2018-09-28T09:00:00+08:00';

function view(
  scheme = schemeWith('按时报送', { 试算满分: 17.5 }),
  schools: readonly SchoolScore[] = someSchools(),
): ScoresView {
  return { year: 2018, indicators: indicatorsOf(readScheme(scheme).scheme, dimensions), schools };
}

/** Schools with any points, among them none at all, inspectors' marks and appeals. */
function someSchools(): readonly SchoolScore[] {
  const { below, one } = chanceOf(2018);
  const upTo = (full: number): number => below(Math.round(full * 10) + 1) / 10;
  const { scheme } = readScheme();
  return sampleSchools.map(({ code, name }, index) => ({
    school: code,
    name,
    points: scheme.map(({ full }): Points => {
      const counted = index === 3 || one(5) ? null : upTo(full);
      const site = index !== 3 && one(10) ? upTo(full) : undefined;
      const appealed = site !== undefined && one(2) ? upTo(full) : undefined;
      return {
        points: appealed ?? site ?? counted,
        counted,
        ...(site === undefined ? {} : { site }),
        ...(appealed === undefined ? {} : { appealed }),
        says: '自查表：有 5 项，共 6 项',
        evidence: [{ period: '2018-09', path: `学校/${code} ${name}/2018年09月.xlsx`, cell: '自查表!C8', says: '有' }],
      };
    }),
  }));
}

function formulasOf(cells: readonly BookCell[]) {
  return cells.flatMap(({ row, column, value }) =>
    typeof value === 'object' && value !== null && 'formula' in value ? [{ row, column, ...value }] : [],
  );
}

describe('督导评分', () => {
  it('has totals that are formulas over what people see, and say what LibreOffice makes of them', async (context) => {
    needsOffice(context);
    const [tab] = scoresBook(view(), asOf).tabs;
    if (!tab) throw new Error('no tab');
    const { made } = convert({ made: withoutResults(await drawBook({ title: 't', tabs: [tab], names: [] })) }, 'xlsx');
    const sheet = opened(made ?? new Uint8Array()).Sheets[tab.name];
    const formulas = formulasOf(tab.cells);
    expect(formulas.length).toBeGreaterThan(sampleSchools.length * 7);
    for (const { row, column, formula, result } of formulas) {
      const found = sheet?.[`${columnLetters(column)}${row + 1}`]?.v;
      expect([formula, typeof found === 'number' ? rounded(found) : found]).toEqual([
        formula,
        typeof result === 'number' ? rounded(result) : result,
      ]);
    }
    expect(formulas.some(({ result }) => result === '暂无数据')).toBe(true);
  });

  it('ranks nobody, shows what was counted beside what took its place, and leads from a school to its evidence', () => {
    const { tabs } = scoresBook(view(), asOf);
    const [scores, evidence] = tabs;
    const texts = scores?.cells.map(({ value }) => value) ?? [];
    expect(texts.some((it) => typeof it === 'string' && /名次|排名|位次/.test(it))).toBe(false);
    expect(texts).toContain('自动得分（供对照）');
    expect(texts.filter((it) => typeof it === 'string' && it.startsWith('自动 ')).length).toBeGreaterThan(3);
    const codes = scores?.cells
      .filter(({ column, style }) => column === 0 && style === 'code')
      .map(({ value }) => value);
    expect(codes).toEqual([...(codes ?? [])].sort());
    for (const { link, value } of scores?.cells ?? []) {
      if (link?.to !== 'cell') continue;
      const at = parseA1(link.a1);
      const first = evidence?.cells.find(({ row, column }) => row === at?.row && column === 1);
      expect([link.tab, first?.value]).toEqual([evidence?.name, value]);
      const before = evidence?.cells.find(({ row, column }) => row === (at?.row ?? 0) - 1 && column === 1);
      expect(before?.value).not.toBe(value);
    }
    expect(evidence?.cells.find(({ link }) => link)?.link).toMatchObject({ to: 'file', tab: '自查表', a1: 'C8' });
  });

  it('is empty where there is no school, and the same book for the same view', async () => {
    const empty = scoresBook({ year: 2018, indicators: [], schools: [] }, asOf);
    expect(empty.tabs[0]?.cells.map(({ value }) => value)).toContain('还没有学校要报送，评不了分。');
    const [once, again] = [await drawBook(scoresBook(view(), asOf)), await drawBook(scoresBook(view(), asOf))];
    expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
  });

  it('shows from October to December the year that is over, where it had a month', () => {
    const year = (day: string, ...periods: string[]) => shownYear(day, periods).year;
    expect(year('2018-09-30', '2018-09')).toBe(2018);
    expect(year('2018-10-01', '2018-09', '2018-10')).toBe(2018);
    expect(year('2018-12-31', '2018-09')).toBe(2018);
    expect(year('2019-01-01', '2018-09')).toBe(2019);
    expect(year('2018-10-01', '2018-10')).toBe(2019);
  });
});
