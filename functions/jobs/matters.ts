import { localDate } from '../core/calendar.ts';
import type { Control } from '../core/control/read-control.ts';
import { type Matter, mattersOn, turningDays } from '../core/registers/matters.ts';
import type { World } from '../world.ts';
import type { District } from './district.ts';

// Asked for several times a run, and worked out from what stays the same through it.
const known = new WeakMap<Control, { readonly day: string; readonly matters: readonly Matter[] }>();

/** Every row of the registers as it stands on the day of the run. */
export function mattersOf({ now }: World, { control, roster, holidays, registers }: District): readonly Matter[] {
  const day = localDate(now);
  const before = known.get(control);
  if (before?.day === day) return before.matters;
  const matters = mattersOn(day, control.registers, roster, { timeLimits: control.timeLimits, holidays }, registers);
  known.set(control, { day, matters });
  return matters;
}

/** Instants, ISO, at which lights turned until now: the master follows them as it follows deadlines. */
export function turned(world: World, district: District): readonly string[] {
  const today = localDate(world.now);
  return turningDays(mattersOf(world, district))
    .filter((day) => day <= today)
    .map((day) => `${day}T00:00:00+08:00`);
}
