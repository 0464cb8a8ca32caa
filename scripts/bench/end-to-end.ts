import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyDistrict, inTemporaryFolder, makeBenchDistrict } from './bench-district.ts';
import { anxiaoCommand, type Command, median, pythonWith, settleDisk, timedWell } from './machine.ts';
import { duration, type Line } from './table.ts';

const work = 'read 1,000 → check → master';

/** The whole way from filled reports to a master: our commands beside the script that an office would write. */
export async function endToEnd(runs: number, schools = 1000): Promise<readonly Line[]> {
  return inTemporaryFolder(async (folder) => {
    const made = await makeBenchDistrict(folder, { schools, periods: ['2018-09'], wrongEvery: 0 });
    const times = { ours: [] as number[], exceljs: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      const copy = copyDistrict(made, join(folder, `run-${run}`));
      settleDisk();
      const now = ['--now', '2018-09-21T09:00', '--json'];
      const ours = [anxiaoCommand('validate', copy, ...now), anxiaoCommand('consolidate', copy, ...now)];
      times.ours.push(ours.reduce((sum, command) => sum + timedWell(command).seconds, 0));
      times.exceljs.push(timedWell(peer(copy, join(folder, `peer-${run}.xlsx`))).seconds);
    }
    const ours = median(times.ours);
    return [
      { work, way: 'anxiao validate + consolidate', took: duration(ours), note: 'with ledger, versions, 12 tabs' },
      line('exceljs script', median(times.exceljs), ours, '≥ 3×'),
      python('openpyxl', openpyxlScript, made, ours),
      python('pandas', pandasScript, made, ours),
    ];
  });
}

/** A script that an office would write, timed once: it takes half a minute. */
function python(reader: 'openpyxl' | 'pandas', script: string, district: string, ours: number): Line {
  const found = pythonWith(reader);
  const way = reader === 'pandas' ? 'pandas script' : 'openpyxl script (read-only)';
  const skipped = { work, way, took: null, mark: '≥ 8×', note: `skipped: no Python here has ${reader}` };
  if (!found) return skipped;
  const path = join(district, '..', `office-${reader}.py`);
  writeFileSync(path, script);
  const args = [path, district, join(district, '..', `${reader}.xlsx`)];
  return line(way, timedWell({ program: found.program, args }).seconds, ours, '≥ 8×');
}

function line(way: string, seconds: number | null, ours: number, mark: string): Line {
  return { work, way, took: duration(seconds), ratio: seconds === null ? undefined : seconds / ours, mark };
}

function peer(district: string, target: string): Command {
  return { program: process.execPath, args: [resolve(import.meta.dirname, 'exceljs-script.ts'), district, target] };
}

const pandasScript = `
import sys, glob, pandas
rows = []
for path in sorted(glob.glob(sys.argv[1] + '/学校/*/2018年09月.xlsx')):
    book = pandas.read_excel(path, sheet_name=['自查表', '月报表'], header=None)
    rows.append([path] + [value for tab in book.values() for value in tab.stack()][:59])
pandas.DataFrame(rows).to_excel(sys.argv[2], sheet_name='汇总', index=False)
`;

/** What an office's own script does: all cells of two tabs, a few checks, one sheet. */
const openpyxlScript = `
import sys, glob, openpyxl
out = openpyxl.Workbook(write_only=True)
sheet = out.create_sheet('汇总')
for path in sorted(glob.glob(sys.argv[1] + '/学校/*/2018年09月.xlsx')):
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    row = [path]
    for tab in ('自查表', '月报表'):
        for cells in book[tab].iter_rows(values_only=True):
            row.extend(value for value in cells if value is not None)
    sheet.append(row[:60])
out.save(sys.argv[2])
`;
