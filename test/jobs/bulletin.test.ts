import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { drawDocument } from '../../functions/adapters/docx/draw-document.ts';
import { bulletin } from '../../functions/jobs/bulletin/bulletin.ts';
import { bulletinViews } from '../../functions/jobs/bulletin/views.ts';
import {
  draft,
  due,
  fill,
  folder,
  handOut,
  incidents,
  inDistrict,
  quietDistrict,
  schools,
  two,
  workbookOf,
} from '../support/bulletin-district.ts';
import { makeDistrict, type RosterRow } from '../support/district.ts';
import { inProcess } from '../support/in-process.ts';
import { typeSetting } from '../support/type-setting.ts';

/** Every file of a folder with bytes and times. */
function fingerprint(path: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => {
        const stats = statSync(join(path, name));
        return [name, `${stats.mtimeMs} ${stats.isFile() ? readFileSync(join(path, name)).toString('base64') : ''}`];
      }),
  );
}

const json = (path: string, name = '数据.json') => JSON.parse(readFileSync(join(path, folder, name), 'utf8'));
const letters = (path: string): string[] => readdirSync(join(path, '发件箱')).filter((name) => name.endsWith('.eml'));

const plainText = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

/** The body rows of a page's tables of figures. */
function pageTables(html: string): string[][][] {
  return [...html.matchAll(/<table class="figures.*?<\/table>/gs)].map(([table]) =>
    [...(table.split('<tbody')[1] ?? '').matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
      [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => plainText(cell.replaceAll('<small>', '|'))),
    ),
  );
}

/** The rows of a document's tables that are no heads. */
function documentTables(bytes: Uint8Array): string[][][] {
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  return [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) =>
    [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)]
      .filter(([row]) => !row.includes('<w:tblHeader'))
      .map(([row]) =>
        [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) =>
          [...cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('|'),
        ),
      ),
  );
}

/** All words of a document, one paragraph after the other. */
function wordsOf(bytes: Uint8Array): string {
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  const words = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What stands beside each bar of a page's four months. */
function barsOf(html: string): string[] {
  const [section = ''] = /<section class="trend">.*?<\/section>/s.exec(html) ?? [];
  return [...section.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => {
    const cells = [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => plainText(cell));
    return cells.at(-1) ?? '';
  });
}

/** What happened, as somebody with the tables before them would write it. */
function sumSentence(
  own: (row: RosterRow, month: number) => readonly number[] | undefined,
  numbers: (month: number, key: number) => readonly number[],
  months: readonly number[],
  whole: readonly RosterRow[],
  over: (pair: readonly number[]) => number,
): string {
  const both = (key: number): number[] => [9, 10].flatMap((month) => [...numbers(month, key)]);
  if (both(0).length === 0) return '没有学校填报发生件数，发生情况无数据，不作比较。';
  const parts = [9, 10]
    .filter((month) => numbers(month, 0).length > 0)
    .map((month) => ({ month, all: sum(numbers(month, 0)) }));
  const happened =
    parts.length === 1
      ? `${parts[0]?.month}月共发生学生欺凌事件${parts[0]?.all}件`
      : `两个月共发生学生欺凌事件${sum(both(0))}件（${parts.map(({ month, all }) => `${month}月${all}件`).join('、')}）`;
  // With one or two schools concerned, what kind of case it was would say whose.
  const concerned = schools.filter((row) => [9, 10].some((month) => (own(row, month)?.[0] ?? 0) > 0)).length;
  const kinds =
    concerned === 1 || concerned === 2
      ? '其中数因涉及的学校少，不单列'
      : `其中接收举报发现${sum(both(1))}件、构成刑事案件${sum(both(2))}件`;
  const said = `已报学校${happened}，${kinds}，处理${sum(both(3))}件`;
  const lastYear = '上年同期（2017年9—10月）无数据，不作比较。';
  const before = [7, 8].flatMap((month) => [...numbers(month, 0)]);
  if (before.length === 0) return `${said}；2018年7—8月无数据，不作比较；${lastYear}`;
  if (!months.includes(7)) return `${said}；2018年7—8月数据不全（7月尚未开始），不作比较；${lastYear}`;
  if (whole.length === 0) return `${said}；没有两期各月都有数据的学校，不与2018年7—8月比较；${lastYear}`;
  const [then, now] = [over([7, 8]), over([9, 10])];
  const more = now > then ? `增加${now - then}件` : `减少${then - now}件`;
  if (whole.length < 3)
    return `${said}；按两期各月都有数据的${whole.length}校计，本期${now}件、2018年7—8月${then}件，${then === now ? '持平' : more}；${lastYear}`;
  return `${said}；${then === now ? `与2018年7—8月的${then}件持平` : `比2018年7—8月的${then}件${more}`}；${lastYear}`;
}

/** Numbers that always come out the same from a seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const workbooks = new Map<string, XLSX.WorkBook>();

/** A workbook as another reader than ours sees it. */
function seen(file: string): XLSX.WorkBook {
  const workbook = workbooks.get(file) ?? XLSX.read(readFileSync(file));
  workbooks.set(file, workbook);
  return workbook;
}

/** The four counts as they stand in a workbook's cells. */
function cellsOf(file: string): readonly number[] {
  const workbook = seen(file);
  return ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'].map((key) => {
    const name = workbook.Workbook?.Names?.find((it) => it.Name === `monthlyReport_${key}`);
    const [, tab = '', a1 = ''] = /^'?([^'!]+)'?!(.+)$/.exec(name?.Ref.replaceAll('$', '') ?? '') ?? [];
    return workbook.Sheets[tab]?.[a1]?.v ?? Number.NaN;
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const shownSum = (numbers: readonly number[]): string => (numbers.length === 0 ? '—' : String(sum(numbers)));

