import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { DataValidation } from 'exceljs';
import { type Cell, cellAddress, cellAt } from '../../schemas/grid.ts';
import { type Command, noteCommand, pythonWith } from './machine.ts';
import { duration, type Line } from './table.ts';

/** How one reader did on the corpus, in medians over the runs. */
interface ReadRow {
  readonly reader: string;
  readonly seconds: number;
  /** Its time by our reader's in the same run. */
  readonly timesOurs: number;
  readonly peakMiB: number;
  /** `0 of 21000`: values that were not what had been written, of those checked. `absent`: not on this machine. */
  readonly wrong: string;
}

const WORKBOOKS = 1000;
const DIFFERENT = 250;
const FIELDS_PER_TAB = 35;
const CHECKED = 21;
const TABS = ['自查表', '月报表'];
const READERS = ['inflate only', 'anxiao', 'SheetJS', 'exceljs', 'openpyxl', 'pandas'] as const;
const SLOW: readonly string[] = ['openpyxl', 'pandas'];

const MARKS: Readonly<Partial<Record<string, string>>> = { anxiao: '≤ 160 MiB', SheetJS: '≥ 5×', pandas: '≥ 20×' };

/** The reader's lines: ours beside the limit and beside the others. */
export async function reading(runs: number): Promise<readonly Line[]> {
  const rows = await benchReading(runs);
  const work = 'read 1,000 workbooks';
  return rows.flatMap(({ reader, seconds, timesOurs, peakMiB, wrong }): Line[] => {
    const mark = MARKS[reader];
    const way = { work, way: reader, ...(mark ? { mark } : {}) };
    if (wrong === 'absent') return [{ ...way, took: null, note: `skipped: no Python here has ${reader}` }];
    const note = `peak ${Math.round(peakMiB)} MiB, wrong ${wrong}`;
    if (reader !== 'inflate only') return [{ ...way, took: duration(seconds), ratio: timesOurs, note }];
    const limit = { work, way: 'anxiao by inflate only', took: '', ratio: 1 / timesOurs, mark: '≤ 2.5×' };
    return [{ ...way, took: duration(seconds), note }, limit];
  });
}

/** Reads one corpus of 1,000 school workbooks with each reader, every one a process of its own, `runs` times in turn. */
async function benchReading(runs: number): Promise<ReadRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'anxiao-read-'));
  try {
    await makeCorpus(folder);
    const measured = new Map<Reader, Measure[]>(READERS.map((reader) => [reader, []]));
    for (let run = 0; run < runs; run += 1) {
      for (const reader of READERS) {
        if (run > 0 && SLOW.includes(reader)) continue;
        const measure = measureInChild(reader, folder);
        if (measure) measured.get(reader)?.push(measure);
      }
    }
    return READERS.map((reader) => toRow(reader, measured));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Reader = (typeof READERS)[number];

interface Measure {
  readonly seconds: number;
  readonly peakMiB: number;
  readonly wrong: string;
}

/** What was written: where each checked name points, and its value in each of the different workbooks. */
interface Corpus {
  readonly addresses: Readonly<Record<string, string>>;
  readonly values: readonly (readonly Cell[])[];
}

function toRow(reader: Reader, measured: ReadonlyMap<Reader, readonly Measure[]>): ReadRow {
  const measures = measured.get(reader) ?? [];
  const ours = measured.get('anxiao') ?? [];
  const ratios = measures.map(({ seconds }, run) => seconds / (ours[run]?.seconds ?? Number.NaN));
  return {
    reader,
    seconds: median(measures.map(({ seconds }) => seconds)),
    timesOurs: median(ratios),
    peakMiB: median(measures.map(({ peakMiB }) => peakMiB)),
    wrong: measures[0]?.wrong ?? 'absent',
  };
}

function median(numbers: readonly number[]): number {
  const middle = numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
  return Number(middle.toPrecision(3));
}

function fileName(folder: string, index: number): string {
  return join(folder, `${String(index).padStart(4, '0')}.xlsx`);
}

async function makeCorpus(folder: string): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const addresses: Record<string, string> = {};
  const values: Cell[][] = [];
  for (let index = 0; index < DIFFERENT; index += 1) {
    const book = new ExcelJS.Workbook();
    const written: Cell[] = [];
    book.addWorksheet('填报说明').addRows(Array.from({ length: 10 }, (_, row) => [row + 1, label(row, 20)]));
    for (const tab of TABS) {
      const sheet = book.addWorksheet(tab);
      sheet.mergeCells('A1:D1');
      sheet.getCell('A1').value = `${tab}（学校 ${index}）`;
      for (let field = 0; field < FIELDS_PER_TAB; field += 1) {
        const row = field + 3;
        for (let column = 1; column <= 4; column += 1) sheet.getCell(row, column).border = { top: { style: 'thin' } };
        sheet.mergeCells(row, 2, row, 3);
        sheet.getCell(row, 1).value = `${field + 1}、${label(tab.length + field, 6 + (field % 12))}`;
        const cell = sheet.getCell(row, 2);
        const name = `${tab === TABS[0] ? 'selfCheck' : 'monthlyReport'}_field${field}`;
        const value = fieldValue(index, field);
        cell.value =
          field % 7 === 3 && value !== null ? { formula: `IF(D${row}="",${value},0)`, result: value } : value;
        cell.name = name;
        if (field % 3 === 0) cell.dataValidation = countsOnly(field);
        if (field % 3 > 0 || written.length === CHECKED) continue;
        written.push(value);
        addresses[name] = cellAddress({ sheet: tab, row: row - 1, column: 1 });
      }
    }
    book.addWorksheet('_identity', { state: 'hidden' }).addRow([`3713${index}`, '2018-09', 1]);
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    for (let copy = index; copy < WORKBOOKS; copy += DIFFERENT) writeFileSync(fileName(folder, copy), bytes);
    values.push(written);
  }
  writeFileSync(join(folder, 'corpus.json'), JSON.stringify({ addresses, values } satisfies Corpus));
}

