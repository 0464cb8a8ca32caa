import { areaIn } from './area.ts';
import { formattedValue } from './cell/view.ts';
import type { Document } from './document.ts';
import { copyOf, usedArea } from './grid.ts';

/** The first sheet as it is shown, in comma-separated lines. */
export function csvOf(document: Document): string {
  const [sheet] = document.sheets;
  if (!sheet) return '';
  const rows = copyOf(sheet, usedArea(sheet, areaIn(sheet, {}, true)));
  return rows.map((row) => row.map((cell) => quoted(formattedValue(cell) ?? '')).join(',')).join('\r\n');
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
