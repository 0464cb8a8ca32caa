import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';

type Cell = string | number;

/** 区级设置.xlsx held open by one person, who saves after each change: it is read once, which is most of the time. */
export class HeldControl {
  readonly #path: string;
  readonly #workbook = new ExcelJS.Workbook();
  #opened: Promise<unknown> | undefined;

  constructor(district: string) {
    this.#path = join(district, '区级设置.xlsx');
  }

  /** Types the rows of some tabs anew, each by its headers, below the header. */
  async rows(tabs: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>): Promise<void> {
    await this.#open();
    for (const [tab, rows] of Object.entries(tabs)) {
      const sheet = this.#sheet(tab);
      const heads = (sheet.getRow(1).values as unknown[]).slice(1).map(String);
      for (let index = 0; index < Math.max(rows.length, 8); index += 1)
        for (const [column, head] of heads.entries())
          sheet.getRow(index + 2).getCell(column + 1).value = rows[index]?.[head] ?? null;
    }
    await this.#save();
  }

  /** Types a setting. */
  async setting(title: string, value: Cell): Promise<void> {
    await this.#open();
    this.#sheet('设置').eachRow((row) => {
      if (row.getCell(1).value === title) row.getCell(2).value = value;
    });
    await this.#save();
  }

  #open(): Promise<unknown> {
    this.#opened ??= this.#workbook.xlsx.load(readFileSync(this.#path) as unknown as ArrayBuffer);
    return this.#opened;
  }

  #sheet(tab: string): ExcelJS.Worksheet {
    const sheet = this.#workbook.getWorksheet(tab);
    if (!sheet) throw new Error(`no tab ${tab}`);
    return sheet;
  }

  async #save(): Promise<void> {
    writeFileSync(this.#path, Buffer.from(await this.#workbook.xlsx.writeBuffer()));
  }
}
