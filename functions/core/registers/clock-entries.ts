import { textAt } from '../../../schemas/registers/entry.ts';
import { isRunning } from './clock-news.ts';
import type { Matter } from './matters.ts';

/** The last day of a clock, as it stands in a schedule. */
interface ClockEntry {
  readonly date: string;
  readonly time: '24:00';
  readonly kind: 'clock';
  readonly title: string;
  readonly detail: string;
}

/** The last days of the clocks that run: which register and row, what is to be done, by whom. Nothing of what rows say in words. */
export function clockEntries(matters: readonly Matter[]): readonly ClockEntry[] {
  return matters.flatMap(({ register, entry, school, owner, clocks }) =>
    clocks.filter(isRunning).map(
      ({ clock, due }): ClockEntry => ({
        date: due,
        time: '24:00',
        kind: 'clock',
        title: `${register.name} ${textAt(entry, 'number') || `第 ${entry.row + 1} 行`} ${clock.title}到期`,
        detail: `${school ? `${school.name}，` : ''}${owner}承办。`,
      }),
    ),
  );
}
