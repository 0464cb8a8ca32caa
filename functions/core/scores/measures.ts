import { periodTitle } from '../../../schemas/periods.ts';
import type { ScoreSourceTitle } from '../../../schemas/scoring/scheme.ts';
import { timelinessTitles } from '../../../schemas/state.ts';
import type { Audience, Evidence, Kept, MonthSource, Place, ScoreSource, TickSection } from './source.ts';

/** What one source says of a school. */
export type Measured =
  /** `share`: 0 to 1 of the full mark. */
  | { readonly is: 'measured'; readonly share: number; readonly says: string; readonly evidence: readonly Evidence[] }
  /** It was to be there and is not: nothing counts, unless nobody in the district has it yet. */
  | { readonly is: 'lacking'; readonly says: string; readonly evidence: readonly Evidence[] }
  /** Nobody can tell yet: 暂无数据. */
  | { readonly is: 'unknown'; readonly says: string };

/** Works out one source for one school; `need` is 达标值, blank for all of it. */
export type Measure = (source: ScoreSource, need: number | undefined) => Measured;

/** Every 取数 but 实地, which is what an inspector gave. */
export const measures: Readonly<Record<Exclude<ScoreSourceTitle, '实地'>, Measure>> = {
  组织建构: ticksOf('组织建构'),
  规章制度: ticksOf('规章制度'),
  日常监管: ticksOf('日常监管'),
  宣传载体: ticksOf('宣传载体'),
  按时报送: onTime,
  核实答复: answered,
  学生主题教育: termSessions,
  教师专题培训: yearSessions('teachers'),
  家长主题讲座: yearSessions('parents'),
  年度总结: summaryIn,
  学校文件: documentKinds,
  法治副校长: deputies,
  专项调查: surveyed,
  宣传形式: publicityForms,
  学期检查: checked,
  督学整改: mended,
};

const percent = (share: number): number => Math.round(share * 100);
const limited = (value: number, need: number): number => (need <= 0 ? 1 : Math.min(1, value / need));
const at = (place: Place, says: string): Evidence => ({ ...place, says });

/** The newest accepted report of the year says how things are. */
function ticksOf(section: TickSection): Measure {
  return ({ months }, need) => {
    const newest = months.findLast(({ said }) => said);
    const ticks = newest?.said?.ticks[section] ?? [];
    if (!newest || ticks.length === 0) return notReported(months);
    const has = ticks.filter((tick) => tick.has).length;
    return {
      is: 'measured',
      share: limited(has, need ?? ticks.length),
      says: `${periodTitle(newest.period)}自查表：有 ${has} 项，共 ${ticks.length} 项`,
      evidence: ticks.map((tick) => at(tick.place, tick.has ? '有' : '不是“有”')),
    };
  };
}

/** A school that was to report and did not has nothing to show; one that need not yet has not lost anything. */
function notReported(months: readonly MonthSource[]): Measured {
  const owed = months.filter(({ timeliness }) => timeliness === 'overdue');
  if (owed.length === 0) return { is: 'unknown', says: '还没有到报送的时候' };
  return { is: 'lacking', says: '没有报送', evidence: owed.map((month) => at(reportOf(month), '逾期未报')) };
}

function reportOf({ period, path }: MonthSource): Place {
  return { period, path, cell: '' };
}

function onTime({ months }: ScoreSource, need = 100): Measured {
  const due = months.filter(({ timeliness }) => timeliness !== 'notDue');
  if (due.length === 0) return { is: 'unknown', says: '还没有到截止的月份' };
  const count = (of: MonthSource['timeliness']): number => due.filter(({ timeliness }) => timeliness === of).length;
  const share = (count('onTime') + count('late') / 2) / due.length;
  return {
    is: 'measured',
    share: limited(percent(share), need),
    says: `应报 ${due.length} 个月，按时 ${count('onTime')} 个，逾期补报 ${count('late')} 个`,
    evidence: due.map((month) => at(reportOf(month), timelinessTitles[month.timeliness])),
  };
}

/** Who reported and was asked nothing has answered everything; who did not report could not be asked. */
function answered({ months }: ScoreSource, need = 100): Measured {
  if (!months.some(({ said }) => said)) return notReported(months);
  const queries = months.flatMap((month) => (month.timeliness === 'notDue' ? [] : month.queries));
  const done = queries.filter((query) => query.answered).length;
  return {
    is: 'measured',
    share: queries.length === 0 ? 1 : limited(percent(done / queries.length), need),
    says: queries.length === 0 ? '没有要核实的' : `请核实 ${queries.length} 处，已说明 ${done} 处`,
    evidence: queries.map((query) => at(query.place, query.answered ? '已说明' : '没有说明')),
  };
}

/** S25. A term that is not over counts where the school has done its part already, and not at all where it has not. */
function termSessions({ terms }: ScoreSource, need = 1): Measured {
  const counted = terms
    .map((term) => ({ ...term, times: term.sessions.reduce((sum, { times }) => sum + times, 0) }))
    .filter(({ ended, times }) => ended || times >= need);
  if (counted.length === 0) return { is: 'unknown', says: '学期还没有结束' };
  return {
    is: 'measured',
    share: counted.reduce((sum, { times }) => sum + limited(times, need), 0) / counted.length,
    says: counted.map(({ name, times }) => `${name} ${times} 次`).join('；'),
    evidence: counted.flatMap(({ sessions }) => sessions.map(({ place, times }) => at(place, `${times} 次`))),
  };
}

