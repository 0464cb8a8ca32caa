import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';

type Typed = Readonly<Record<string, string | number | null>>;

/** What somebody types over cells of the control workbook, by their titles, in the row whose first cell says `first`. */
export async function retype(district: string, tab: string, first: string | number, typed: Typed): Promise<void> {
  await retypeAll(district, [[tab, first, typed]]);
}

/** The same for rows of many tabs, saved once. */
export async function retypeAll(
  district: string,
  rows: readonly (readonly [tab: string, first: string | number, typed: Typed])[],
): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  for (const [tab, first, typed] of rows) retypeRow(workbook, tab, first, typed);
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}

function retypeRow(workbook: ExcelJS.Workbook, tab: string, first: string | number, typed: Typed): void {
  const sheet = workbook.getWorksheet(tab);
  if (!sheet) throw new Error(`no tab ${tab}`);
  const titles = (sheet.getRow(1).values ?? []) as unknown[];
  let found = 0;
  sheet.eachRow((row) => {
    if (String(row.getCell(1).value) !== String(first)) return;
    for (const [title, value] of Object.entries(typed)) {
      if (!titles.includes(title)) throw new Error(`no column ${title} in ${tab}`);
      row.getCell(titles.indexOf(title)).value = value;
    }
    found += 1;
  });
  if (found !== 1) throw new Error(`${found} rows of ${tab} begin with ${first}`);
}
