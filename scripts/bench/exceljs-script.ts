import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';

/** The peer of the end-to-end line: what a script on exceljs does at least. Arguments: district, target. */
const [district = '', target = ''] = process.argv.slice(2);
const out = new ExcelJS.Workbook();
const sheet = out.addWorksheet('汇总');
const schools = join(district, '学校');
for (const school of readdirSync(schools).sort()) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(schools, school, '2018年09月.xlsx'));
  const row: ExcelJS.CellValue[] = [school];
  for (const { name, ranges } of workbook.definedNames.model) {
    if (!/^(?:selfCheck|monthlyReport)_(?!explain)/.test(name)) continue;
    const [tab = '', address = ''] = (ranges[0] ?? '').replace(/[$']/g, '').split('!');
    row.push(workbook.getWorksheet(tab)?.getCell(address.split(':')[0] ?? '').value ?? null);
  }
  const problems = row.filter((value) => value === null).length;
  sheet.addRow([...row, problems]);
}
await out.xlsx.writeFile(target);