function yearSessions(audience: Exclude<Audience, 'pupils'>): Measure {
  return ({ months }, need = 1) => {
    const given = months.flatMap(({ said }) => {
      const { times, place } = said?.sessions[audience] ?? {};
      return times === undefined || !place ? [] : [{ times, place }];
    });
    if (given.length === 0) return notReported(months);
    const total = given.reduce((sum, { times }) => sum + times, 0);
    return {
      is: 'measured',
      share: limited(total, need),
      says: `${given.length} 个月共 ${total} 次`,
      evidence: given.map(({ times, place }) => at(place, `${times} 次`)),
    };
  };
}

function summaryIn({ summary }: ScoreSource): Measured {
  const evidence = (says: string): Evidence[] => (summary.place ? [at(summary.place, says)] : []);
  switch (summary.is) {
    case 'in':
      return { is: 'measured', share: 1, says: '已报齐并签名', evidence: evidence('已报送') };
    case 'owed':
      return { is: 'measured', share: 0, says: '过了截止没有报齐', evidence: evidence('没有报齐') };
    case 'notDue':
      return { is: 'unknown', says: '还没有到截止' };
  }
}

/** What a school hands in to be registered: without a row there is nothing, once anybody has one. */
function registered<T>(
  rows: readonly Kept<T>[],
  none: string,
  of: (rows: readonly Kept<T>[]) => Omit<Extract<Measured, { is: 'measured' }>, 'is'>,
): Measured {
  return rows.length === 0 ? { is: 'lacking', says: none, evidence: [] } : { is: 'measured', ...of(rows) };
}

function documentKinds({ documents }: ScoreSource, need = 1): Measured {
  return registered(documents, '“学校文件”里没有登记', (rows) => {
    const kinds = new Set(rows.map(({ kind }) => kind));
    return {
      share: limited(kinds.size, need),
      says: `${kinds.size} 种：${[...kinds].join('、')}`,
      evidence: rows.map(({ place, kind }) => at(place, kind)),
    };
  });
}

function deputies(source: ScoreSource, need = 1): Measured {
  return registered(source.deputies, '“法治副校长”里没有在聘的', (rows) => ({
    share: limited(rows.length, need),
    says: `在聘 ${rows.length} 人`,
    evidence: rows.map(({ place }) => at(place, '在聘')),
  }));
}

function surveyed({ surveys }: ScoreSource, need = 100): Measured {
  return registered(surveys, '“专项调查”里没有登记', (rows) => {
    const best = Math.max(...rows.map(({ coverage }) => coverage));
    return {
      share: limited(best, need),
      says: `做了 ${rows.length} 次，覆盖率最高 ${best}%`,
      evidence: rows.map(({ place, coverage }) => at(place, `覆盖率 ${coverage}%`)),
    };
  });
}

function publicityForms({ publicity }: ScoreSource, need = 1): Measured {
  return registered(publicity, '“活动宣传”里没有登记四种形式的活动', (rows) => {
    const forms = new Set(rows.map(({ form }) => form));
    return {
      share: limited(forms.size, need),
      says: `${forms.size} 种：${[...forms].join('、')}`,
      evidence: rows.map(({ place, form }) => at(place, form)),
    };
  });
}

/** The bureau goes to see: a school that it has not come to yet has lost nothing. */
function checked({ checks }: ScoreSource, need = 100): Measured {
  const right = checks.reduce((sum, check) => sum + check.right, 0);
  const of = checks.reduce((sum, check) => sum + check.of, 0);
  if (of === 0) return { is: 'unknown', says: '还没有检查过' };
  return {
    is: 'measured',
    share: limited(percent(right / of), need),
    says: `查了 ${of} 项，做到 ${right} 项`,
    evidence: checks.map((check) => at(check.place, `${check.of} 项里做到 ${check.right} 项`)),
  };
}

const mendedWords = {
  nothingFound: '没有问题',
  inTime: '按时整改',
  late: '超期整改',
  overdue: '超期没有整改',
  running: '整改期内',
} as const;
const mendedShare = { nothingFound: 1, inTime: 1, late: 0.5, overdue: 0 } as const;

function mended({ visits }: ScoreSource, need = 100): Measured {
  const judged = visits.flatMap((visit) => (visit.mended === 'running' ? [] : [mendedShare[visit.mended]]));
  if (judged.length === 0) return { is: 'unknown', says: visits.length === 0 ? '还没有检查过' : '还在整改期内' };
  const share = judged.reduce<number>((sum, it) => sum + it, 0) / judged.length;
  return {
    is: 'measured',
    share: limited(percent(share), need),
    says: Object.entries(Object.groupBy(visits, (visit) => visit.mended))
      .map(([is, some]) => `${mendedWords[is as keyof typeof mendedWords]} ${some.length} 次`)
      .join('，'),
    evidence: visits.map((visit) => at(visit.place, mendedWords[visit.mended])),
  };
}
