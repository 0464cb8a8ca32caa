import { readFileSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';

/** What stands in a row, by the titles of its columns. */
export type Cells = Readonly<Record<string, string | number | null>>;

// Deflating what is saved sixty times a year takes longer than all else about it.
const uncompressed = { zip: { compression: 'STORE' } } as object;

/** A workbook of the section as it lies open on its desk: typed into, and saved when somebody has. */
export class OpenWorkbook {
  readonly #path: string;
  #book = new ExcelJS.Workbook();
  #isDirty = false;

  constructor(path: string) {
    this.#path = path;
  }

  async open(): Promise<this> {
    await this.#book.xlsx.load(readFileSync(this.#path) as unknown as ArrayBuffer);
    return this;
  }

  /** A new row below the others; its number. */
  add(tab: string, cells: Cells): number {
    const sheet = this.#sheet(tab);
    let row = 2;
    while (this.#texts(sheet, row).some((text) => text !== '')) row += 1;
    this.#type(sheet, row, cells);
    return row;
  }

  /** Types over cells of the row in which the columns say so. */
  change(tab: string, where: Cells, cells: Cells): void {
    const sheet = this.#sheet(tab);
    const heads = this.#texts(sheet, 1);
    const rows = Array.from({ length: sheet.rowCount - 1 }, (_, index) => index + 2).filter((row) => {
      const texts = this.#texts(sheet, row);
      return Object.entries(where).every(([title, value]) => texts[heads.indexOf(title)] === String(value));
    });
    const [row, ...others] = rows;
    if (row === undefined || others.length > 0)
      throw new Error(`${rows.length} rows of ${tab} say ${JSON.stringify(where)}`);
    this.#type(sheet, row, cells);
  }

  /** Types over cells of a row. */
  changeRow(tab: string, row: number, cells: Cells): void {
    this.#type(this.#sheet(tab), row, cells);
  }

  async save(): Promise<void> {
    if (!this.#isDirty) return;
    writeFileSync(this.#path, Buffer.from(await this.#book.xlsx.writeBuffer(uncompressed)));
    this.#isDirty = false;
  }

  #type(sheet: ExcelJS.Worksheet, row: number, cells: Cells): void {
    const heads = this.#texts(sheet, 1);
    for (const [title, value] of Object.entries(cells)) {
      if (!heads.includes(title)) throw new Error(`${sheet.name} has no column ${title}`);
      sheet.getRow(row).getCell(heads.indexOf(title) + 1).value = value;
    }
    this.#isDirty = true;
  }

  #sheet(tab: string): ExcelJS.Worksheet {
    const sheet = this.#book.getWorksheet(tab);
    if (!sheet) throw new Error(`no tab ${tab}`);
    return sheet;
  }

  #texts(sheet: ExcelJS.Worksheet, row: number): string[] {
    return Array.from({ length: sheet.columnCount }, (_, column) => {
      const { value } = sheet.getRow(row).getCell(column + 1);
      return value === null || value === undefined ? '' : String(value);
    });
  }
}
