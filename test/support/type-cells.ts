import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';

/** The control workbook with the rows of a tab as somebody retyped them, below its header. */
export async function retypeRows(
  district: string,
  tab: string,
  change: (rows: readonly Readonly<Record<string, unknown>>[]) => readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet(tab);
  if (!sheet) throw new Error(`no tab ${tab}`);
  const heads = (sheet.getRow(1).values as unknown[]).slice(1).map(String);
  const rows = (sheet.getRows(2, sheet.rowCount - 1) ?? [])
    .map((row) => Object.fromEntries(heads.map((head, column) => [head, row.getCell(column + 1).value])))
    .filter((row) => row[heads[0] ?? ''] !== null);
  for (const [index, row] of change(rows).entries())
    for (const [column, head] of heads.entries())
      sheet.getRow(index + 2).getCell(column + 1).value = (row[head] ?? null) as ExcelJS.CellValue;
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}
