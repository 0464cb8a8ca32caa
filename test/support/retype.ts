import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';

/** What somebody types over a cell of the control workbook: the row whose first cell says `first`, the column by its title. */
export async function retype(
  district: string,
  tab: string,
  first: string | number,
  title: string,
  value: string | number | null,
): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet(tab);
  const column = ((sheet?.getRow(1).values ?? []) as unknown[]).indexOf(title);
  if (!sheet || column < 1) throw new Error(`no column ${title} in ${tab}`);
  let found = 0;
  sheet.eachRow((row) => {
    if (String(row.getCell(1).value) !== String(first)) return;
    row.getCell(column).value = value;
    found += 1;
  });
  if (found !== 1) throw new Error(`${found} rows of ${tab} begin with ${first}`);
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}
