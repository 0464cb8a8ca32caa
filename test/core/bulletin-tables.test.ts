import { describe, expect, it } from 'vitest';
import type { BulletinFigures } from '../../functions/core/bulletin/bulletin-figures.ts';
import type { BulletinDocument } from '../../functions/core/bulletin/document.ts';
import type { BulletinTable } from '../../functions/core/bulletin/table.ts';
import { countedByHand, paper } from './bulletin-naive.ts';
import type { Story } from './bulletin-papers.ts';
import type { Count } from './bulletin-sample.ts';
import { draftOf, forEachDistrict, withIssued } from './bulletin-stories.ts';

type Counted = ReturnType<typeof countedByHand>;

/** The rows of a table as words; what stands smaller comes after a bar. */
function rowsOf(document: BulletinDocument, caption: string): string[][] {
  const blocks = document.annexes.flatMap((annex) => annex.blocks);
  const table = blocks.find((it): it is BulletinTable => it.is === 'table' && it.caption.includes(caption));
  if (!table) throw new Error(`no table ${caption}`);
  for (const { cells } of table.rows) expect(cells).toHaveLength(table.widths.length);
  return table.rows.map(({ cells }) => cells.map(({ text, under }) => [text, under].filter(Boolean).join('|')));
}

function check(
  of: (document: BulletinDocument, story: Story, counted: Counted, figures: BulletinFigures) => void,
): void {
  forEachDistrict((story) => {
    const figures = withIssued(story);
    of(draftOf(figures, story.ended), story, countedByHand(story.now, story.ended), figures);
  });
}

const isData = (status: string): boolean => status === 'ended' || status === 'open';
const hasLastYear = ({ totals }: Counted): boolean => totals.lastYear.months.some(({ status }) => isData(status));

type Total = Counted['totals']['incidents'];
type Sum = Total['months'][number];
type Change = Total['change'];

const one = ({ sum, schools, expected }: Sum): string => (sum === null ? '无数据' : `${sum}|${schools}/${expected}`);
const both = ({ sum, months }: Total['before']): string =>
  sum === null ? '无数据' : `${sum}|${months.map((it) => `${it.schools}/${it.expected}`).join('\n')}`;
function difference(change: Change, unit: string): string {
  if (change.now === undefined || change.before === undefined) return '不作比较';
  const by = Math.abs(change.now - change.before);
  const words = by === 0 ? '持平' : `${change.now > change.before ? '增加' : '减少'}${by}${unit}`;
  return `${words}|${change.schools}校：${change.before}→${change.now}`;
}