const fates = ['right', 'late', 'blank', 'unsigned', 'wrong', 'none'] as const;
type Fate = (typeof fates)[number];

describe('the draft', () => {
  it('says in every number what the cells of the reports say, for 20 random districts', async () => {
    const empty = makeDistrict(schools);
    for (let seed = 1; seed <= 20; seed += 1) {
      const roll = dice(seed * 7919);
      const months = [[7, 8, 9, 10], [9, 10], [10], [8, 9, 10]][roll(4)] ?? [];
      const path = join(mkdtempSync(join(tmpdir(), 'anxiao-test-')), '区');
      cpSync(empty, path, { recursive: true });
      await handOut(path, months);
      // What became of each report; only `right` and `late` count.
      const fate = new Map<string, Fate>();
      for (const month of months)
        for (const row of schools) {
          const is = fates[roll(fates.length * 2)] ?? 'right';
          fate.set(`${row.code}/${month}`, is);
          const happened = roll(3);
          const typed = incidents(happened, roll(happened + 1), roll(happened + 1), roll(happened + 1));
          if (is === 'right') await fill(path, row, month, typed);
          if (is === 'late') await fill(path, row, month, typed, `2018-${two(month)}-27`);
          if (is === 'blank') await fill(path, row, month, { ...typed, monthlyReport_incidents: null });
          if (is === 'unsigned') await fill(path, row, month, { ...typed, monthlyReport_principal: null });
          if (is === 'wrong') await fill(path, row, month, { ...typed, monthlyReport_incidentsReported: 9 });
        }
      await inProcess('validate', path, '2018-10-30T09:00');
      const { report } = await draft(path, '2018-10-30T09:30');
      expect(report).toMatchObject({ from: '2018-09', through: '2018-10', draft: `${folder}/通报草稿.docx` });

      const counts = (row: RosterRow, month: number): readonly number[] | undefined =>
        ['right', 'late'].includes(fate.get(`${row.code}/${month}`) ?? '')
          ? cellsOf(workbookOf(path, row, month))
          : undefined;
      const numbers = (month: number, key: number): number[] =>
        schools.flatMap((row) => counts(row, month)?.[key] ?? []);

      const page = readFileSync(join(path, folder, '通报草稿.html'), 'utf8');
      const tables = pageTables(page);
      const [reporting, totals, checklist, education, told, bySchool, progress] = tables;
      expect(tables).toHaveLength(7);
      expect(documentTables(readFileSync(join(path, report.draft)))).toEqual(tables);

      // By school, in the order of the register.
      const open = schools.map((row) => {
        const all = months.map((month) => counts(row, month));
        if (all.some((it) => it === undefined)) return '不详';
        return String(sum(all.map((it) => (it?.[0] ?? 0) - (it?.[3] ?? 0))));
      });
      const words = { right: '按时', late: '补报', blank: '未报', unsigned: '未报', wrong: '未报', none: '未报' };
      const rows = schools.map((row, index) => [
        row.name,
        ...[9, 10].flatMap((month) => [
          months.includes(month) ? words[fate.get(`${row.code}/${month}`) ?? 'none'] : '未开始',
          ...(counts(row, month)?.map(String) ?? ['—', '—', '—', '—']),
        ]),
        open[index],
      ]);
      const known = open.filter((it) => it !== '不详').map(Number);
      const twoMonths = (row: RosterRow, key: number): string => {
        const given = [9, 10].filter((month) => counts(row, month));
        const only = given.length === 1 && months.includes(9) ? `|仅${given[0]}月` : '';
        return given.length === 0 ? '—' : `${sum(given.map((month) => counts(row, month)?.[key] ?? 0))}${only}`;
      };
      const state = (row: RosterRow, month: number): string =>
        months.includes(month) ? words[fate.get(`${row.code}/${month}`) ?? 'none'] : '未开始';
      expect(told).toEqual([
        ...schools.map((row, index) => [
          row.name,
          state(row, 9),
          state(row, 10),
          twoMonths(row, 0),
          twoMonths(row, 3),
          open[index],
        ]),
        [
          '合计',
          ...[9, 10].map((month) => (months.includes(month) ? `${numbers(month, 0).length}/3|已报/应报` : '—')),
          shownSum([9, 10].flatMap((month) => numbers(month, 0))),
          shownSum([9, 10].flatMap((month) => numbers(month, 3))),
          shownSum(known),
        ],
      ]);
      // Each report here has everything in place, one session for teachers, two for pupils, none for parents.
      const ever = schools.filter((row) => [9, 10].some((month) => counts(row, month)));
      for (const [, item = '', ...cells] of checklist ?? [])
        expect(cells).toEqual([String(ever.length), '0', item.includes('全有') ? '—' : '0']);
      expect(education?.map((row) => row.slice(0, 3))).toEqual(
        [
          ['教师专题培训（次）', 1],
          ['教师专题培训（人次）', 78],
          ['学生主题教育（次）', 2],
          ['学生主题教育（人次）', 2300],
          ['家长专题讲座（次）', 0],
          ['家长专题讲座（人次）', 0],
          ['宣传教育活动（人次）', 2300],
        ].map(([title, each]) => [
          title,
          ...[9, 10].map((month) => {
            const reported = numbers(month, 0).length;
            return reported === 0 ? '无数据' : `${Number(each) * reported}|${reported}/3`;
          }),
        ]),
      );
      expect(progress?.map(([name, ...cells]) => [name, cells[0], cells[1], cells[7]])).toEqual(
        schools.map((row) => {
          const both = (pair: readonly number[], key: number): string =>
            shownSum(pair.flatMap((month) => counts(row, month)?.[key] ?? []));
          const given = [9, 10].filter((month) => counts(row, month)).length;
          return [row.name, both([9, 10], 0), both([7, 8], 0), given === 0 ? '—' : String(2300 * given)];
        }),
      );
      const asked = (month: number): string => (months.includes(month) ? '3' : '—');
      expect(bySchool).toEqual([
        ...rows,
        [
          '合计',
          ...[9, 10].flatMap((month) => ['', ...[0, 1, 2, 3].map((key) => shownSum(numbers(month, key)))]),
          shownSum(known),
        ],
        [
          '有数据的学校',
          ...[9, 10].flatMap((month) =>
            months.includes(month) ? Array(5).fill(String(numbers(month, 0).length)) : Array(5).fill('—'),
          ),
          String(known.length),
        ],
        ['应报学校', ...[9, 10].flatMap((month) => Array(5).fill(asked(month))), '3'],
      ]);

      // The district: four months of reporting, four counts against the pair before.
      const counted = (month: number, of: (is: string, row: RosterRow) => boolean): string =>
        months.includes(month)
          ? String(schools.filter((row) => of(fate.get(`${row.code}/${month}`) ?? '', row)).length)
          : '—';
      const line = (title: string, of: (is: string, row: RosterRow, month: number) => boolean): string[] => [
        title,
        ...[7, 8, 9, 10].map((month) => counted(month, (is, row) => of(is, row, month))),
      ];
      const isIn = (is: string): boolean => is === 'right' || is === 'late';
      const thirds = ['0%', '33.3%', '66.7%', '100%'];
      const rates = (title: string, of: (is: string) => boolean): string[] => [
        title,
        ...[7, 8, 9, 10].map((month) => thirds[Number(counted(month, of))] ?? '—'),
      ];
      const rateOf = (month: number, of: (is: string) => boolean): string => thirds[Number(counted(month, of))] ?? '';
      expect(reporting?.slice(2)).toEqual([
        line('应报', () => true),
        line('已报', isIn),
        line('其中零报告', (_, row, month) => counts(row, month)?.[0] === 0),
        line('其中按时', (is) => is === 'right'),
        line('其中补报', (is) => is === 'late'),
        line('逾期未报', (is) => !isIn(is)),
        line('获准延期', () => false),
        rates('报送率', isIn),
        rates('按时率', (is) => is === 'right'),
      ]);
      const whole = schools.filter((row) => [7, 8, 9, 10].every((month) => counts(row, month)));
      // How many schools had incidents decides whether their kinds are told.
      const concerned = (over: readonly number[]): number =>
        schools.filter((row) => over.some((month) => (counts(row, month)?.[0] ?? 0) > 0)).length;
      const few = (over: readonly number[]): boolean => [1, 2].includes(concerned(over));
      expect(totals?.map((row) => row.slice(1))).toEqual(
        [0, 1, 2, 3].map((key) => {
          const hidden = (is: boolean, cell: string): string => (is && (key === 1 || key === 2) ? '不单列' : cell);
          const one = (month: number): string => {
            const list = numbers(month, key);
            return list.length === 0 ? '无数据' : `${sum(list)}|${list.length}/3`;
          };
          const both = (pair: readonly number[]): string => {
            const lists = pair.map((month) => numbers(month, key));
            if (lists.every((list) => list.length === 0)) return '无数据';
            const cover = lists.map((list, at) => `${list.length}/${months.includes(pair[at] ?? 0) ? 3 : 0}`).join('|');
            return `${sum(lists.flat())}|${cover}`;
          };
          const over = (pair: readonly number[]): number =>
            sum(whole.flatMap((row) => pair.map((month) => counts(row, month)?.[key] ?? 0)));
          const [then, now] = [over([7, 8]), over([9, 10])];
          const difference = then === now ? '持平' : now > then ? `增加${now - then}件` : `减少${then - now}件`;
          const change = whole.length === 0 ? '不作比较' : `${difference}|${whole.length}校：${then}→${now}`;
          const months9 = few([9, 10]) || few([9]) || few([10]);
          return [
            hidden(months9, one(9)),
            hidden(months9, one(10)),
            hidden(few([9, 10]), both([9, 10])),
            hidden(few([7, 8]), both([7, 8])),
            hidden(few([9, 10]) || few([7, 8]), change),
          ];
        }),
      );

      // The body, paragraph by paragraph, and the four bars below it.
      const seenIn = (month: number): RosterRow[] => schools.filter((row) => counts(row, month));
      const lateIn = (month: number): RosterRow[] =>
        schools.filter((row) => fate.get(`${row.code}/${month}`) === 'late');
      const windows: Record<number, string> = {
        9: months[0] === 9 ? '9月1日—9月25日' : '8月26日—9月25日',
        10: months[0] === 10 ? '10月1日—10月25日' : '9月26日—10月25日',
      };
      const asks = [9, 10].filter((month) => months.includes(month));
      const first = [9, 10].map((month) => {
        const title = month === 9 ? '2018年9月' : '10月';
        if (!asks.includes(month)) return `${title}尚未开始报送`;
        const late = lateIn(month).length > 0 ? `，其中逾期补报${lateIn(month).length}校` : '';
        return `${title}（统计区间${windows[month]}）应报3校，已报${seenIn(month).length}校${late}，报送率${rateOf(month, isIn)}，按时率${rateOf(month, (is) => is === 'right')}`;
      });
      const zeros = asks
        .filter((month) => seenIn(month).length > 0)
        .map((month) => `${month}月${numbers(month, 0).filter((it) => it === 0).length}校`);
      const missing = asks.map((month) => {
        const names = schools.filter((row) => !seenIn(month).includes(row)).map(({ name }) => name);
        return `${month}月${names.length === 0 ? '应报学校都已报送' : `未报${names.length}校：${names.join('、')}`}`;
      });
      const nobodyMissing = asks.length === 2 && asks.every((month) => seenIn(month).length === 3);
      const asked5 = [
        ...(asks.some((month) => seenIn(month).length < 3) ? ['未报学校抓紧补报'] : []),
        ...(asks.some((month) => lateIn(month).length > 0) ? ['逾期补报的学校以后按时报送'] : []),
        ...(sum(known) > 0 ? ['有待处理事件的学校抓紧处理'] : []),
        '各学校于11月25日24:00前报送11月报表，没有发生的也要填0、不要留空',
      ];
      const { sentences } = json(path);
      // The next two parts have a test of their own.
      const [checked = '', taught = ''] = sentences.slice(9, 11);
      expect(checked).toContain(ever.length === 0 ? '没有已报学校' : `应报3校，报过的${ever.length}校`);
      expect(taught).toContain(ever.length === 0 ? '没有学校填报教育活动' : '教师专题培训');
      expect(sentences).toEqual([
        '现将2018年9—10月各学校学生欺凌事件发生情况通报如下。各数只计截至2018年10月30日已报送（填写无误、签字齐全）的报表，没有报送、没有填写的不作0计。',
        '一、报送情况',
        `${first.join('；')}。`,
        zeros.length === 0
          ? '没有已报学校，零报告无从统计。'
          : `已报学校中，零报告（明确填报0件）${zeros.join('、')}。`,
        nobodyMissing
          ? '截至2018年10月30日，两个月的应报学校都已报送，没有未报学校。'
          : `截至2018年10月30日，${missing.join('；')}。`,
        '二、事件情况',
        sumSentence(counts, numbers, months, whole, (pair) =>
          sum(whole.flatMap((row) => pair.map((month) => counts(row, month)?.[0] ?? 0))),
        ),
        known.length === 0
          ? '期末待处理件数无数据。'
          : `期末待处理${sum(known)}件，由应报3校中各月件数齐全的${known.length}校累计得出${known.length < 3 ? '，其余学校不详' : ''}。`,
        '三、“四个落实”和教育活动情况',
        checked,
        taught,
        '四、工作要求',
        `请${asked5.join('，')}。`,
      ]);
      for (const sentence of sentences) {
        expect(plainText(page)).toContain(sentence);
        expect(wordsOf(readFileSync(join(path, report.draft)))).toContain(sentence);
      }
      expect(barsOf(page)).toEqual(
        [7, 8, 9, 10].map((month) => {
          const list = numbers(month, 0);
          if (!months.includes(month)) return '无数据（尚未开始）';
          return list.length === 0 ? '无数据' : `${sum(list)}件，${list.length}/3校`;
        }),
      );

      // The same in the JSON, where each number also says where it stands.
      const { figures } = json(path);
      expect(report.figures).toEqual(figures.totals);
      const all = [9, 10].flatMap((month) => numbers(month, 0));
      expect(figures.totals.incidents.sum).toBe(all.length === 0 ? null : sum(all));
      for (const { code, months: own, before } of figures.schools)
        for (const { period, version, checkCode, counts: figured } of [...before, ...own]) {
          const { is, value, cell = '' } = figured.incidentsCriminal;
          if (is !== 'number') continue;
          const row = schools.find((it) => it.code === code) ?? schools[0];
          const [tab = '', a1 = ''] = cell.split('!');
          const file = row && workbookOf(path, row, Number(period.slice(5)));
          expect(seen(file ?? '').Sheets[tab]?.[a1]?.v).toBe(value);
          expect([version, checkCode]).toEqual([1, expect.stringMatching(/^.{4}-.{4}$/)]);
        }
      rmSync(join(path, '..'), { recursive: true, force: true });
    }
  }, 400_000);

  it('is not drawn again while nothing changed, whenever it is asked for', async () => {
    const path = await quietDistrict();
    await draft(path, '2018-10-30T09:00');
    const before = fingerprint(path);
    const again = await draft(path, '2018-11-07T15:00', '2018-10');
    expect(again.letters).toEqual([]);
    expect(fingerprint(path)).toEqual(before);

    unlinkSync(join(path, folder, '通报草稿.html'));
    await draft(path, '2018-11-08T09:00');
    const html = (print: Record<string, string>) =>
      Object.entries(print)
        .find(([name]) => name.endsWith('.html'))?.[1]
        .split(' ')[1];
    expect(html(fingerprint(join(path, folder)))).toBe(html(before));
  });

  it('takes the place of an older draft when figures changed, but never of one that somebody edited', async () => {
    const path = await quietDistrict();
    const first = await draft(path, '2018-10-30T09:00');
    const code = json(path).draft;
    const [row] = schools;
    if (!row) throw new Error('no school');
    await fill(path, row, 10, incidents(2, 0, 0, 0), '2018-10-31');
    await inProcess('validate', path, '2018-10-31T11:00');
    const second = await draft(path, '2018-10-31T11:30');
    expect(second.report.draft).toBe(first.report.draft);
    expect(json(path).draft).not.toBe(code);
    expect(readdirSync(join(path, folder)).sort()).toEqual(['数据.json', '通报草稿.docx', '通报草稿.html']);

    const edited = Buffer.concat([readFileSync(join(path, second.report.draft)), Buffer.from('改')]);
    writeFileSync(join(path, second.report.draft), edited);
    expect((await draft(path, '2018-10-31T12:00')).report.draft).toBe(second.report.draft);
    expect(readFileSync(join(path, second.report.draft))).toEqual(edited);

    await fill(path, row, 10, incidents(3, 0, 0, 0), '2018-11-01');
    await inProcess('validate', path, '2018-11-01T11:00');
    const third = await draft(path, '2018-11-01T11:30');
    expect(third.report.draft).toBe(`${folder}/通报草稿 2.docx`);
    expect(readFileSync(join(path, second.report.draft))).toEqual(edited);
    expect(readdirSync(join(path, folder)).sort()).toEqual(
      ['数据 2.json', '数据.json', '通报草稿 2.docx', '通报草稿 2.html', '通报草稿.docx', '通报草稿.html'].sort(),
    );
    expect(json(path, '数据 2.json').figures.totals.incidents.sum).toBe(6);
    const views = await inDistrict(path, '2018-11-01T12:00', async (world, district) => bulletinViews(world, district));
    expect(views).toMatchObject([{ from: '2018-09', through: '2018-10', state: 'drafted', path: third.report.draft }]);
    expect(views[0]?.note).toContain(json(path, '数据 2.json').draft);
  });

  it('stands beside one that is open in an office program', async () => {
    const path = await quietDistrict();
    await draft(path, '2018-10-30T09:00');
    const [row] = schools;
    if (!row) throw new Error('no school');
    await fill(path, row, 10, incidents(2, 0, 0, 0), '2018-10-31');
    await inProcess('validate', path, '2018-10-31T11:00');
    writeFileSync(join(path, folder, '~$通报草稿.docx'), '');
    expect((await draft(path, '2018-10-31T11:30')).report.draft).toBe(`${folder}/通报草稿 2.docx`);
  });

  it('is told to the section once, at a humane hour, and to nobody else', async () => {
    const path = await quietDistrict();
    await typeSetting(path, '安全科邮箱', 'anquan@example.cn');
    expect((await draft(path, '2018-10-30T06:00')).letters).toEqual([]);
    const told = await draft(path, '2018-10-30T09:00');
    const code = json(path).draft;
    expect(told.letters).toMatchObject([
      { key: `bulletin/2018-09..2018-10/draft/${code}`, to: ['anquan@example.cn'], state: 'sent' },
    ]);
    expect((await draft(path, '2018-10-30T10:00')).letters).toEqual([]);
    expect(letters(path)).toHaveLength(1);
    const eml = readFileSync(join(path, '发件箱', letters(path)[0] ?? ''), 'utf8');
    const text = Buffer.from(
      eml
        .split(/\r\n\r\n/)
        .slice(2, 3)
        .join('')
        .split('--')[0] ?? '',
      'base64',
    ).toString('utf8');
    // Lines of the text part are folded where the voice rests.
    const whole = text.replace(/\s/g, '');
    for (const sentence of json(path).sentences)
      if (!/^[一二三四]、/.test(sentence)) expect(whole).toContain(sentence.replace(/\s/g, ''));
    expect(whole).toContain('通报／2018年09—10月／通报草稿.docx');
  });

  it('is drafted by run on the third working day after the second deadline, once', async () => {
    const path = await quietDistrict();
    expect(await due(path, '2018-10-29T17:00')).toBeUndefined();
    expect(existsSync(join(path, folder, '通报草稿.docx'))).toBe(false);
    const drafted = await due(path, '2018-10-30T02:00');
    expect(drafted?.report.draft).toBe(`${folder}/通报草稿.docx`);
    const before = fingerprint(path);
    expect(await due(path, '2018-10-30T09:00')).toBeUndefined();
    expect(fingerprint(path)).toEqual(before);

    await typeSetting(path, '安全科邮箱', 'anquan@example.cn');
    expect(await due(path, '2018-10-31T03:00')).toBeUndefined();
    expect((await due(path, '2018-10-31T09:00'))?.letters).toMatchObject([{ state: 'sent' }]);
    expect(await due(path, '2018-10-31T10:00')).toBeUndefined();
  });

  it('is planned only in a dry run', async () => {
    const path = await quietDistrict();
    await typeSetting(path, '安全科邮箱', 'anquan@example.cn');
    const before = fingerprint(path);
    const planned = await inDistrict(
      path,
      '2018-10-30T09:00',
      (world, district) => bulletin(world, district, { drawDocument, dryRun: true }),
      true,
    );
    expect(planned.report.draft).toBe(`${folder}/通报草稿.docx`);
    expect(planned.letters).toMatchObject([{ state: 'planned' }]);
    expect(fingerprint(path)).toEqual(before);
  });

  it('is refused for months of which nothing was handed out, and drafted early with the open month marked', async () => {
    const path = makeDistrict(schools);
    await handOut(path, [9]);
    await expect(draft(path, '2018-09-10T09:00', '2018-05')).rejects.toThrow('2018年5—6月没有发过报表');
    const early = await draft(path, '2018-09-10T09:00');
    expect(early.report).toMatchObject({ from: '2018-09', through: '2018-10' });
    expect(early.report.figures.months.map(({ status }) => status)).toEqual(['open', 'notHandedOut']);
    expect(json(path).sentences.join('')).not.toMatch(/增加|减少|持平/);
    expect(basename(early.report.draft)).toBe('通报草稿.docx');
  });
});