function countsOnly(field: number): DataValidation {
  return {
    type: 'whole',
    operator: 'greaterThanOrEqual',
    formulae: [0],
    showInputMessage: true,
    prompt: label(field, 12),
  };
}

const CHARACTERS =
  '学校领导小组成立防治欺凌事件应急处置预案明确责任督学开展专项调查早期警事中理后干的具体流程规纪对实生罚定有效依托法律顾问公布救助电话并人期涉矛盾纠纷隐患排加强易发场所检查巡发挥心咨询室作用疏导做好特殊一档跟踪教育板报橱窗广播网众微信平台营造氛围师题家长座数次参与月表填写日';

// As hard to compress as the labels of a real form, which hardly repeat.
function label(seed: number, length: number): string {
  const pick = (n: number): string => CHARACTERS[(seed * 37 + n * n * 11 + n * 7) % CHARACTERS.length] ?? '';
  return Array.from({ length }, (_, n) => pick(n)).join('');
}

// Text, numbers, booleans and blanks; every seventh field is a formula, with results such as 0 and false among them.
function fieldValue(index: number, field: number): Cell {
  const seed = (index * 31 + field * 17) % 10;
  if (field % 7 === 3) return [0, false, index, 0.5][seed % 4] ?? 0;
  if (field % 5 === 0) return `第${index}校 填报人${field}`;
  if (field % 5 === 1) return seed === 0 ? null : index + field;
  return ['有（√）无（  ）', seed, field / 4, seed > 4, 0][field % 5] ?? 0;
}

/** Reads the checked values of one workbook, in the order of their names. */
type ReadValues = (file: string) => Cell[] | Promise<Cell[]>;

