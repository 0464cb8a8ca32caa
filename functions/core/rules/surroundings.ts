import type { AcceptedCounts } from '../../../schemas/events.ts';
import type { SetAside } from '../../../schemas/finding.ts';
import type { Period } from '../../../schemas/periods.ts';
import type { TermDays } from '../terms.ts';

/** What was accepted for a month. */
export interface PastMonth extends AcceptedCounts {
  readonly period: Period;
}

/** A case in a register of the section (舆情, 信访, 督办); what it is about stays there. */
export interface Signal {
  readonly register: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** What is known besides the report itself: from the ledger, the registers and the other schools, as values. */
export interface Surroundings {
  /** The school's earlier months that have an accepted version, oldest first. */
  readonly history: readonly PastMonth[];
  /** The months that the district handed out, oldest first: vacations are left out. */
  readonly handedOut: readonly Period[];
  /** The first months for which the district and this school owed a report. */
  readonly districtSince: Period;
  readonly schoolSince: Period;
  /** False where a later month of the school was filled in already. */
  readonly newest: boolean;
  readonly term: TermDays | undefined;
  /** When the checklist of 自查表 is due (`checklistDueOf`). */
  readonly checklistDue: string | undefined;
  /** All cases of the school in the registers, of any day. */
  readonly signals: readonly Signal[];
  /** Incidents a pupil and month in all reports of the months before; undefined where there are too few to say. */
  readonly rate: number | undefined;
  /** Hashes (`narrativeHash`) of what other schools wrote this month. */
  readonly elsewhere: ReadonlySet<string>;
  /** Rules that the section waived for the school, with why. */
  readonly waivers: readonly {
    readonly field: string;
    readonly code: string;
    readonly reason: string;
    readonly until: string;
  }[];
  /** What the school explained before: in this report, and in the month before. */
  readonly explained: readonly SetAside[];
  readonly explainedBefore: readonly SetAside[];
}
