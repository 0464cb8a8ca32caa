import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';

/** A setting as somebody typed it into the control workbook. */
export async function typeSetting(district: string, title: string, value: string | number): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  workbook.getWorksheet('设置')?.eachRow((row) => {
    if (row.getCell(1).value === title) row.getCell(2).value = value;
  });
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}
