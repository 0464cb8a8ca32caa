import { periodTitle } from '../../../schemas/periods.ts';
import type { ChangeSentence } from '../bulletin/changes.ts';
import { pairTitle } from '../bulletin/pair.ts';
import type { AnnualFigures, CountedAs, StepTally, VisitFigures } from './annual-figures.ts';

type Line = readonly [title: string, value: number | string | null];

/** Which figures of a year's report changed since a draft, old → new; each by its name. */
export function changedAnnual(before: AnnualFigures, now: AnnualFigures): readonly ChangeSentence[] {
  const old = new Map(linesOf(before));
  const present = new Map(linesOf(now));
  const changes = [...new Set([...old.keys(), ...present.keys()])].flatMap((title) => {
    const [was, is] = [shown(old.get(title)), shown(present.get(title))];
    return was === is ? [] : [`${title}：${was} → ${is}`];
  });
  if (changes.length > 0 || JSON.stringify(before) === JSON.stringify(now)) return changes;
  return ['别的统计变了（见新草稿）'];
}

function shown(value: number | string | null | undefined): string {
  return value === undefined || value === null || value === '' ? '没有' : String(value);
}

function linesOf(figures: AnnualFigures): readonly Line[] {
  const { reporting, opinions, bulletins, cases, appeals, inspections, summaries, scores, checklist } = figures;
  return [
    ['统计区间', `${figures.days.from}—${figures.days.through}`],
    ['应报学校', figures.schools.length],
    ...reporting.months.flatMap(({ period, expected, reported, onTime }): Line[] => [
      [`${periodTitle(period)}应报`, expected],
      [`${periodTitle(period)}已报`, reported],
      [`${periodTitle(period)}按时`, onTime],
    ]),
    ['每个月都报了的学校', reporting.always],
    ['舆情件数', opinions.total],
    ['舆情涉及的学校', opinions.some],
    ...counted('舆情', opinions.verified),
    ...tallied('舆情回应', opinions.response),
    ['列入督办的舆情', opinions.linked],
    ['应发通报', bulletins.due],
    ...bulletins.issued.flatMap((it): Line[] => [
      [`${pairTitle(it)}通报`, it.number],
      [`${pairTitle(it)}通报的发生件数`, it.incidents],
      [`${pairTitle(it)}通报的处理件数`, it.handled],
    ]),
    ['督办件数', cases.total],
    ['督办涉及的学校', cases.some],
    ...counted('督办', [...cases.triggers, ...cases.severities, ...cases.stages]),
    ...cases.steps.flatMap((step) => tallied(`督办${step.title}`, step)),
    ['督办超过时限', cases.overdue],
    ['督办处置平均天数', cases.handling.mean],
    ['督办处置最长天数', cases.handling.longest],
    ['以前年度转来的督办', cases.carried.total],
    ['以前年度转来的督办已销号', cases.carried.closed],
    ['申诉件数', appeals.total],
    ...counted('申诉', [...appeals.accepted, ...appeals.decisions]),
    ['申诉已告知', appeals.notified],
    ['申诉超过时限', appeals.overdue],
    ...visits('专项督导', inspections.special),
    ...visits('日常检查', inspections.daily),
    ...(scores?.dimensions ?? []).map(({ title, mean }): Line => [`评分${title}平均`, mean]),
    ['年度总结应报', summaries?.expected ?? null],
    ['年度总结已报', summaries?.done ?? null],
    ['报过自查表的学校', checklist.schools],
    ...checklist.groups.flatMap(({ items }) =>
      items.flatMap(({ title, yes, no }): Line[] => [
        [`“${title}”为有的学校`, yes],
        [`“${title}”为无的学校`, no.length],
      ]),
    ),
  ];
}

function counted(what: string, counts: readonly CountedAs[]): Line[] {
  return counts.map(({ title, count }) => [`${what}${title}`, count]);
}

function tallied(what: string, { inTime, late, overdue, running }: StepTally): Line[] {
  return [
    [`${what}按时`, inTime],
    [`${what}逾期`, late],
    [`${what}超期未办`, overdue],
    [`${what}在时限内`, running],
  ];
}

function visits(what: string, it: VisitFigures): Line[] {
  return [
    [`${what}计划`, it.planned],
    [`${what}已检查`, it.visited],
    [`${what}到校`, it.schools],
    [`${what}过期未检查`, it.overdue],
    [`${what}问题`, it.problems],
    [`${what}整改完成`, it.rectified],
    [`${what}整改超期`, it.rectifyOverdue],
  ];
}
