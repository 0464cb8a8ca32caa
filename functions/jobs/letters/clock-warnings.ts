import { isRunning } from '../../core/registers/clock-news.ts';
import { addressOf } from '../../core/registers/owner.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { mattersOf } from '../matters.ts';

/** Whom no letter about clocks reaches, as sentences for 总览: sections without any address, and addresses that were refused. */
export function clockWarnings(world: World, district: District): readonly string[] {
  const { control, settings } = district;
  const untold = mattersOf(world, district).filter(
    (matter) =>
      addressOf(matter.owner, control.sections, settings.sectionEmail) === '' &&
      matter.clocks.some((state) => isRunning(state) && state.light !== '绿'),
  );
  const refused = control.sections.filter(
    ({ email }) =>
      email.toLowerCase() !== settings.sectionEmail.toLowerCase() &&
      world.ledger.state.addresses.has(email.toLowerCase()),
  );
  return [
    ...(untold.length === 0
      ? []
      : [
          `登记表里有 ${untold.length} 件快到期或超期，承办的科室和安全科都没有邮箱，没有人收到提醒：请在区级设置的“科室”填上。`,
        ]),
    ...refused.map(
      ({ section, email }) => `${section}的邮箱 ${email} 收不到信：打电话问对的邮箱，在区级设置的“科室”改正。`,
    ),
  ];
}
