import { openRequests as openOf, refusedRequests } from '../../core/control/answered-requests.ts';
import type { Request } from '../../core/control/read-requests.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';

/** A run answers so many; what somebody pasted by the thousand waits for the next ones. */
const most = 20;

/** Rows of 办理请求 that this run takes up: none costs nothing. */
export function requestsToAnswer(world: World, { control }: District): readonly Request[] {
  return openOf(control.requests ?? [], world.ledger.state.requests).slice(0, most);
}

/** True where somebody asks for every report to be judged again: the run's own validation does it. */
export function asksForCheck(requests: readonly Request[]): boolean {
  return requests.some(({ asked }) => asked.is === '立即校验');
}

/** What the section must know of 办理请求, as whole sentences: until the row says something else, or is gone. */
export function requestWarnings(world: World, { control }: District): readonly string[] {
  if (!control.requests) return ['区级设置《办理请求》的表头认不出来，里面的请求没有办：请把表头改回来。'];
  return refusedRequests(control.requests, world.ledger.state.requests).map(
    ({ id, summary }) => `办理请求 ${id} ${summary}请在区级设置《办理请求》改好那一行，或者删掉。`,
  );
}
