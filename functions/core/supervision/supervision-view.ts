import type { Trigger } from '../../../schemas/registers/cases.ts';
import type { Section, SectionRow } from '../../../schemas/registers/sections.ts';
import type { School } from '../../../schemas/roster.ts';
import type { ClockState } from '../registers/clocks.ts';
import type { Matter } from '../registers/matters.ts';

/** What the section sees of the registers, as plain values: lights, cases that the data propose, and what does not agree. */
export interface SupervisionView {
  /** Rows of registers with clocks, worst first. */
  readonly lines: readonly MatterLine[];
  /** Those to be decided first, then the newest. */
  readonly proposals: readonly Proposal[];
  readonly questions: readonly Question[];
  /** 负责人 and 电话 of 科室, as far as they are filled in. */
  readonly heads: readonly Pick<SectionRow, 'section' | 'head' | 'phone'>[];
}

/** How far a row has come, worst first. */
export const stages = [
  'red',
  'yellow',
  'green',
  'waiting',
  'doneLate',
  'done',
  'nothingToDo',
  'declined',
  'untrue',
] as const;

export type Stage = (typeof stages)[number];

/** A row of a register with clocks as 登记办理 lists it. Nothing of it is free text. */
export interface MatterLine {
  readonly matter: Matter;
  readonly stage: Stage;
  /** Of the clocks that run, the worst: the one that has been late for longest, else the next to run out. */
  readonly running?: ClockState;
  /** 编号; empty where it has none. */
  readonly number: string;
  /** `督办!A7`: where it stands in 区级设置. */
  readonly place: string;
  /** Its coded answers: `情形：重大；严重程度：严重`. */
  readonly codes: string;
  /** First and last day, `YYYY-MM-DD`, as far as there is one. */
  readonly began?: string;
  readonly endedOn?: string;
  /** Working days until the running clock's last day; where it is red, working days since. On the last day itself 0. */
  readonly left?: number;
  readonly over?: number;
  /** Working days from its beginning to its end. */
  readonly took?: number;
}

/** Where a piece of evidence stands: a blank of a school's report, or a row of a register. */
export interface EvidenceSource {
  /** What `explain` takes, `2018-09/incidents/371311001`, or the place in 区级设置, `信访!A5`. */
  readonly words: string;
  /** The workbook, relative to the district, and the cell in it, `月报表!C14`; the cell may be empty. */
  readonly path: string;
  readonly cell: string;
}

/** A case that the data propose for 督办 (S36); a person decides. */
export interface Proposal {
  /** 提议编号: the same as long as the evidence is the same. */
  readonly code: string;
  readonly school: School;
  /** Left out where none of the four says it: the section decides. */
  readonly trigger?: Trigger;
  readonly owner: Section;
  /** First and last day of the evidence. */
  readonly from: string;
  readonly through: string;
  /** The evidence in a sentence, with its numbers. */
  readonly why: string;
  readonly sources: readonly EvidenceSource[];
  /** What people decided; left out while nobody did. */
  readonly settled?: { readonly as: 'listed'; readonly case: string } | { readonly as: 'declined' };
}

/** 对账: registers and a report disagree in a way that only the section can judge. */
export interface Question {
  readonly school: School;
  readonly period: string;
  readonly kind: 'moreRegistered' | 'closedButOpen' | 'training';
  readonly owner: Section;
  readonly registered: number;
  readonly reported: number;
  readonly say: string;
  readonly sources: readonly EvidenceSource[];
}
