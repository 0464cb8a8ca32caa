import { schemeTab } from '../../../schemas/scoring/scheme.ts';
import { localDate } from '../../core/calendar.ts';
import type { PublicationContext } from '../../core/scores/publication.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';

/** What a row of 评分公布 is held against. */
export function contextOf(world: World, { control, settings }: District): PublicationContext {
  return {
    today: localDate(world.now),
    isSchemeWhole: !control.remarks.some((remark) => sheetOf(remark) === schemeTab.name),
    trial: settings.trial,
  };
}

function sheetOf(remark: District['control']['remarks'][number]): string | undefined {
  return 'at' in remark ? remark.at.sheet : remark.sheet;
}
