import type { Trigger } from '../../../schemas/registers/cases.ts';
import { supervisions } from '../../../schemas/registers/cases.ts';
import type { Section } from '../../../schemas/registers/sections.ts';
import type { School } from '../../../schemas/roster.ts';
import { ownerOf } from '../registers/owner.ts';
import type { EvidenceSource } from './supervision-view.ts';

/** What speaks for putting something under supervision, before anybody decided. */
export interface Evidence {
  /** Kind and mark tell one from another at a school for as long as it is the same. */
  readonly kind: 'criminal' | 'backlog' | 'months' | 'reports' | 'petition' | 'flash' | 'survey';
  readonly mark: string;
  readonly school: School;
  readonly trigger?: Trigger;
  readonly owner: Section;
  readonly from: string;
  readonly through: string;
  readonly why: string;
  readonly sources: readonly EvidenceSource[];
  /** 督办编号 of the rows that it is made of, blank where they have none; left out where it is made of figures. */
  readonly linked?: readonly string[];
}

/** Who would have the case: 民办 and 职业 schools belong to 职成科 (S14). */
export function ownerFor(school: School): Section {
  return ownerOf(supervisions, { key: '', row: 0, values: {} }, school);
}
