import { foldLabel } from '../../../schemas/text.ts';
import { localDate } from '../../core/calendar.ts';
import type { Indicator, Points } from '../../core/scores/score.ts';
import type { Evidence } from '../../core/scores/source.ts';
import { totalOf } from '../../core/scores/totals.ts';
import { OperatorError } from '../../operator-error.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { placeOf } from '../explain.ts';
import { gatherMaster } from '../gather-master.ts';
import { yearScores } from './scores-of.ts';

/** A place that a point rests on, as people find it. */
export interface ScorePlace {
  /** The workbook's path; a spreadsheet online has no ending. */
  readonly file: string;
  readonly link?: string;
  /** `自查表!C8`, `学校文件!A5`; empty for the report as a whole. */
  readonly cell: string;
  readonly says: string;
}

/** Points of one indicator with everything they rest on; null is 暂无数据. */
export interface ExplainedPoints extends Pick<Indicator, 'dimension' | 'full' | 'source'>, Omit<Points, 'evidence'> {
  readonly indicator: string;
  readonly evidence: readonly ScorePlace[];
}

/** A school's scores of a year traced back. */
export interface ScoreExplanation {
  readonly figure: string;
  readonly year: number;
  readonly school: string;
  readonly name: string;
  /** Of a hundred, over what has data; null where nothing has. */
  readonly total: number | null;
  /** 0 while they are not published. */
  readonly version: number;
  readonly scores: readonly ExplainedPoints[];
}

/** How a score is asked for: `score/2018/371311001`, or with an indicator, `score/2018/371311001/按时报送`. */
export function isScore(asked: string): boolean {
  return asked.startsWith('score/');
}

/** Follows a school's score, or one indicator's points, to reports' cells and rows of registers. */
export async function explainScore(world: World, district: District, asked: string): Promise<ScoreExplanation> {
  const [, year = '', code = '', name, ...more] = asked.split('/');
  if (!/^\d{4}$/.test(year) || code === '' || more.length > 0)
    throw new OperatorError(`“${asked}”不是一个得分的名字，应写成 score/2018/学校编码，或 score/2018/学校编码/指标。`);
  const { rows, asOf } = await gatherMaster(world, district);
  const { view } = await yearScores(world, district, rows, Number(year), localDate(asOf || world.now));
  const score = view.schools.find(({ school }) => school === code);
  if (!score) throw new OperatorError(`${year}年度没有学校 ${code} 的评分。`);
  const asks = ({ name: own }: Indicator): boolean => name === undefined || foldLabel(own) === foldLabel(name);
  const scores: ExplainedPoints[] = [];
  for (const [at, points] of score.points.entries()) {
    const indicator = view.indicators[at];
    if (indicator && asks(indicator)) scores.push(await explained(world, indicator, points));
  }
  if (scores.length === 0) throw new OperatorError(`${year}年度的评分里没有指标“${name}”。`);
  return {
    figure: asked,
    year: Number(year),
    school: code,
    name: score.name,
    total: totalOf(view.indicators, score.points),
    version: view.published?.version ?? 0,
    scores,
  };
}

async function explained(world: World, indicator: Indicator, points: Points): Promise<ExplainedPoints> {
  const { name, dimension, full, source } = indicator;
  const { evidence, ...given } = points;
  const places: ScorePlace[] = [];
  for (const it of evidence) places.push(await placed(world, it));
  return { indicator: name, dimension, full, source, ...given, evidence: places };
}

async function placed(world: World, { path, cell, says }: Evidence): Promise<ScorePlace> {
  return { ...(await placeOf(world, path)), cell, says };
}

/** The same for a terminal. */
export function scoreLines({ year, school, name, total, version, scores }: ScoreExplanation): string[] {
  const standing = version === 0 ? '尚未公布' : `已公布，第 ${version} 版`;
  return [
    `${year}年度 ${name}（${school}）：总分 ${total ?? '暂无数据'}（${standing}）`,
    ...scores.flatMap((it) => [
      `  ${it.dimension} ${it.indicator}：${it.points ?? '暂无数据'} / ${it.full}　${it.says}${besides(it)}`,
      ...it.evidence.map(
        ({ file, link, cell, says }) => `    ${says} ← ${file} ${cell}${link === undefined ? '' : ` ${link}`}`,
      ),
    ]),
  ];
}

function besides({ counted, site, appealed }: ExplainedPoints): string {
  const parts = [
    ...(site === undefined ? [] : [`实地 ${site}`]),
    ...(appealed === undefined ? [] : [`申诉后 ${appealed}`]),
  ];
  return parts.length === 0 ? '' : `（自动 ${counted ?? '暂无数据'}，${parts.join('，')}）`;
}
