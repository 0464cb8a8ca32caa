import { join } from 'node:path';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { windowWords } from '../../functions/core/calendar.ts';
import { reportKey } from '../../functions/core/ledger-state.ts';
import { type ReportSpec, reportBook } from '../../functions/core/report-book.ts';
import { type District, formsOf } from '../../functions/jobs/district.ts';
import { handOut } from '../../functions/jobs/hand-out.ts';
import type { World } from '../../functions/world.ts';
import type { BookValue } from '../../schemas/book.ts';
import type { Cell } from '../../schemas/grid.ts';
import { addMonths, type Period, periodTitle } from '../../schemas/periods.ts';
import { bookWith } from './book-with.ts';
import { setTime } from './files.ts';

/** A report that was handed out: where it lies, and what its workbook was made from. */
export interface Paper {
  readonly path: string;
  readonly spec: ReportSpec;
}

/** Hands a month out and tells which paper each school now has, by `<period>/<school>`. */
export async function handOutPapers(
  root: string,
  world: World,
  district: District,
  period: Period,
): Promise<readonly (readonly [key: string, paper: Paper])[]> {
  const { created } = await handOut(world, district, period);
  for (const path of created) setTime(join(root, path), world.now);
  const papers: (readonly [string, Paper])[] = [];
  for (const { code, name } of district.roster) {
    const key = reportKey(code, period);
    const report = world.ledger.state.reports.get(key);
    const event = report && (await world.ledger.read(report.handedOut));
    if (report && event?.type === 'handedOut')
      papers.push([key, { path: report.path, spec: specOf(district, { code, name }, event) }]);
  }
  return papers;
}
