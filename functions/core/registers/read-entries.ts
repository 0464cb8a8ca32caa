import type { ControlProblem } from '../../../schemas/control-problem.ts';
import type { Entry } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { type RegisterRow, readRegister, without } from '../control/read-register.ts';
import { type Grid, placeOf } from '../control/read-table.ts';
import { eventId } from '../event-id.ts';
import { redactText } from '../pii/redact-text.ts';

/** A register's rows as entries, and what is wrong with the rows that are left out. */
export interface EntriesRead {
  readonly entries: readonly Entry[];
  readonly problems: readonly ControlProblem[];
}

/**
 * Reads a register by its declaration. A row that cannot be used is listed and left out; it stops nothing else.
 * @param schools codes of 学校名册
 */
export function readEntries(register: Register, grid: Grid, schools: ReadonlySet<string>): EntriesRead {
  const read = readRegister(register, grid) as ReturnType<typeof readRegister> & {
    readonly rows: readonly RegisterRow<Entry['values']>[];
  };
  const strangers = read.rows.filter(({ values: { school } }) => school && !schools.has(String(school)));
  const known = without(read, strangers, ({ row, values }) => ({
    is: 'unknownSchool',
    at: placeOf(read.table, row, 'school'),
    title: '学校编码',
    found: String((values as Entry['values']).school),
  }));
  const told = wordsOf(register);
  const keyOf = keysOf(register);
  const entries = (known.rows as readonly RegisterRow<Entry['values']>[]).map(({ row, values }) => ({
    key: keyOf(values),
    row,
    values: { ...values, ...told(values) },
  }));
  return { entries, problems: known.problems.map(unquoted) };
}

// Digits, letters of codes, and what dates and numbers are written with.
const noWords = /^[\w\s.,:：/\\—~～（）()#年月日号时点分至件次人、-]*$/u;

/** Words that stand in the wrong cell may be the ones that must not leave the workbook: then only the cell is named. */
function unquoted(problem: ControlProblem): ControlProblem {
  return 'found' in problem && !noWords.test(problem.found) ? { ...problem, found: '……' } : problem;
}

/** 编号 where there is one that no row above has, else what tells the row from others, counted where nothing does. */
function keysOf({ identity }: Register): (values: Entry['values']) => string {
  const seen = new Map<string, number>();
  const numbered = (base: string): string => {
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base}.${count}`;
  };
  return (values) => {
    const number = String(values.number ?? '');
    if (number !== '' && !identity.includes('number')) return numbered(number);
    return numbered(eventId('row', ...identity.map((column) => String(values[column] ?? ''))).slice(0, 16));
  };
}

/** What is kept of the texts of a row: of what is for the public the text without what concerns a child, else nothing. */
function wordsOf({ columns, publishes }: Register): (values: Entry['values']) => Entry['values'] {
  const texts = columns.filter(({ kind }) => kind === 'text').map(({ key }) => key);
  return (values) =>
    Object.fromEntries(texts.map((key) => [key, publishes ? redactText(String(values[key] ?? '')).text : '']));
}
