import type { AcceptedCounts } from '../../schemas/events.ts';
import type { Finding, SetAside } from '../../schemas/finding.ts';
import type { Period } from '../../schemas/periods.ts';
import type { Reading } from '../../schemas/reading.ts';
import type { School } from '../../schemas/roster.ts';
import { countsOf } from '../core/counts-of.ts';
import { type Judgement, rules } from '../core/judge.ts';
import { type ReportState, reportKey } from '../core/ledger-state.ts';
import { narrativeHash, narrativesOf } from '../core/narratives.ts';
import { checklistDueOf } from '../core/obligations/checklist-due.ts';
import { signalsOf } from '../core/registers/signals.ts';
import type { PastMonth, Signal, Surroundings } from '../core/rules/surroundings.ts';
import { termOf } from '../core/terms.ts';
import type { World } from '../world.ts';
import { type District, firstPeriod, handedOutPeriods, periodBefore } from './district.ts';

/** Fewer incidents in the whole district say nothing about how many a school should have. */
const leastIncidents = 5;

const onNewest: ReadonlySet<string> = new Set(rules.filter((rule) => rule.onNewest).map(({ code }) => code));

/** Who wrote what in a month: school by school, and narrative by narrative. */
interface Written {
  readonly bySchool: Map<string, readonly string[]>;
  readonly byHash: Map<string, Set<string>>;
}

/**
 * What the rules may know besides a report: as the ledger has it, with what this run has found out ahead of it. It also
 * tells which other reports must be judged again because of that.
 */
export class Neighbourhood {
  readonly #world: World;
  readonly #district: District;
  readonly #since: Period | undefined;
  readonly #handedOut: readonly Period[];
  readonly #signals: ReadonlyMap<string, readonly (Signal & { readonly school: string })[]>;
  readonly #waivers: ReadonlyMap<string, Surroundings['waivers']>;
  readonly #bySchool: ReadonlyMap<string, readonly ReportState[]>;
  readonly #rates = new Map<Period, number | undefined>();
  readonly #written = new Map<Period, Written>();
  readonly #accepted = new Map<string, AcceptedCounts>();
  /** 校验码 of what is in force, as far as this run changed it. */
  readonly #codes = new Map<string, string | undefined>();
  readonly #judged = new Map<string, Judgement>();

