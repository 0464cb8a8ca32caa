import { mayTellParts } from '../bulletin/few-schools.ts';
import { joined, plain, type Teller, type Told, told } from '../bulletin/told.ts';
import { dateTitle } from '../bulletin/words.ts';
import type { AnnualFigures, CountedAs, Days } from './annual-figures.ts';

/** Tells the figures of a year. */
export type AnnualTeller = Teller<AnnualFigures>;

/** `2017年10月1日—2018年9月30日`. */
export function daysTitle({ from, through }: Days): string {
  return `${dateTitle(from)}—${dateTitle(through)}`;
}

/** `社会反映强烈2件、重大1件`: those that are not 0, in their order. */
export function countsTold(teller: AnnualTeller, path: string, counts: readonly CountedAs[], unit: string): Told {
  const some = counts.flatMap(({ title, count }, index) =>
    count === 0 ? [] : [told`${title}${teller.number(`${path}.${index}.count`)}${unit}`],
  );
  return joined(some, '、');
}

/** `按时4件、逾期1件、超期未办0件`: how a step stands; what still has time is said only where there is any. */
export function tallyTold(
  teller: AnnualTeller,
  path: string,
  words: { readonly inTime: string; readonly late: string; readonly overdue: string; readonly running: string },
  running: number,
): Told {
  const at = (key: 'inTime' | 'late' | 'overdue' | 'running'): Told =>
    told`${words[key]}${teller.number(`${path}.${key}`)}件`;
  return joined([at('inTime'), at('late'), at('overdue'), ...(running > 0 ? [at('running')] : [])], '、');
}

/** Parts are told only where enough schools are concerned that nobody can be guessed. */
export function partsTold({ some }: { readonly some: number }, parts: () => Told): Told {
  return mayTellParts({ some }) ? parts() : plain('因涉及的学校少，不再细分');
}

/** A mean with one decimal at most. */
export function percentTold(teller: AnnualTeller, path: string, value: number | null): Told {
  return value === null ? plain('无数据') : told`${teller.number(path)}%`;
}
