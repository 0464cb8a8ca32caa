import { lacksYear } from '../../../schemas/dates.ts';
import type { Sheet } from '../../../schemas/grid.ts';
import { readIdentity } from '../../../schemas/identity.ts';
import type { Reading } from '../../../schemas/reading.ts';
import { identitySheet } from '../../../schemas/tree.ts';
import type { TabPlan } from './plan.ts';

/** The year of the workbook's month, where a day was typed without its own. */
export function yearIfNeeded(
  sheets: readonly Sheet[],
  tabs: readonly TabPlan[],
  found: Reading['found'],
): Pick<Reading, 'year'> {
  const isNeeded = tabs.some(({ targets }) =>
    targets.some(({ key, placed }) => placed.field.kind === 'date' && lacksYear(found[key]?.raw ?? null)),
  );
  if (!isNeeded) return {};
  const identity = readIdentity(sheets.find(({ name }) => name === identitySheet));
  return identity ? { year: identity.period.slice(0, 4) } : {};
}