describe('the tables of 50 random districts', () => {
  it('say who reported as the papers do', () => {
    check((document, _, counted) => {
      const { totals } = counted;
      const months = [
        ...(hasLastYear(counted) ? totals.lastYear.months : []),
        ...totals.before.months,
        ...totals.months,
      ];
      const line = (title: string, of: (month: (typeof months)[number]) => string | number): string[] => [
        title,
        ...months.map((month) => (isData(month.status) ? String(of(month)) : '—')),
      ];
      const rate = (value: number | null): string => (value === null ? '未到期' : `${value}%`);
      expect(rowsOf(document, '报送情况（校）').slice(2)).toEqual([
        line('应报', (it) => it.expected),
        line('已报', (it) => it.reported),
        line('其中零报告', (it) => it.zeroReports),
        line('其中按时', (it) => it.onTime),
        line('其中补报', (it) => it.late.length),
        line('逾期未报', (it) => (it.status === 'ended' ? it.missing.length : '未到期')),
        line('获准延期', (it) => it.extended.length),
        line('报送率', (it) => rate(it.rates.reported)),
        line('按时率', (it) => rate(it.rates.onTime)),
      ]);
    });
  });

  it('say what happened as the papers do, and nothing of the kind of case where few schools had one', () => {
    let untold = 0;
    check((document, _, counted) => {
      const { totals } = counted;
      const few = ({ some }: { some: number }): boolean => some === 1 || some === 2;
      const { incidents } = totals;
      const hides = {
        months: few(incidents) || incidents.months.some(few),
        now: few(incidents),
        before: few(incidents.before),
        lastYear: few(incidents.lastYear),
      };
      const cells = (total: Total, isKind: boolean): string[] => {
        const hidden = (is: boolean, words: string): string => (isKind && is ? '不单列' : words);
        return [
          ...total.months.map((it) => hidden(hides.months, one(it))),
          hidden(hides.now, both(total)),
          hidden(hides.before, both(total.before)),
          hidden(hides.now || hides.before, difference(total.change, '件')),
          ...(hasLastYear(counted)
            ? [
                hidden(hides.lastYear, both(total.lastYear)),
                hidden(hides.now || hides.lastYear, difference(total.changeLastYear, '件')),
              ]
            : []),
        ];
      };
      const rows = rowsOf(document, '事件情况（件）');
      expect(rows).toEqual([
        ['发生', ...cells(totals.incidents, false)],
        ['其中：接收举报发现', ...cells(totals.incidentsReported, true)],
        ['其中：构成刑事案件', ...cells(totals.incidentsCriminal, true)],
        ['处理', ...cells(totals.handledCount, false)],
      ]);
      untold += rows.flat().filter((it) => it === '不单列').length;
    });
    expect(untold).toBeGreaterThan(20);
  });

  it('say what is in place and what was held as the papers do', () => {
    check((document, _, counted) => {
      const { totals, people } = counted;
      const { groups } = totals.checklist;
      expect(rowsOf(document, '“四个落实”情况')).toEqual(
        groups.flatMap(({ title, items, whole, lacking }) => [
          ...items.map((it) => [title, it.title, String(it.yes), String(it.no.length), '0']),
          ...(items.length > 1
            ? [[title, `${items.length}项全有 / 有一项以上是“无”`, String(whole), String(lacking.length), '—']]
            : []),
        ]),
      );
      const names = new Map(people.map(({ code, name }) => [code, name]));
      const lists = groups.flatMap(({ items }) =>
        items.flatMap(({ title, no }) =>
          no.length === 0 ? [] : [`${title}：${no.length}校没有，${no.map((code) => names.get(code)).join('、')}。`],
        ),
      );
      const texts = document.annexes[0]?.blocks.flatMap((it) => (it.is === 'text' ? [it.text] : []));
      expect(texts?.filter((text) => text.includes('校没有，'))).toEqual(lists);
      expect(rowsOf(document, '教育活动情况').map((row) => row.slice(1))).toEqual(
        Object.entries(totals.education).map(([key, total]) => {
          const unit = key.endsWith('Times') ? '次' : '人次';
          return [
            ...total.months.map(one),
            both(total),
            both(total.before),
            difference(total.change, unit),
            ...(hasLastYear(counted) ? [both(total.lastYear), difference(total.changeLastYear, unit)] : []),
          ];
        }),
      );
    });
  });

  it('say of each school what its papers do: to schools without month and kind, to the section all', () => {
    const words = { in: '按时', late: '补报', overdue: '未报' } as const;
    check((document, { now }, counted, { schools }) => {
      const months = ['2018-09', '2018-10'] as const;
      const status = counted.totals.months.map((it) => it.status);
      const asked = counted.people.filter((school) =>
        months.some((month, at) => paper(now, school, month).is !== 'away' || !isData(status[at] ?? '')),
      );
      const stands = (school: (typeof asked)[number], at: 0 | 1): string => {
        if (!isData(status[at] ?? '')) return status[at] === 'notStarted' ? '未开始' : '未发放';
        const { is } = paper(now, school, months[at]);
        if (is === 'away') return '不要求';
        return is === 'notDue' ? (status[at] === 'open' ? '未到期' : '延期') : words[is];
      };
      const given = (school: (typeof asked)[number], index: number): [month: string, number: number][] =>
        months.flatMap((month) => {
          const of = paper(now, school, month);
          const value: Count = 'counts' in of ? (of.counts[index] ?? null) : null;
          return typeof value === 'number' ? [[`${Number(month.slice(5))}月`, value] as [string, number]] : [];
        });
      const together = (school: (typeof asked)[number], index: number): string => {
        const numbers = given(school, index);
        const [first] = numbers;
        if (!first) return '—';
        const alone = numbers.length === 1 && months.every((month) => paper(now, school, month).is !== 'away');
        return `${numbers.reduce((sum, [, it]) => sum + it, 0)}${alone ? `|仅${first[0]}` : ''}`;
      };
      const open = (code: string): string => {
        const backlog = schools.find((it) => it.code === code)?.backlog;
        if (backlog?.is === 'known') return String(backlog.open);
        return backlog?.why === 'notExpected' ? '—' : '不详';
      };
      expect(rowsOf(document, '各学校报送和事件情况').slice(0, -1)).toEqual(
        asked.map((school) => [
          school.name,
          stands(school, 0),
          stands(school, 1),
          together(school, 0),
          together(school, 3),
          open(school.code),
        ]),
      );
      const single = (school: (typeof asked)[number], month: string): string[] => {
        const of = paper(now, school, month);
        if (!('counts' in of)) return ['—', '—', '—', '—'];
        return of.counts.map((it) => (it === null ? '空' : it === '约3' ? '不清' : String(it)));
      };
      expect(rowsOf(document, '各学校两个月的报送').slice(0, -3)).toEqual(
        asked.map((school) => [
          school.name,
          stands(school, 0),
          ...single(school, '2018-09'),
          stands(school, 1),
          ...single(school, '2018-10'),
          open(school.code),
        ]),
      );
    });
  });

  it('tell schools nothing of a month or a kind of case of one school', () => {
    check((document) => {
      const [, told, section] = document.annexes;
      expect(JSON.stringify(told)).not.toMatch(/举报|刑事/);
      expect(section?.blocks.some(({ is }) => is === 'caution')).toBe(true);
    });
  });
});
