import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import * as XLSX from 'xlsx';

/** One part of a drawn workbook as text. */
export function partOf(bytes: Uint8Array, name: string): string {
  const part = unzipSync(bytes)[name];
  if (!part) throw new Error(`no part ${name}`);
  return strFromU8(part);
}

/** The part of a tab, by the tab's name. */
export function tabPart(bytes: Uint8Array, tab: string): string {
  const sheets = [...partOf(bytes, 'xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
  return partOf(bytes, `xl/worksheets/sheet${sheets.indexOf(tab) + 1}.xml`);
}

/** True where a cell of a protected tab can be typed into: its format says `locked="0"`. */
export function isOpen(bytes: Uint8Array, tab: string, a1: string): boolean {
  const format = new RegExp(`<c r="${a1}"[^>]* s="(\\d+)"`).exec(tabPart(bytes, tab))?.[1];
  const formats = partOf(bytes, 'xl/styles.xml').split('<cellXfs')[1]?.split('</cellXfs>')[0] ?? '';
  const found = formats.match(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/g)?.[Number(format)] ?? '';
  return /<protection locked="0"/.test(found);
}

/** A drawn workbook as SheetJS reads it: another reader than ours and than the one that wrote it. */
export function opened(bytes: Uint8Array): XLSX.WorkBook {
  return XLSX.read(bytes, { cellFormula: true, cellStyles: true, cellNF: true });
}

/** Defined names of one cell: tab and address without the $. */
export function namesOf(bytes: Uint8Array): Map<string, { tab: string; a1: string }> {
  const names = opened(bytes).Workbook?.Names ?? [];
  return new Map(
    names.flatMap(({ Name, Ref }) => {
      const [, tab = '', a1 = ''] = /^'?([^'!]+)'?!\$?([A-Z]+\$?\d+)$/.exec(Ref) ?? [];
      return tab ? [[Name, { tab, a1: a1.replace('$', '') }] as const] : [];
    }),
  );
}

/** The workbook without the results of its formulas, so that whoever opens it must compute them. */
export function withoutResults(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const changed = Object.entries(parts).map(([name, part]) =>
    name.startsWith('xl/worksheets/sheet')
      ? [name, strToU8(strFromU8(part).replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1'))]
      : [name, part],
  );
  return zipSync(Object.fromEntries(changed));
}