async function openReader(reader: string, { addresses }: Corpus): Promise<ReadValues> {
  const places = Object.values(addresses).map((address) => address.split('!') as [string, string]);
  switch (reader) {
    case 'inflate only':
      return (file) => inflateParts(readFileSync(file));
    case 'anxiao': {
      const { readWorkbook } = await import('../../functions/adapters/xlsx/read-workbook.ts');
      const names = Object.keys(addresses);
      return (file) => {
        const result = readWorkbook(readFileSync(file), { sheets: (name) => TABS.includes(name) });
        if (!result.ok) throw new Error(result.detail);
        const tabs = new Map(result.workbook.sheets.map((sheet) => [sheet.name, sheet]));
        return names.map((name) => {
          const place = result.workbook.names.get(name);
          return place ? cellAt(tabs.get(place.sheet), place.row, place.column) : null;
        });
      };
    }
    case 'SheetJS': {
      const { read } = await import('xlsx');
      return (file) => {
        const book = read(readFileSync(file), { sheets: TABS, cellHTML: false, cellText: false });
        const refs = new Map(
          book.Workbook?.Names?.map((name) => [name.Name, name.Ref.replace(/[$']/g, '').split('!')]),
        );
        return Object.keys(addresses).map((name) => {
          const [sheet = '', address = ''] = refs.get(name) ?? [];
          return book.Sheets[sheet]?.[address]?.v ?? null;
        });
      };
    }
    case 'exceljs': {
      const { default: ExcelJS } = await import('exceljs');
      return async (file) => {
        const book = new ExcelJS.Workbook();
        await book.xlsx.readFile(file);
        return places.map(([tab, address]) => {
          const { value, result } = book.getWorksheet(tab)?.getCell(address) ?? {};
          return ((typeof value === 'object' && value && 'formula' in value ? result : value) ?? null) as Cell;
        });
      };
    }
    default:
      throw new Error(`no reader ${reader}`);
  }
}

// The limit: no checksum, no scan, and the directory trusted blindly.
function inflateParts(bytes: Buffer): Cell[] {
  const wanted = ['_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/sharedStrings.xml'];
  for (let at = bytes.readUInt32LE(bytes.length - 6); bytes.readUInt32LE(at) === 0x02014b50; ) {
    const name = bytes.toString('latin1', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const isNeeded = wanted.includes(name) || name.endsWith('sheet2.xml') || name.endsWith('sheet3.xml');
    if (isNeeded) inflateRawSync(bytes.subarray(data, data + bytes.readUInt32LE(at + 20)));
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return [];
}

const OPENPYXL = `
import json, resource, sys, time
from openpyxl import load_workbook
folder, count = sys.argv[1], int(sys.argv[2])
names = list(json.load(open(folder + '/corpus.json'))['addresses'])
read, start = [], time.perf_counter()
for index in range(count):
    book = load_workbook('%s/%04d.xlsx' % (folder, index), data_only=True)
    row = []
    for name in names:
        (tab, address), = book.defined_names[name].destinations
        row.append(book[tab][address.replace('$', '')].value)
    read.append(row)
seconds = time.perf_counter() - start
print(json.dumps({'seconds': seconds, 'kib': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 'read': read}))
`;

const PANDAS = `
import json, resource, sys, time
import pandas
from openpyxl.utils.cell import coordinate_to_tuple
folder, count = sys.argv[1], int(sys.argv[2])
places = [a.split('!') for a in json.load(open(folder + '/corpus.json'))['addresses'].values()]
read, start = [], time.perf_counter()
for index in range(count):
    book = pandas.read_excel('%s/%04d.xlsx' % (folder, index), sheet_name=None, header=None)
    row = []
    for tab, address in places:
        r, c = coordinate_to_tuple(address)
        value = book[tab].iat[r - 1, c - 1] if r <= book[tab].shape[0] and c <= book[tab].shape[1] else None
        row.append(None if value is None or value != value else value.item() if hasattr(value, 'item') else value)
    read.append(row)
seconds = time.perf_counter() - start
print(json.dumps({'seconds': seconds, 'kib': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 'read': read}))
`;

function measureInChild(reader: Reader, folder: string): Measure | undefined {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const command = commandOf(reader, folder);
  if (!command) return undefined;
  noteCommand(command);
  const child = spawnSync(command.program, command.args, options);
  if (child.status !== 0) throw new Error(child.stderr);
  const { seconds, kib, read } = JSON.parse(child.stdout) as { seconds: number; kib: number; read: Cell[][] };
  const { values } = readCorpus(folder);
  const wrong = read.flatMap((row, index) => row.filter((value, n) => value !== values[index % DIFFERENT]?.[n]));
  const isLimit = reader === 'inflate only';
  return { seconds, peakMiB: kib / 1024, wrong: isLimit ? 'nothing read' : `${wrong.length} of ${read.flat().length}` };
}

function commandOf(reader: Reader, folder: string): Command | undefined {
  if (reader !== 'openpyxl' && reader !== 'pandas')
    return { program: process.execPath, args: [import.meta.filename, reader, folder] };
  const python = pythonWith(reader);
  const script = { openpyxl: OPENPYXL, pandas: PANDAS }[reader];
  return python && { program: python.program, args: ['-c', script, folder, String(WORKBOOKS)] };
}

function readCorpus(folder: string): Corpus {
  return JSON.parse(readFileSync(join(folder, 'corpus.json'), 'utf8')) as Corpus;
}

/** What the child does: reads the corpus once and prints time, peak and the values. */
async function runReader(reader: string, folder: string): Promise<void> {
  const readValues = await openReader(reader, readCorpus(folder));
  const read: Cell[][] = [];
  const start = performance.now();
  for (let index = 0; index < WORKBOOKS; index += 1) read.push(await readValues(fileName(folder, index)));
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(JSON.stringify({ seconds, kib: process.resourceUsage().maxRSS, read }));
}

if (import.meta.main) {
  const [reader, folder] = process.argv.slice(2);
  if (reader && folder) await runReader(reader, folder);
  else console.table(await benchReading(5));
}
