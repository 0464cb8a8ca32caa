import { type Entries, type Entry, textAt } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { registers as declaredRegisters } from '../../../schemas/registers/registers.ts';
import type { Section } from '../../../schemas/registers/sections.ts';
import type { School } from '../../../schemas/roster.ts';
import { addDays } from '../calendar.ts';
import { type ClockRules, type ClockState, clocksOf } from './clocks.ts';
import { ownerOf } from './owner.ts';

/** A row of a register with everything that follows from it on a day. */
export interface Matter {
  readonly register: Register;
  readonly entry: Entry;
  /** Left out where the row is of no school. */
  readonly school?: School;
  readonly owner: Section;
  /** In the order of the declaration. */
  readonly clocks: readonly ClockState[];
  /** The first clock that runs; absent where none does. */
  readonly running?: ClockState;
}

/** Every row of every register, in the order of the tabs, as it stands on `today`, `YYYY-MM-DD`. */
export function mattersOn(
  today: string,
  entries: Entries,
  roster: readonly School[],
  rules: ClockRules,
  registers: readonly Register[] = declaredRegisters,
): readonly Matter[] {
  const schools = new Map(roster.map((school) => [school.code, school]));
  return registers.flatMap((register) =>
    (entries[register.key] ?? []).map((entry): Matter => {
      const school = schools.get(textAt(entry, 'school'));
      const clocks = clocksOf(register, entry, today, rules);
      const running = clocks.find(({ light }) => light === '红' || light === '黄' || light === '绿');
      return {
        register,
        entry,
        ...(school ? { school } : {}),
        owner: ownerOf(register, entry, school),
        clocks,
        ...(running ? { running } : {}),
      };
    }),
  );
}

/** Days, `YYYY-MM-DD`, on which a running clock's light turns yellow or red. */
export function turningDays(matters: readonly Matter[]): readonly string[] {
  return matters.flatMap(({ clocks }) =>
    clocks.flatMap(({ light, warnsOn, due }) =>
      warnsOn !== undefined && due !== undefined && (light === '绿' || light === '黄' || light === '红')
        ? [warnsOn, addDays(due, 1)]
        : [],
    ),
  );
}