  constructor(world: World, district: District) {
    this.#world = world;
    this.#district = district;
    this.#since = firstPeriod(world);
    this.#handedOut = handedOutPeriods(world);
    this.#signals = Map.groupBy(signalsOf(district.control.registers), ({ school }) => school);
    this.#waivers = new Map(
      [...Map.groupBy(district.control.waivers, ({ school }) => school)].map(([school, rows]) => [
        school,
        rows.map(({ field, rule, reason, until }) => ({ field, code: rule, reason, until: until ?? '' })),
      ]),
    );
    this.#bySchool = Map.groupBy(world.ledger.state.reports.values(), ({ school }) => school);
  }

  around({ school: code, period, setAside }: ReportState, school: School): Surroundings {
    const districtSince = this.#since ?? period;
    const { terms, obligations } = this.#district.control;
    const before = periodBefore(this.#world, period);
    return {
      history: this.#history(code, period),
      handedOut: this.#handedOut,
      districtSince,
      schoolSince: school.activeFrom === '' ? districtSince : school.activeFrom,
      newest: !this.#reportsOf(code).some((other) => other.period > period && this.#isFilled(other)),
      term: termOf(terms, period),
      checklistDue: checklistDueOf(obligations, period, districtSince),
      signals: this.#signals.get(code) ?? [],
      rate: this.#rate(period),
      elsewhere: this.#elsewhere(code, period),
      waivers: this.#waivers.get(code) ?? [],
      explained: explanations(setAside ?? []),
      explainedBefore: before === undefined ? [] : explanations(this.#asideOf(reportKey(code, before))),
    };
  }

  /**
   * Takes note of what a school wrote now; returns the reports of others for which a narrative became somebody else's too,
   * or is theirs alone again. Of many that all wrote the same, none learns anything new by one more.
   */
  noteReading({ school, period }: ReportState, reading: Reading): readonly ReportState[] {
    const { bySchool, byHash } = this.#writtenIn(period);
    const before = bySchool.get(school) ?? [];
    const now = hashesOf(reading);
    bySchool.set(school, now);
    const changed = [...before.filter((it) => !now.includes(it)), ...now.filter((it) => !before.includes(it))];
    const others = new Set<string>();
    for (const hash of changed) {
      const schools = byHash.get(hash) ?? new Set<string>();
      schools.delete(school);
      const [only] = schools;
      if (only !== undefined && schools.size === 1) others.add(only);
      if (now.includes(hash)) schools.add(school);
      byHash.set(hash, schools);
    }
    return [...others].flatMap((other) => this.#world.ledger.state.reports.get(reportKey(other, period)) ?? []);
  }

  /**
   * Takes note of a judgement. Returns the earlier reports of the school that said what only its newest says, and its
   * later ones where what they follow from was accepted, or no longer is.
   */
  noteJudged(report: ReportState, judgement: Judgement, code: string, isAccepted: boolean): readonly ReportState[] {
    const { school, period } = report;
    const key = reportKey(school, period);
    const inForce = this.#codes.get(key) ?? report.accepted?.checkCode;
    const now = isAccepted ? code : report.accepted?.checkCode;
    this.#judged.set(key, judgement);
    if (isAccepted) this.#accepted.set(key, countsOf(judgement.answers));
    else this.#accepted.delete(key);
    this.#codes.set(key, now);
    const others = this.#reportsOf(school);
    const later = inForce === now ? [] : others.filter((it) => it.period > period && this.#isFilled(it));
    if (judgement.state === 'notStarted') return later;
    const earlier = others.filter(
      (it) => it.period < period && this.#findingsOf(it).some((finding) => onNewest.has(finding.code)),
    );
    return [...earlier, ...later];
  }

  #countsFor({ school, period, accepted }: ReportState): AcceptedCounts | undefined {
    return this.#accepted.get(reportKey(school, period)) ?? accepted?.counts;
  }

  /** Every report whose judgement may follow from what this one held before or holds now. */
  relatedTo({ school, period }: ReportState): readonly ReportState[] {
    const ofPeriod = [...this.#world.ledger.state.reports.values()].filter((other) => other.period === period);
    return [
      ...this.#reportsOf(school),
      ...ofPeriod.filter(
        (other) =>
          this.#elsewhere(other.school, period).size > 0 ||
          other.findings.some(({ finding }) => finding.code === 'X-DUP'),
      ),
    ];
  }

  #reportsOf(school: string): readonly ReportState[] {
    return this.#bySchool.get(school) ?? [];
  }

  #history(school: string, period: Period): readonly PastMonth[] {
    return this.#reportsOf(school)
      .filter((other) => other.period < period)
      .flatMap((other) => {
        const counts = this.#countsFor(other);
        return counts ? [{ period: other.period, ...counts }] : [];
      })
      .sort((a, b) => (a.period < b.period ? -1 : 1));
  }

  #isFilled(report: ReportState): boolean {
    const judged = this.#judged.get(reportKey(report.school, report.period));
    const state = judged?.state ?? report.state;
    return report.accepted !== undefined || !(state === 'notStarted' || state === 'locked');
  }

  #findingsOf(report: ReportState): readonly Finding[] {
    const judged = this.#judged.get(reportKey(report.school, report.period));
    return judged?.findings ?? report.findings.map(({ finding }) => finding);
  }

  #asideOf(key: string): readonly SetAside[] {
    return this.#judged.get(key)?.setAside ?? this.#world.ledger.state.reports.get(key)?.setAside ?? [];
  }

  /** Incidents a pupil and month in all months before. */
  #rate(period: Period): number | undefined {
    if (this.#rates.has(period)) return this.#rates.get(period);
    let incidents = 0;
    let students = 0;
    for (const { period: other, accepted } of this.#world.ledger.state.reports.values()) {
      if (other >= period || !accepted) continue;
      incidents += accepted.counts.incidents ?? 0;
      students += accepted.counts.students ?? 0;
    }
    const rate = incidents >= leastIncidents && students > 0 ? incidents / students : undefined;
    this.#rates.set(period, rate);
    return rate;
  }

  #writtenIn(period: Period): Written {
    const known = this.#written.get(period);
    if (known) return known;
    const bySchool = new Map(this.#world.ledger.state.narratives.get(period));
    const byHash = new Map<string, Set<string>>();
    for (const [school, hashes] of bySchool)
      for (const hash of hashes) byHash.set(hash, (byHash.get(hash) ?? new Set()).add(school));
    const written = { bySchool, byHash };
    this.#written.set(period, written);
    return written;
  }

  /** Of what the school wrote, that which another wrote too. */
  #elsewhere(school: string, period: Period): ReadonlySet<string> {
    const { bySchool, byHash } = this.#writtenIn(period);
    return new Set((bySchool.get(school) ?? []).filter((hash) => (byHash.get(hash)?.size ?? 0) > 1));
  }
}

function hashesOf(reading: Reading): readonly string[] {
  return [...new Set(Object.values(narrativesOf(reading)).map(narrativeHash))];
}

function explanations(setAside: readonly SetAside[]): readonly SetAside[] {
  return setAside.filter(({ why }) => why === 'explained');
}
