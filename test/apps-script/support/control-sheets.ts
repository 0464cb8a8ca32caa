import { controlBook } from '../../../functions/core/control/control-book.ts';
import type { Sheet } from '../../../schemas/grid.ts';
import { sheetsOf } from './filled-report.ts';

/** The tabs of 区级设置 as `init` makes them, or as an older version did, without 办理请求. */
export function controlSheets({ older = false } = {}): readonly Sheet[] {
  return sheetsOf(controlBook([])).filter(({ name }) => !older || name !== '办理请求');
}
