import type { Entries, Entry } from '../../../schemas/registers/entry.ts';
import type { ApartRegister } from '../../../schemas/registers/register.ts';
import { registersApart } from '../../../schemas/registers/registers.ts';
import { eventId } from '../../core/event-id.ts';
import type { Opened, World } from '../../world.ts';

/** Registers in workbooks of their own, as far as anybody but their owners may know of them. */
export interface Apart {
  /** Rows by the key of the register: numbers and days. */
  readonly entries: Entries;
  /** What somebody should see to, as sentences that give nothing away. */
  readonly troubles: readonly string[];
}

/** What a workbook said when it was read last; without entries where nobody could tell. */
interface Remembered {
  readonly declared: string;
  readonly stamp: string;
  readonly entries?: readonly Entry[];
  readonly unusable: number;
}

/** Raised when the same cells are understood differently. */
const edition = 1;

/**
 * Reads the registers apart, each where somebody wrote to its workbook since it was read last. A district without one has
 * none of its rows; one that cannot be read now stops nothing: its rows are those that were read last.
 */
export async function readApartRegisters(world: World): Promise<Apart> {
  const entries: Record<string, readonly Entry[]> = {};
  const troubles: string[] = [];
  for (const register of registersApart) {
    const { rows, trouble } = await readOne(world, register);
    entries[register.key] = rows;
    if (trouble !== undefined) troubles.push(trouble);
  }
  return { entries, troubles };
}

async function readOne(
  world: World,
  register: ApartRegister,
): Promise<{ readonly rows: readonly Entry[]; readonly trouble?: string }> {
  const { ledger, store } = world;
  const mark = `apart/${register.key}`;
  const known = remembered(ledger.cache.marks.get(mark));
  const declared = eventId('apart', JSON.stringify(register), edition);
  const stamp = await store.stamp(register.workbook);
  if (stamp === undefined) {
    ledger.cache.marks.delete(mark);
    return { rows: [] };
  }
  if (known?.declared === declared && known.stamp === stamp) return told(register, known);
  const content = await store.readReport(register.workbook);
  const opened = content.opened();
  // Just being saved, or not to be opened now: the next run looks again.
  if (content.torn || (!opened.ok && opened.code === 'F-BUSY'))
    return { rows: known?.entries ?? [], trouble: unread(register) };
  const read: Remembered = { declared, stamp: content.stamp, ...(await understood(register, opened)) };
  // Saved with the next change, never for its own sake: a run that finds nothing new leaves everything as it was.
  ledger.cache.marks.set(mark, JSON.stringify(read));
  return told(register, read);
}

async function understood(register: ApartRegister, opened: Opened): Promise<Pick<Remembered, 'entries' | 'unusable'>> {
  const { readApart } = await import('../../core/registers/read-apart.ts');
  return (opened.ok ? readApart(register, opened.workbook) : undefined) ?? { unusable: 0 };
}

function told(
  register: ApartRegister,
  { entries, unusable }: Remembered,
): { readonly rows: readonly Entry[]; readonly trouble?: string } {
  if (!entries) return { rows: [], trouble: unread(register) };
  return { rows: entries, ...(unusable > 0 ? { trouble: partly(register) } : {}) };
}

function remembered(text: string | undefined): Remembered | undefined {
  return text === undefined ? undefined : JSON.parse(text);
}

function unread({ workbook, owner }: ApartRegister): string {
  return `“${workbook}”这次没有读出来，里面的期限没有提醒；请${owner}看看它打不打得开，表名和表头改没改过。`;
}

function partly({ workbook, owner }: ApartRegister): string {
  return `“${workbook}”里有的格子读不懂，那几行没有提醒；请${owner}照表头的说明核对编号和日期。`;
}
