import type { Entry } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { type Section, type SectionRow, sections } from '../../../schemas/registers/sections.ts';
import type { School } from '../../../schemas/roster.ts';

/** The section that a row belongs to: the one it names, else as the register says; 民办 and 职业 go to 职成科 (S14). */
export function ownerOf(register: Register, entry: Entry, school: School | undefined): Section {
  const named = sections.find((section) => section === entry.values.section);
  if (named) return named;
  if (register.owner !== 'bySchoolType') return register.owner;
  return school && /民办|职业|中职/.test(`${school.type} ${school.stage}`) ? '职成科' : '安全科';
}

/** Where a section's letters go: its own address, else 安全科's, else that of 设置; empty where there is none at all. */
export function addressOf(section: Section, rows: readonly SectionRow[], sectionEmail: string): string {
  const own = rows.findLast((row) => row.section === section)?.email ?? '';
  if (own !== '') return own;
  return rows.findLast((row) => row.section === '安全科')?.email || sectionEmail;
}
