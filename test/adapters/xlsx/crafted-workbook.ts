import { zipSync } from 'fflate';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import type { Cell, Workbook } from '../../../schemas/grid.ts';

const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook by their names in the zip. */
export type Parts = Record<string, string | Uint8Array>;

/** What is written into the one tab of a workbook made by hand, 自查表; whole parts may be replaced or left out. */
export interface Crafted {
  /** Inside of `sheetData`. */
  readonly rows?: string;
  /** After `sheetData`. */
  readonly tail?: string;
  /** Inside of `sst`. */
  readonly strings?: string;
  /** Inside of `definedNames`. */
  readonly names?: string;
  readonly workbookPr?: string;
  readonly parts?: Record<string, string | Uint8Array | undefined>;
}

/** The parts of such a workbook. */
export function craftedParts({
  rows = '',
  tail = '',
  strings = '',
  names,
  workbookPr = '',
  parts = {},
}: Crafted): Parts {
  const definedNames = names === undefined ? '' : `<definedNames>${names}</definedNames>`;
  const all: Crafted['parts'] = {
    '_rels/.rels': relationships({ rId1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': `<workbook ${NAMESPACES}>${workbookPr}<sheets><sheet name="自查表" sheetId="1" r:id="rId1"/></sheets>${definedNames}</workbook>`,
    'xl/_rels/workbook.xml.rels': relationships({
      rId1: ['worksheet', 'worksheets/sheet1.xml'],
      rId2: ['sharedStrings', 'sharedStrings.xml'],
    }),
    'xl/worksheets/sheet1.xml': `<worksheet ${NAMESPACES}><sheetData>${rows}</sheetData>${tail}</worksheet>`,
    'xl/sharedStrings.xml': `<sst ${NAMESPACES}>${strings}</sst>`,
    ...parts,
  };
  return Object.fromEntries(Object.entries(all).filter((part): part is [string, string] => part[1] !== undefined));
}

/** A relationships part: type and target by id. */
export function relationships(targets: Record<string, readonly [type: string, target: string]>, types = TYPES): string {
  const all = Object.entries(targets).map(
    ([id, [type, target]]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

/** The workbook's file. */
export function crafted(content: Crafted): Buffer {
  return zipped(craftedParts(content));
}

/** A zip of those parts. */
export function zipped(parts: Parts): Buffer {
  const files = Object.entries(parts).map(([name, part]) => [name, Buffer.from(part as string)]);
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: new Date(2018, 8, 25) }));
}

/** What is read from a file that must be readable. */
export function readBook(bytes: Uint8Array): Workbook {
  const result = readWorkbook(bytes);
  if (!result.ok) throw new Error(`${result.code} ${result.detail}`);
  return result.workbook;
}

/** The cells of the first tab of a file that must be readable. */
export function readCells(bytes: Uint8Array): readonly (readonly Cell[])[] {
  return readBook(bytes).sheets[0]?.cells ?? [];
}

/** The failure's code, or `ok`. A failure that the reader did not mean is none. */
export function codeOf(bytes: Uint8Array): string {
  const result = readWorkbook(bytes);
  if (!result.ok && result.detail.includes('意外错误')) throw new Error(result.detail);
  return result.ok ? 'ok' : result.code;
}
