import type { BookTab } from '../../../schemas/book.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { code, type Drawn, fileLink, text } from '../master/drawn.ts';
import { type Column, listTab } from '../master/list-tab.ts';
import { minuteTitle } from '../master/times.ts';
import type { Indicator, Points, SchoolScore } from './score.ts';
import { drawnPoints } from './scores-tab.ts';
import type { ScoresView } from './scores-view.ts';
import type { Evidence } from './source.ts';

interface Line {
  readonly score: SchoolScore;
  readonly indicator: Indicator;
  readonly points: Points;
}

const optional = (value: number | undefined): Drawn => (value === undefined ? text('') : { value, style: 'mark' });

const columns: readonly Column<Line>[] = [
  { title: '学校编码', width: 13, cell: ({ score }) => code(score.school) },
  { title: '学校名称', width: 22, cell: ({ score }) => text(score.name) },
  { title: '维度', width: 14, cell: ({ indicator }) => text(indicator.dimension) },
  { title: '指标', width: 18, cell: ({ indicator }) => text(indicator.name) },
  { title: '满分', width: 8, cell: ({ indicator }) => ({ value: indicator.full, style: 'mark' }) },
  { title: '得分', width: 10, cell: ({ points }) => drawnPoints(points) },
  { title: '自动得分', width: 10, cell: ({ points }) => drawnPoints({ points: points.counted }) },
  { title: '实地评分', width: 10, cell: ({ points }) => optional(points.site) },
  { title: '申诉后', width: 8, cell: ({ points }) => optional(points.appealed) },
  { title: '取数', width: 14, cell: ({ indicator }) => text(indicator.source) },
  { title: '依据', width: 46, cell: ({ points }) => text(points.says) },
  { title: '出处', width: 34, cell: ({ points }) => whereFrom(points.evidence) },
];

/** 评分依据: one row a school and indicator, in the order of 督导评分. */
export function scoreEvidenceTab(view: ScoresView | undefined, asOf: string): BookTab {
  const items = (view?.schools ?? []).flatMap((score) =>
    score.points.flatMap((points, at): Line[] => {
      const indicator = view?.indicators[at];
      return indicator ? [{ score, indicator, points }] : [];
    }),
  );
  return listTab({
    name: masterTabs.scoreEvidence,
    lead: '“督导评分”里每一分凭什么：取的什么数，在哪份报表、哪一格，或哪张登记表、哪一行。一处以上的列第一处，全部出处用 explain 查（score/年度/学校编码）。',
    empty: '还没有评分。',
    columns,
    items,
    frozen: 2,
    rowHeight: 18,
    asOf: minuteTitle(asOf),
  });
}

function whereFrom(evidence: readonly Evidence[]): Drawn {
  const [first] = evidence;
  if (!first) return text('');
  const more = evidence.length > 1 ? ` 等 ${evidence.length} 处` : '';
  return fileLink(`${placeWords(first)}${more}`, first.path, first.cell);
}

/** `2018年9月 自查表!C8`, `学校文件!A5`. */
export function placeWords({ period, cell }: Pick<Evidence, 'period' | 'cell'>): string {
  return [period === undefined ? '' : periodTitle(period), cell === '' ? '报表' : cell]
    .filter((it) => it !== '')
    .join(' ');
}
