import { existsSync } from 'node:fs';
import { feedbackFile } from '../../schemas/tree.ts';
import { fillReport } from '../../test/support/fill-report.ts';
import { benchReport, benchSchools, inTemporaryFolder, makeBenchDistrict } from './bench-district.ts';
import { anxiaoCommand, median, timedWell } from './machine.ts';
import { duration, type Line } from './table.ts';

const schools = 300;
const period = '2018-09';

/** From a saved edit to 校验结果 beside the report, in a folder of 300: the whole process. */
export async function feedback(rounds: number): Promise<readonly Line[]> {
  return inTemporaryFolder(async (folder) => {
    const district = await makeBenchDistrict(folder, { schools, periods: [period], wrongEvery: 0 });
    const validate = anxiaoCommand('validate', district, '--now', '2018-09-21T10:00', '--json');
    timedWell(validate);
    const took: number[] = [];
    // Another school each time: its first 校验结果 shows that the run got that far.
    for (const [round, school] of benchSchools(rounds).entries()) {
      const report = benchReport(district, school, period);
      await fillReport(report, { monthlyReport_incidentsReported: 900 + round });
      took.push(timedWell(validate).seconds);
      if (!existsSync(report.replace(/[^/]+$/, feedbackFile(period)))) throw new Error(`no feedback for ${report}`);
    }
    return [
      {
        work: `edit → feedback, one of ${schools} reports`,
        way: 'anxiao validate, start to end',
        took: duration(median(took)),
        mark: '≤ 1 s',
        note: `slowest ${duration(Math.max(...took))}`,
      },
    ];
  });
}
