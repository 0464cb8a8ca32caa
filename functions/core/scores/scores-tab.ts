import type { BookCell, BookTab, BookValue } from '../../../schemas/book.ts';
import type { Area } from '../../../schemas/layout.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { dateTitle } from '../bulletin/words.ts';
import { yearTitle } from '../campaign-year.ts';
import { code, type Drawn, heightFor, placed, printed, text } from '../master/drawn.ts';
import { firstItemRow } from '../master/list-tab.ts';
import { minuteTitle } from '../master/times.ts';
import type { Points, SchoolScore } from './score.ts';
import { dimensionTotal, fullTotal, ratioFormula, totalFormula, trialFormulas } from './scores-formulas.ts';
import { type ScoresLayout, scoresLayout } from './scores-layout.ts';
import type { ScoresView } from './scores-view.ts';
import { noData } from './totals.ts';

/** 督导评分: each school's points by indicator, and totals as formulas over them. In the order of the codes, unranked. */
export function scoresTab(view: ScoresView | undefined, asOf: string): BookTab {
  const shown = view ?? { year: Number(asOf.slice(0, 4)) || 0, indicators: [], schools: [] };
  const layout = scoresLayout(shown);
  const width = Math.max(layout.columns, 8);
  const lines = [view ? standing(view) : nothingYet, view && view.schools.length === 0 ? nothingYet : howCounted];
  const widths = widthsOf(layout, width);
  // What is said above the table stands on the first page, however many pages it is wide.
  const said = Math.min(width, 14);
  const room = widths.slice(0, said).reduce((sum, it) => sum + it, 0);
  const cells: BookCell[] = [
    placed(0, 0, text(view ? `${yearTitle(view)}${masterTabs.scores}` : masterTabs.scores, 'h1')),
    ...lines.map((words, at) => placed(1 + at, 0, text(words, 'lead'))),
    ...headCells(layout),
    ...shown.schools.flatMap((score, index) => schoolCells(shown, layout, score, index)),
  ];
  return {
    name: masterTabs.scores,
    flag: 'read',
    widths,
    heights: new Map([
      [0, 28],
      ...lines.map((words, at): [number, number] => [1 + at, heightFor(words, room)]),
      [layout.headRow - 1, 20],
      [layout.headRow, 48],
      ...shown.schools.map((_, index): [number, number] => [layout.firstRow + index, 18]),
    ]),
    cells,
    merges: [
      ...lines.map((_, at): Area => ({ row: 1 + at, column: 0, rows: 1, columns: said })),
      ...layout.dimensions
        .filter(({ first, last }) => last > first)
        .map(
          ({ first, last }): Area => ({ row: layout.headRow - 1, column: first, rows: 1, columns: last - first + 1 }),
        ),
    ],
    freeze: { rows: layout.firstRow, columns: 2 },
    locked: true,
    print: { ...printed(layout.firstRow, minuteTitle(asOf)), pagesWide: layout.columns > 16 ? 2 : 1, repeatColumns: 2 },
  };
}

const nothingYet = '还没有学校要报送，评不了分。';

const howCounted =
  '办法在《区级设置》的“评分办法”里改。维度小计是各项得分之和；总分＝得分之和÷有数据的各项满分之和×100，保留一位小数，都是公式，点开可以看。“暂无数据”的指标不算分，也不算满分。事件的件数不在任何一项里。每一分的出处见“评分依据”，点学校名称就到。';

function standing({ published, code: named }: ScoresView): string {
  if (!published)
    return `尚未公布：以下由程序按现有数据预填，每次运行更新。现场打的分填在“实地评分”；两个人在“评分公布”里签了，下一次运行定稿并告诉各校。${named === undefined ? '' : `评分编号 ${named}，抄到“评分公布”里，分数后来变了就不会照旧公布。`}`;
  const { version, publishedOn, appealBy } = published;
  const which = version === 1 ? '第 1 版' : `第 ${version} 版（申诉后改过）`;
  return `已公布，${which}，公布日期${dateTitle(publishedOn)}，不再随数据变。申诉期到${dateTitle(appealBy)} 24:00 止。`;
}

