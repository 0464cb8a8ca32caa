import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';

type Typed = string | number;

/** A row as somebody typed it below the header of a tab of the control workbook, in the order of its columns. */
export async function typeRow(district: string, tab: string, ...cells: readonly Typed[]): Promise<void> {
  await typeRows(district, [[tab, cells]]);
}

/** The same for rows of many tabs, saved once; in another workbook where one is named. */
export async function typeRows(
  district: string,
  rows: readonly (readonly [tab: string, cells: readonly Typed[]])[],
  file = '区级设置.xlsx',
): Promise<void> {
  const path = join(district, file);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  for (const [tab, cells] of rows) {
    const sheet = workbook.getWorksheet(tab);
    if (!sheet) throw new Error(`no tab ${tab}`);
    let row = 2;
    while (String(sheet.getRow(row).getCell(1).value ?? '') !== '') row += 1;
    for (const [index, cell] of cells.entries()) sheet.getRow(row).getCell(index + 1).value = cell;
  }
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}
