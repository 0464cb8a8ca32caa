import type { Chance } from '../../support/chance.ts';

/** A school as the year knows it: what the section typed into its row. */
export interface Row {
  readonly code: string;
  readonly name: string;
  readonly contact: string;
  readonly principal: string;
  readonly inspector: string;
  readonly byMail: boolean;
  /** First and last month it reports, empty where there is no such month. */
  readonly from: string;
  readonly through: string;
}

/** Everything the section decided, as it stands at one time. */
export interface Decisions {
  readonly edition: number;
  readonly rows: readonly Row[];
  readonly extensions: readonly { readonly school: string; readonly period: string; readonly due: string }[];
  readonly days: readonly { readonly day: string; readonly type: '休' | '班' }[];
}

export const sectionAddress = 'section@bureau.example';

/** Schools whose people share mailboxes, have none, or answer for several schools, as they do in a district. */
export function someSchools(chance: Chance, count: number): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = String(index + 1).padStart(3, '0');
    const before = rows.at(-1);
    const alone = chance.one(2) || !before;
    const contact = chance.one(12) ? '' : alone ? `c${number}@school.example` : before.contact.toUpperCase();
    const principal = chance.one(2) ? '' : contact !== '' && chance.one(6) ? contact : `p${number}@school.example`;
    rows.push({
      code: `371311${number}`,
      name: `示例第${number}小学`,
      contact,
      principal,
      // One of them is somebody's contact, too: two letters, for they are of two kinds.
      inspector: chance.one(12)
        ? ''
        : chance.one(60)
          ? 'c001@school.example'
          : `i${chance.between(1, 12)}@bureau.example`,
      byMail: chance.one(60),
      from: '',
      through: '',
    });
  }
  return rows;
}
