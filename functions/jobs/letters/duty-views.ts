import { hasPassed } from '../../core/calendar.ts';
import type { DutyView } from '../../core/master/master-view.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { matterTitle, stateTitle } from './compose-digest.ts';
import { openDuties } from './duties.ts';

/** What schools still owe of the things that are due once a year. */
export function dutyViews(world: World, district: District): readonly DutyView[] {
  return openDuties(world, district)
    .filter(({ obligation }) => obligation !== undefined)
    .map((duty) => ({
      school: duty.school,
      title: matterTitle(duty),
      due: duty.deadline.due,
      passed: hasPassed(duty.deadline.due, world.now),
      state: stateTitle(duty),
    }));
}
