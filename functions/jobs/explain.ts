import type { Window } from '../../schemas/events.ts';
import { type Field, type Form, fieldsOf, fieldTitle } from '../../schemas/form.ts';
import { allForms, definedName } from '../../schemas/forms.ts';
import { parseA1 } from '../../schemas/grid.ts';
import { isPeriod, type Period } from '../../schemas/periods.ts';
import { pairOf } from '../core/bulletin/pair.ts';
import { type Figure, figureAt } from '../core/master/figure-at.ts';
import type { MasterRow, MasterView } from '../core/master/master-view.ts';
import { OperatorError } from '../operator-error.ts';
import type { World } from '../world.ts';
import type { District } from './district.ts';
import { gatherMaster } from './gather-master.ts';

/** Where one school's number comes from. */
export interface Source {
  readonly school: string;
  readonly name: string;
  readonly value: string | number | null;
  /** False for values of a report that is not in: shown, never added. */
  readonly counted: boolean;
  /** Its path; a spreadsheet online has no ending. */
  readonly file: string;
  /** The address that opens it, where there is one. */
  readonly link?: string;
  /** `月报表!C13`; empty where nothing was read. */
  readonly cell: string;
  readonly version: number;
  readonly checkCode: string;
  /** Content hash of the workbook as it was read. */
  readonly revision: string;
  /** The workbook's own time, and when a run first saw it. */
  readonly madeAt: string;
  readonly seenAt: string;
}

/** A number traced back to its schools, files, cells, revisions and times. */
export interface Explanation {
  readonly figure: string;
  readonly period: Period;
  readonly form: string;
  readonly field: string;
  readonly title: string;
  /** The total over counted schools, or the one school's value. */
  readonly value: string | number | null;
  readonly window: Window;
  /** 应报, 已报, and schools that gave a number here. */
  readonly expected: number;
  readonly reported: number;
  readonly counted: number;
  readonly sources: readonly Source[];
}

/** A figure of a bulletin: the sum of its two months, each traced back. */
export interface PairExplanation extends Pick<Explanation, 'figure' | 'form' | 'field' | 'title' | 'value'> {
  readonly from: Period;
  readonly through: Period;
  readonly months: readonly Explanation[];
}

/**
 * Follows a figure: `2018-09/incidents`, `2018-09/incidents/371311001`, a cell of the master, `月报汇总!H12`, or a bulletin's,
 * `2018-09—10/incidents`.
 */
export async function explain(world: World, district: District, asked: string): Promise<Explanation | PairExplanation> {
  const view = await gatherMaster(world, district);
  const [, year, first, second, rest] = /^(\d{4})-(\d{2})[—–~-](\d{2})\/(.+)$/.exec(asked) ?? [];
  if (rest === undefined) return explainOne(world, view, asked);
  const pair = pairOf(`${year}-${first}` as Period);
  if (!isPeriod(`${year}-${first}`) || pair.from !== `${year}-${first}` || pair.through !== `${year}-${second}`)
    throw new OperatorError(`“${asked}”不是一期通报的两个月，应写成 2018-09—10/incidents。`);
  const months: Explanation[] = [];
  for (const period of [pair.from, pair.through]) months.push(await explainOne(world, view, `${period}/${rest}`));
  const numbers = months.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const { form = '', field = '', title = '' } = months[0] ?? {};
  const value = numbers.length > 0 ? numbers.reduce((sum, number) => sum + number, 0) : null;
  return { figure: asked, ...pair, form, field, title, value, months };
}

async function explainOne(world: World, view: MasterView, asked: string): Promise<Explanation> {
  const figure = asked.includes('!') ? figureOfCell(view, asked) : figureOfName(asked);
  const { form, field } = declared(figure);
  const period = view.periods.find((it) => it.period === figure.period);
  if (!period) throw new OperatorError(`${figure.period} 还没有发过报表。`);
  const rows = view.rows.filter((row) => row.period === figure.period);
  const key = definedName(form, field);
  const sources: Source[] = [];
  for (const row of rows)
    if (figure.school === undefined || row.school.code === figure.school)
      sources.push({ ...sourceOf(row, key), ...(await placeOf(world, row.path)) });
  if (figure.school !== undefined && sources.length === 0)
    throw new OperatorError(`${figure.period} 的应报学校里没有 ${figure.school}。`);
  const numbers = sources.flatMap(({ value, counted }) => (counted && typeof value === 'number' ? [value] : []));
  return {
    figure: asked,
    period: figure.period,
    form: form.key,
    field: field.key,
    title: fieldTitle(field),
    value: figure.school === undefined ? totalOf(field, numbers) : (sources[0]?.value ?? null),
    window: period.window,
    expected: period.expected,
    reported: period.reported,
    counted: numbers.length,
    sources,
  };
}

/** Nobody having given a number is not a total of 0. */
function totalOf(field: Field, numbers: readonly number[]): number | null {
  return field.kind === 'count' && numbers.length > 0 ? numbers.reduce((sum, number) => sum + number, 0) : null;
}

function figureOfName(asked: string): Figure {
  const [period = '', name = '', school, ...more] = asked.split('/');
  if (!isPeriod(period) || name === '' || more.length > 0)
    throw new OperatorError(
      `“${asked}”不是一个数字的名字，应写成 2018-09/incidents、2018-09/incidents/学校编码、2018-09—10/incidents，或 月报汇总!H12。`,
    );
  for (const form of allForms)
    for (const field of fieldsOf(form))
      if (name === field.key || name === definedName(form, field))
        return { period, form: form.key, field: field.key, ...(school === undefined ? {} : { school }) };
  throw new OperatorError(`没有“${name}”这个栏目。`);
}

function figureOfCell(view: MasterView, asked: string): Figure {
  const tab = asked.slice(0, asked.indexOf('!')).replace(/^'|'$/g, '');
  const place = parseA1(asked.slice(asked.indexOf('!') + 1));
  const figure = place && figureAt(view, tab, place.row, place.column);
  if (!figure)
    throw new OperatorError(
      `总表的 ${asked} 不是学校填报的数字；可以查总览的事件合计，和自查汇总、月报汇总、总结汇总里的数字。评分这样查：score/2018/学校编码。`,
    );
  return figure;
}

function declared(figure: Figure): { form: Form; field: Field } {
  const form = allForms.find(({ key }) => key === figure.form);
  const field = form && fieldsOf(form).find(({ key }) => key === figure.field);
  if (!form || !field) throw new OperatorError(`没有“${figure.form}_${figure.field}”这个栏目。`);
  return { form, field };
}

/** A workbook as people find it: a spreadsheet online has no ending. */
export async function placeOf(world: World, path: string): Promise<Pick<Source, 'file' | 'link'>> {
  const link = await world.store.linkTo(path);
  const file = world.store.saves(path) === 'byItself' ? path.replace(/\.xlsx$/, '') : path;
  return { file, ...(link === undefined ? {} : { link }) };
}

function sourceOf(row: MasterRow, key: string): Omit<Source, 'file' | 'link'> {
  const value = row.values[key];
  return {
    school: row.school.code,
    name: row.school.name,
    value: value?.value ?? null,
    counted: row.source === 'accepted',
    cell: value?.cell ?? '',
    version: row.version,
    checkCode: row.checkCode,
    revision: row.hash,
    madeAt: row.madeAt,
    seenAt: row.seenAt,
  };
}
