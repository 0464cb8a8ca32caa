import type { ApartRegister } from '../../../schemas/registers/register.ts';
import { registersApart } from '../../../schemas/registers/registers.ts';
import type { Section, SectionRow } from '../../../schemas/registers/sections.ts';
import { tree } from '../../../schemas/tree.ts';
import type { Matter } from './matters.ts';

/** The address that a register apart is told at: its owner's own, which no other section has and 设置 does not name; else none. */
export function ownAddress(section: Section, rows: readonly SectionRow[], sectionEmail: string): string {
  const fold = (address: string): string => address.toLowerCase();
  const own = rows.findLast((row) => row.section === section)?.email ?? '';
  const others = rows.filter((row) => row.section !== section).map(({ email }) => fold(email));
  return [...others, fold(sectionEmail)].includes(fold(own)) ? '' : own;
}

/** True for the key of a letter, or of what it tells, that is about a register apart: nobody else is told that there is one. */
export function isOfApart(key: string): boolean {
  return registersApart.some((register) => key.startsWith(`clock/${register.key}/`));
}

/** The folder that a register apart lies in. */
export function folderApart({ workbook }: ApartRegister): string {
  return workbook.slice(0, workbook.lastIndexOf('/'));
}

/** True for a row of a register apart. */
export function isApart({ register }: Pick<Matter, 'register'>): boolean {
  return registersApart.some(({ key }) => key === register.key);
}

/** The workbook that a row stands in. */
export function workbookOf({ register }: Pick<Matter, 'register'>): string {
  return registersApart.find(({ key }) => key === register.key)?.workbook ?? tree.control;
}
