import type { Period } from '../../schemas/periods.ts';
import { hasPassed, instantOf } from './calendar.ts';
import type { LedgerState, ReportState } from './ledger-state.ts';

/** One school's report that 安全科 watches, with its own deadline (the first instant that is too late). */
export interface Watched {
  readonly name: string;
  readonly report: ReportState;
  readonly due: string;
}

/** Things of one sort that are new: how many, and which. */
export interface News {
  readonly title: string;
  readonly count: string;
  readonly names: readonly string[];
}

/**
 * What happened between two instants that 安全科 wants to hear of, from the ledger's state alone: nothing is opened for it.
 * What 安全科 gets a letter of its own about (a draft, a crime) is no news here.
 */
export function newsBetween(
  state: LedgerState,
  watched: readonly Watched[],
  since: string,
  now: string,
): readonly News[] {
  const isNew = (at: string): boolean => instantOf(at) > instantOf(since);
  const newest = watched.reduce<Period>((last, { report }) => (report.period > last ? report.period : last), '');
  const schools = (fits: (watched: Watched) => boolean): string[] =>
    watched.filter(fits).map(({ name, report }) => `${name}${report.period === newest ? '' : monthOf(report.period)}`);
  return [
    inSchools(
      '新报送',
      schools(({ report: { accepted } }) => accepted?.version === 1 && isNew(accepted.seenAt)),
    ),
    inSchools(
      '更正',
      schools(({ report: { accepted } }) => accepted !== undefined && accepted.version > 1 && isNew(accepted.seenAt)),
    ),
    inSchools(
      '新逾期',
      schools(
        ({ report, due }) => !report.accepted && report.lockedAt === undefined && isNew(due) && hasPassed(due, now),
      ),
    ),
    inSchools(
      '新的疑问',
      schools(({ report: { findings } }) =>
        findings.some(({ finding, since: raised }) => finding.severity === 'query' && isNew(raised)),
      ),
    ),
    inSchools(
      '读不了的报表',
      schools(({ report: { content } }) => content?.refused !== undefined && isNew(content.seenAt)),
    ),
    {
      title: '没送到的信',
      ...counted(
        '封',
        [...state.letters.values()]
          .filter((it) => it.state === 'refused' && isNew(it.at) && !isBulletin(it))
          .map(({ to }) => to.join('、')),
      ),
    },
  ].filter(({ names }) => names.length > 0);
}

/** True where somebody may have to be called or something judged: worth looking closer. */
export function maySomethingWait(state: LedgerState, watched: readonly Watched[], now: string): boolean {
  return (
    state.bulletins.size > 0 ||
    [...state.letters.values()].some((letter) => letter.state === 'refused') ||
    watched.some(
      ({ report, due }) =>
        (report.lockedAt === undefined &&
          (report.accepted === undefined ? hasPassed(due, now) : report.state !== 'submitted')) ||
        report.findings.some(({ finding }) => finding.severity === 'query'),
    )
  );
}

// Bulletins go after the summary of a run: what came of them stands in 总览.
function isBulletin({ key }: { readonly key: string }): boolean {
  return key.startsWith('bulletin/');
}

function inSchools(title: string, names: readonly string[]): News {
  return { title, ...counted('校', names) };
}

function counted(unit: string, names: readonly string[]): Omit<News, 'title'> {
  return { count: `${names.length} ${unit}`, names: [...new Set(names)] };
}

function monthOf(period: Period): string {
  return `（${Number(period.slice(5))}月）`;
}
