import { type Entries, type Entry, textAt } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { registers as declaredRegisters } from '../../../schemas/registers/registers.ts';
import type { Signal } from '../rules/surroundings.ts';
import { says } from './clocks.ts';

/** What registers know of cases at schools, against which a report of 0 is held (X-SIG): school, day and register. */
export function signalsOf(
  entries: Entries,
  registers: readonly Register[] = declaredRegisters,
): readonly (Signal & { readonly school: string })[] {
  return registers
    .filter(({ signals }) => signals)
    .flatMap((register) =>
      (entries[register.key] ?? [])
        .filter((entry) => !says(entry, register.untrue) && !says(entry, register.over) && !takesUp(register, entry))
        .map((entry) => ({ register: register.name, school: textAt(entry, 'school'), date: textAt(entry, 'date') })),
    );
}

/** True for a row that repeats what stands elsewhere, on the day on which the section took it up. */
function takesUp({ takesUp: column }: Register, entry: Entry): boolean {
  return column !== undefined && textAt(entry, column) !== '';
}