function widthsOf({ columns, points, dimensions, totalAt }: ScoresLayout, width: number): number[] {
  const wide = new Map<number, number>([
    [0, 13],
    [1, 22],
    ...points.flatMap(({ countedAt }) => (countedAt === undefined ? [] : [[countedAt, 16] as const])),
    ...dimensions.map((group) => [group.totalAt, 13] as const),
    [totalAt, 11],
  ]);
  return Array.from({ length: Math.max(width, columns) }, (_, at) => wide.get(at) ?? 9);
}

function headCells(layout: ScoresLayout): BookCell[] {
  const { points, dimensions, headRow, fullRow, trialRow, totalAt, trialAt } = layout;
  const put = (row: number, column: number, value: string): BookCell => placed(row, column, text(value, 'columnHead'));
  const mark = (row: number, column: number, value: BookValue): BookCell => ({ row, column, value, style: 'mark' });
  const labels = ['满分', ...(trialRow === undefined ? [] : ['试算满分', '试算系数'])];
  return [
    ...dimensions.flatMap(({ title, first, last }) =>
      Array.from({ length: last - first + 1 }, (_, at) => put(headRow - 1, first + at, at === 0 ? title : '')),
    ),
    put(headRow, 0, '学校编码'),
    put(headRow, 1, '学校名称'),
    ...points.flatMap(({ at, countedAt, indicator }) => [
      put(headRow, at, indicator.name),
      ...(countedAt === undefined ? [] : [put(headRow, countedAt, '自动得分（供对照）')]),
    ]),
    ...dimensions.map(({ title, totalAt: column }) => put(headRow, column, `${title}小计`)),
    put(headRow, totalAt, '总分（百分制）'),
    ...(trialAt === undefined ? [] : [put(headRow, trialAt, '试算总分'), put(headRow, trialAt + 1, '差值')]),
    ...labels.map((label, at) => placed(fullRow + at, 1, text(label, 'strong'))),
    ...points.flatMap(({ at, indicator }) => [
      mark(fullRow, at, indicator.full),
      ...(trialRow === undefined
        ? []
        : [
            mark(trialRow, at, indicator.trial ?? indicator.full),
            mark(trialRow + 1, at, ratioFormula(layout, at, indicator)),
          ]),
    ]),
    ...dimensions.map((group) => mark(fullRow, group.totalAt, fullTotal(layout, group))),
    mark(fullRow, totalAt, 100),
  ];
}

function schoolCells({ indicators }: ScoresView, layout: ScoresLayout, score: SchoolScore, index: number): BookCell[] {
  const row = layout.firstRow + index;
  const value = (column: number, of: BookValue): BookCell => ({ row, column, value: of, style: 'mark' });
  const a1 = `A${firstItemRow + index * indicators.length + 1}`;
  const name: Drawn = { ...text(score.name, 'link'), link: { to: 'cell', tab: masterTabs.scoreEvidence, a1 } };
  return [
    placed(row, 0, code(score.school)),
    placed(row, 1, indicators.length === 0 ? text(score.name) : name),
    ...layout.points.flatMap(({ at, countedAt, index: of }) => {
      const points = score.points[of];
      return points
        ? [
            placed(row, at, drawnPoints(points)),
            ...(countedAt === undefined ? [] : [placed(row, countedAt, beside(points))]),
          ]
        : [];
    }),
    ...layout.dimensions.map((group) => value(group.totalAt, dimensionTotal(row, group, score, layout))),
    value(layout.totalAt, totalFormula(row, layout, indicators, score)),
    ...trialFormulas(row, layout, indicators, score).map((of, at) => value((layout.trialAt ?? 0) + at, of)),
  ];
}

/** A number that sums count, or the words that there is none, which they do not. */
export function drawnPoints({ points }: Pick<Points, 'points'>): Drawn {
  return points === null ? text(noData) : { value: points, style: 'mark' };
}

/** What was counted stands as words beside what took its place, so that no formula counts both. */
function beside({ counted, site, appealed }: Points): Drawn {
  if (site === undefined && appealed === undefined) return text('');
  return text(`自动 ${counted ?? noData}${appealed !== undefined && site !== undefined ? `，实地 ${site}` : ''}`);
}
