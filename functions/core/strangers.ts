import type { School } from '../../schemas/roster.ts';
import { tree } from '../../schemas/tree.ts';

interface Right {
  readonly path: string;
  readonly who: string;
  readonly may: 'read' | 'write' | 'manage';
}

/** Who, by the register and 设置, may open what. */
export interface Known {
  readonly roster: readonly School[];
  /** 安全科邮箱 and whoever runs the program; addresses in small letters. */
  readonly section: ReadonlySet<string>;
  /** Folders that are for one reader alone, with the reader's address in small letters; empty where nobody is known. */
  readonly apart: ReadonlyMap<string, string>;
}

/**
 * Rights that neither the register nor 设置 accounts for: a link open to anyone, a whole domain, people of another school,
 * anybody but its reader in a folder that is for one reader alone.
 * Who manages the district's own folder is its owner's affair: they are shown, not called strangers.
 */
export function strangers<R extends Right>(rights: readonly R[], known: Known): readonly R[] {
  return rights.filter((right) => !isKnown(right, known));
}

function isKnown({ path, who, may }: Right, { roster, section, apart }: Known): boolean {
  if (path === tree.publicPage && may === 'read') return true;
  if (who === 'anyone' || who.startsWith('*@') || who === '') return false;
  const reader = apart.get(path.split('/')[0] ?? '');
  if (reader !== undefined) return who === reader && may !== 'manage';
  if (section.has(who)) return true;
  if (path === '') return may === 'manage';
  const school = schoolAt(path, roster);
  return school !== undefined && may !== 'manage' && addressesOf(school).includes(who);
}

/** The school in whose folder a path lies, found by its code. */
function schoolAt(path: string, roster: readonly School[]): School | undefined {
  const [first, folder = ''] = path.split('/');
  if (first !== tree.schools || folder === '') return undefined;
  const code = folder.split(' ')[0];
  return roster.find((school) => school.code === code);
}

function addressesOf({ liaisonEmail, backupEmail, principalEmail, inspectorEmail }: School): readonly string[] {
  return [liaisonEmail, backupEmail, principalEmail, inspectorEmail].map((address) => address.toLowerCase());
}
