import { registersApart } from '../../../schemas/registers/registers.ts';
import { localDate } from '../../core/calendar.ts';
import { type Matter, mattersOn } from '../../core/registers/matters.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';

/** Rows of the registers apart as they stand on the day of the run: for letters to their owners alone. */
export function mattersApart({ now }: World, { apart, roster, control, holidays }: District): readonly Matter[] {
  const rules = { timeLimits: control.timeLimits, holidays };
  return mattersOn(localDate(now), apart.entries, roster, rules, registersApart);
}
