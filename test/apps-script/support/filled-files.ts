import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { allForms, definedName } from '../../../schemas/forms.ts';
import { type Cell, cellAddress } from '../../../schemas/grid.ts';
import { placedFields } from '../../../schemas/layout.ts';
import { anxiao, makeDistrict, type RosterRow, reportPath } from '../../support/district.ts';

type Parts = Readonly<Record<string, Uint8Array>>;

const places = new Map(
  placedFields(allForms).map(({ form, field, tab, input }) => [
    definedName(form, field),
    { tab, a1: cellAddress({ sheet: '', row: input.row, column: input.column }).slice(1) },
  ]),
);

/** A report as the pipeline hands it out to one school of a kind, taken apart: what others of the kind are made of. */
export function handedOutPattern(kind: Pick<RosterRow, 'type' | 'villages'>, now: string): Parts {
  const district = makeDistrict([{ ...pattern, ...kind }]);
  const { status, stderr } = anxiao('hand-out', district, '--now', now);
  if (status !== 0) throw new Error(stderr);
  const parts = unzipSync(readFileSync(reportPath(district, pattern)));
  rmSync(dirname(district), { recursive: true, force: true });
  return parts;
}

const pattern: RosterRow = { code: '379999999', name: '示例样本学校' };

/** Puts a school's filled report where its hand-out would put it: typed into the parts of the file itself, for speed. */
export function putFilled(path: string, parts: Parts, school: RosterRow, typed: Readonly<Record<string, Cell>>): void {
  const tabs = [...text(parts, 'xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
  const own: Record<string, Uint8Array> = {};
  for (const [part, bytes] of Object.entries(parts)) {
    const before = part.endsWith('.xml') ? strFromU8(bytes) : '';
    const after = before.replaceAll(pattern.code, school.code).replaceAll(pattern.name, school.name);
    own[part] = after === before ? bytes : strToU8(after);
  }
  const byTab = Map.groupBy(Object.entries(typed), ([name]) => places.get(name)?.tab);
  for (const [tab, entries] of byTab) {
    const part = `xl/worksheets/sheet${tabs.indexOf(tab) + 1}.xml`;
    let sheet = text(own, part);
    for (const [name, value] of entries) sheet = withCell(sheet, places.get(name)?.a1 ?? '', value);
    own[part] = strToU8(sheet);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, zipSync(own, { level: 1 }));
}

function text(parts: Parts, name: string): string {
  const part = parts[name];
  if (!part) throw new Error(`no part ${name}`);
  return strFromU8(part);
}

function withCell(sheet: string, a1: string, value: Cell): string {
  const cell = new RegExp(`<c r="${a1}"((?: s="\\d+")?)[^>]*?(?:/>|>.*?</c>)`);
  if (!cell.test(sheet)) throw new Error(`no cell ${a1}`);
  return sheet.replace(cell, (_, style: string) => `<c r="${a1}"${style}${content(value)}`);
}

function content(value: Cell): string {
  if (value === null) return '/>';
  if (typeof value !== 'string') return `><v>${Number(value)}</v></c>`;
  const escaped = value.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return ` t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}
