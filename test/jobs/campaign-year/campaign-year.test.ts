import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmlParts } from '../../../functions/adapters/mail/read-eml.ts';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import { serialOfDate } from '../../../schemas/dates.ts';
import { fingerprint } from '../../doors/district-tree.ts';
import { lineIn } from '../../doors/in-process-line.ts';
import { removeDistrict } from '../../support/bulletin-district.ts';
import { playerOf, players } from './cast.ts';
import { approvals, lastDay, planLink } from './decisions.ts';
import { clockLetters, finished } from './expected-clocks.ts';
import { countedBulletin, countedMonth } from './expected-figures.ts';
import { expectedIn, expectedLetters } from './expected-letters.ts';
import { proposals } from './expected-proposals.ts';
import { countedReport } from './expected-report.ts';
import { countedScores, totalOf } from './expected-scores.ts';
import { type Delivered, type LivedYear, live } from './live.ts';
import { misplaced } from './misplaced.ts';
import { periods } from './reports.ts';
import { clockLine, correctionLines, headed, lineOf, withoutWindows } from './shown.ts';

let year: LivedYear;
beforeAll(async () => {
  year = await live();
}, 600_000);
afterAll(() => removeDistrict(year?.district ?? ''));

const isOfClocks = ({ items }: Pick<Delivered, 'items'>): boolean =>
  items.some((item) => /^(clock|sectionWeek)\//.test(item));
const textOf = ({ bytes }: Delivered): string => readEmlParts(bytes).text;
const figuresIn = (folder: string) =>
  JSON.parse(readFileSync(join(year.district, '通报', folder, '数据.json'), 'utf8'));
const look = (day: string) => {
  const found = year.looks.get(day);
  if (!found) throw new Error(`nobody looked on ${day}`);
  return found;
};

describe('a year of the campaign, from August to July', () => {
  it('writes each letter that the story asks for, on its day, once, and no other', () => {
    const sent = year.letters.filter((letter) => !isOfClocks(letter));
    const expected = expectedLetters().map(({ day, to, items }) => lineOf(day, to, items));
    expect(sent.map(({ at, to, items }) => lineOf(at.slice(0, 10), to, items)).sort()).toEqual(expected.sort());
  });

  it('sums a day up for the section by the names of the schools that are new', () => {
    const summary = year.letters.find(({ items }) => items.includes('summary/2019-06-25'));
    const names = [...players.values()].map(({ name }) => name);
    const [, said = ''] = summary ? textOf(summary).split('新报送，') : [];
    const [news = ''] = said.split('\n\n');
    expect(names.filter((name) => news.includes(name))).toEqual(
      ['二小', '三小', '职校', '湖小'].map((school) => playerOf(school).name),
    );
  });

  it('tells each section of each light of its clocks once, and once a week what it has in hand', () => {
    const names = [...players.values()].map(({ name }) => name);
    const sent = year.letters.filter(isOfClocks).map((letter) => {
      const { at, to, items, subject } = letter;
      const text = textOf(letter);
      return `${lineOf(at.slice(0, 10), to, items)}: ${subject} ${names.filter((name) => text.includes(name)).sort()}`;
    });
    expect(sent.sort()).toEqual(clockLetters().map(clockLine).sort());
  });

  it('counts of every month what somebody counts who goes through the reports', () => {
    const { master } = look(lastDay);
    const overview = master.get('总览') ?? [];
    const rowsOf = (period: string) => overview.filter(([first]) => first === period);
    for (const period of periods) {
      const counted = countedMonth(period, '9');
      const { expected, reported, zeroReports, onTime, late, missing } = counted;
      const [, timeliness = [], counts = []] = rowsOf(period);
      expect(timeliness.slice(3), period).toEqual([expected, reported, zeroReports, 0, onTime, late, missing]);
      const all = `${reported}/${expected} 校`;
      const { incidents, byTip, criminal, handled } = counted;
      expect(counts.slice(2), period).toEqual([
        ...[expected, reported, incidents, all, byTip, all],
        ...[criminal, all, handled, all],
      ]);
    }
  });

  it('issues each bulletin with the figures of its morning', () => {
    const pairs = approvals.flatMap(({ day, bulletin }) => {
      const [, of = '', from = '', through = ''] = /(\d+)年(\d+)—(\d+)月/.exec(bulletin) ?? [];
      return of === '' ? [] : [{ day, of, from: from.padStart(2, '0'), through: through.padStart(2, '0') }];
    });
    for (const { day, of, from, through } of pairs) {
      const { figures, issuedOn } = figuresIn(`${of}年${from}—${through}月`);
      // 9—10月 was held on the first morning.
      if (issuedOn !== day) continue;
      expect(withoutWindows(figures.totals), day).toEqual(
        withoutWindows(countedBulletin(`${of}-${from}`, `${of}-${through}`, day)),
      );
    }
    expect(new Set(pairs.map(({ from }) => from)).size).toBe(6);
  });

  it('corrects in the next bulletin what a school corrected after the one before, and nothing else', () => {
    const told = ['2018年09—10月', '2018年11—12月', '2019年01—02月'].map((folder) =>
      figuresIn(folder).figures.corrections.flatMap(correctionLines),
    );
    // 二小 found a second incident of October in November.
    const corrected = [
      ...['全区 2018-10 incidents 8→9', '全区 2018-10 handledCount 5→6'],
      ...['371311002 2018-10 incidents 1→2', '371311002 2018-10 handledCount 1→2'],
    ];
    expect(told.map((lines) => lines.sort())).toEqual([[], corrected.sort(), []]);
  });

  it('reports on the year with the figures of its four sources', () => {
    const { figures, issuedOn } = figuresIn('2018年度督导评估报告');
    const { days, reporting, opinions, bulletins, cases, appeals, inspections, summaries, scores } = figures;
    const { special, daily } = inspections;
    const said = { days, reporting, opinions, bulletins, cases, appeals, special, daily, summaries };
    expect(issuedOn).toBe('2018-09-30');
    expect(said).toMatchObject(countedReport);
    const total = [...countedScores()].length;
    expect(scores).toMatchObject({ schools: total });
  });

  it('scores each school by what it did, tells it alone, and follows the appeal that came in time', () => {
    const counted = countedScores();
    const scores = headed(look('2018-10-24').master.get('督导评分') ?? [], '学校编码');
    for (const [school, points] of counted) {
      const { name, contact, principal } = playerOf(school);
      const after = school === '三小' ? { ...points, 按时报送: 7.5 } : points;
      const row = scores.find((it) => it.学校名称 === name);
      const shown = Object.fromEntries(
        Object.keys(points).map((key) => [key, row?.[key] === '暂无数据' ? null : row?.[key]]),
      );
      expect(shown, school).toEqual(after);
      expect(row?.['总分（百分制）'], school).toBe(totalOf(after));
      const letters = year.letters.filter(({ items }) =>
        items.some((item) => item.startsWith(`score/2018/${playerOf(school).code}/`)),
      );
      for (const letter of letters) {
        const isCorrection = letter.at > '2018-10-01';
        expect([contact, principal]).toContain(letter.to);
        expect(textOf(letter)).toContain(`总分 ${totalOf(isCorrection ? after : points)}（百分制）`);
        for (const other of counted.keys())
          if (other !== school) expect(textOf(letter)).not.toContain(playerOf(other).name);
      }
    }
  });

  it('proposes the cases that the data show, until somebody decides', () => {
    for (const [day, expected] of Object.entries(proposals)) {
      const rows = headed(look(day).master.get('督办提议') ?? [], '提议编号');
      const shown = rows.map(({ 学校, 依据, 状态 }) => {
        const [, why = String(依据)] =
          expected
            .map((it) => it.split('｜'))
            .find(([school, it = '']) => school === 学校 && String(依据).includes(it)) ?? [];
        return `${学校}｜${why}｜${状态}`;
      });
      expect(shown.sort(), day).toEqual([...expected].sort());
    }
  });

  it('says of each matter that was done with when that was and how many working days it took', () => {
    const rows = headed(look(lastDay).master.get('登记办理') ?? [], '登记表');
    for (const { number, ended, took } of finished()) {
      const row = rows.find((it) => it.编号 === number);
      expect([row?.办结日期, row?.['历时（工作日）']], number).toEqual([serialOfDate(ended), took]);
    }
    expect(finished().length).toBeGreaterThan(8);
  });

  it('shows the public what was approved, from its day until it is taken off, and each school’s telephone', () => {
    const marks = (number: string) =>
      ['标题', '内容'].map(
        (title) => year.markers.planted.find(({ where }) => where === `信息公开 ${number} ${title}`)?.mark ?? '?',
      );
    const shows = (day: string, number: string): boolean[] =>
      marks(number).map((mark) => look(day).page.includes(mark));
    expect(shows('2018-10-12', 'G2018-01')).toEqual([true, true]);
    expect(shows('2018-10-12', 'G2018-03')).toEqual([true, true]);
    expect(shows('2018-12-07', 'G2018-04')).toEqual([false, false]);
    expect(shows('2018-12-10', 'G2018-04')).toEqual([true, true]);
    // Taken off: what it was called stands in the record of changes, what it said nowhere.
    expect(shows('2019-03-04', 'G2018-03')).toEqual([true, false]);
    for (const number of ['G2018-02', 'G2019-01'])
      for (const day of year.looks.keys()) expect(shows(day, number)).toEqual([false, false]);
    const last = look(lastDay).page;
    for (const words of ['罗庄区教育体育局安全科', '0539-8927055', planLink]) expect(last).toContain(words);
    for (const school of expectedIn('2019-06')) expect(last).toContain(playerOf(school).name);
    expect(look('2018-12-10').page).toContain('0539-7654301');
    // 新村 closed with December.
    expect(['2018-12-10', '2019-01-04'].map((day) => look(day).page.includes('0539-7654309'))).toEqual([true, false]);
    expect(last).toContain('0539-7777701');
    expect([look('2019-04-04').page, look('2019-04-08').page].map((page) => page.includes('13911112222'))).toEqual([
      false,
      true,
    ]);
    expect(last.replace(/<style>.*?<\/style>/gs, '')).not.toMatch(/\d\s*(?:件|起)/);
  });

  it('brings the evidence of the year together in October, once', () => {
    const answers = year.runs
      .filter(({ at }) => at === 'evidence')
      .map(({ said }) => JSON.parse(said.slice(0, said.lastIndexOf('}') + 1)));
    expect(answers.map(({ year: of }) => of)).toEqual([2018, 2018]);
    const [first, second] = answers.map(({ files }) => files as { path: string; state: string }[]);
    expect(first?.every(({ state }) => state === 'written')).toBe(true);
    expect(second?.every(({ state }) => state === 'same')).toBe(true);
    expect(first?.map(({ path }) => path)).toEqual([
      ...['目录.xlsx', '联系和机构.xlsx', '报送情况.xlsx', '总结/年度总结清单.xlsx', '登记表.xlsx'],
      ...['通报/2018年07—08月/通报.docx', '通报/2018年07—08月/通报.html'],
      ...['通报/2018年度督导评估报告/督导评估报告.docx', '通报/2018年度督导评估报告/督导评估报告.html'],
      '评分.xlsx',
    ]);
    for (const { path } of first ?? [])
      expect(existsSync(join(year.district, '迎检材料/2018年度', path)), path).toBe(true);
    const opened = readWorkbook(readFileSync(join(year.district, '迎检材料/2018年度/报送情况.xlsx')));
    const sheets = opened.ok ? opened.workbook.sheets : [];
    const rows = headed(sheets.find(({ name }) => name === '逐月报送')?.cells ?? [], '学校编码');
    for (const period of ['2018-08', '2018-09']) {
      const { expected, onTime, late } = countedMonth(period, '2018-10-15T10:00');
      const ofMonth = rows.filter(({ 报送月份 }) => 报送月份 === period).map(({ 是否按时 }) => String(是否按时));
      const said = ['按时', '补报'].map((word) => ofMonth.filter((it) => it.includes(word)).length);
      expect([ofMonth.length, ...said], period).toEqual([expected, onTime, late]);
    }
  });

  it('lets nothing that people wrote about a case, a referral or a child get where it does not belong', () => {
    const { strays, unseen } = misplaced(year);
    expect(strays).toEqual([]);
    expect(unseen).toEqual([]);
  });

  it('does nothing when it runs again: no byte, no time, no letter', async () => {
    const before = fingerprint(year.district);
    const env = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'anxiao@bureau.example' };
    const { status, json } = await lineIn(env, 'run', year.district, '--json', '--now', `${lastDay}T16:00`);
    expect([status, json.read, json.letters]).toEqual([0, 0, []]);
    expect(fingerprint(year.district)).toEqual(before);
  });
});
