import type { Borders, DataValidation, Fill, Style, Workbook, Worksheet } from 'exceljs';
import type {
  Bar,
  Book,
  BookCell,
  BookTab,
  BookValue,
  Check,
  Condition,
  Print,
  StyleName,
} from '../../../schemas/book.ts';
import { columnLetters } from '../../../schemas/grid.ts';
import type { Area } from '../../../schemas/layout.ts';
import { type DrawnLink, linksOf, quoted } from './book-links.ts';
import { type BorderLook, flags, type Look, looks, tones } from './book-styles.ts';
import { cellText, cutTo } from './cell-text.ts';
import { isoSerial } from './iso-serial.ts';
import { type NoteBox, noteBox } from './note-box.ts';

// Any fixed instant does: the same book gives the same bytes on every day and in every time zone.
const written = new Date(Date.UTC(2018, 0, 1));

// The library deflates in JavaScript: its least effort takes half the time for a file a sixth larger.
const quickly = { zip: { compression: 'DEFLATE', compressionOptions: { level: 1 } } } as object;

/** Draws a book as the bytes of an .xlsx file; the same book always gives the same bytes. */
export async function drawBook(book: Book): Promise<Uint8Array> {
  const [{ default: Workbook }, { default: JSZip }] = await Promise.all([
    import('exceljs/lib/doc/workbook.js'),
    import('jszip'),
  ]);
  // exceljs zips with the same JSZip, whose files otherwise bear the hour they were made in.
  (JSZip as unknown as { defaults: { date: Date } }).defaults.date = written;
  const workbook = new Workbook();
  describe(workbook, book);
  for (const tab of book.tabs) drawTab(workbook, tab, tab === firstShown(book));
  completeOnWriting(workbook, book);
  return new Uint8Array(await workbook.xlsx.writeBuffer(quickly));
}

/** A workbook that people edited with the tabs it lacks drawn behind its own, whose cells are not touched. */
export async function addTabs(existing: Uint8Array, tabs: readonly BookTab[]): Promise<Uint8Array> {
  const { default: Workbook } = await import('exceljs/lib/doc/workbook.js');
  const workbook = new Workbook();
  await workbook.xlsx.load(existing as unknown as ArrayBuffer);
  for (const tab of tabs) drawTab(workbook, tab, false);
  completeOnWriting(workbook, { title: '', tabs, names: [] });
  return new Uint8Array(await workbook.xlsx.writeBuffer(quickly));
}

function describe(workbook: Workbook, book: Book): void {
  workbook.title = cellText(book.title);
  workbook.creator = 'anxiao';
  workbook.lastModifiedBy = 'anxiao';
  workbook.created = written;
  workbook.modified = written;
  const activeTab = book.tabs.indexOf(firstShown(book) as BookTab);
  workbook.views = [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab, visibility: 'visible' }];
}

function firstShown(book: Book): BookTab | undefined {
  return book.tabs.find(({ hidden }) => !hidden);
}

function drawTab(workbook: Workbook, tab: BookTab, first: boolean): void {
  if (tab.name.length > 31) throw new RangeError(`tab name longer than 31 characters: ${tab.name}`);
  const sheet = workbook.addWorksheet(tab.name);
  sheet.state = tab.hidden ?? 'visible';
  if (tab.flag) sheet.properties.tabColor = { argb: argb(flags[tab.flag]) };
  drawColumns(sheet, tab);
  drawCells(sheet, tab);
  for (const [row, height] of tab.heights ?? []) sheet.getRow(row + 1).height = height;
  sheet.views = [viewOf(tab, first)];
  if (tab.filter) sheet.autoFilter = range(tab.filter);
  if (tab.locked) protect(sheet, tab);
  for (const check of tab.checks ?? []) addCheck(sheet, check);
  for (const condition of tab.conditions ?? []) addCondition(sheet, condition);
  for (const bar of tab.bars ?? []) addBar(sheet, bar);
  if (tab.print) setUpPrint(sheet, tab.print);
}

// A digit of the normal font is eight pixels, and a width counts the five pixels beside the characters too. It must not
// come out as exactly 9: exceljs takes that for unset.
function drawColumns(sheet: Worksheet, tab: BookTab): void {
  tab.widths.forEach((width, column) => {
    const drawn = width + 0.63;
    sheet.getColumn(column + 1).width = Math.abs(drawn - 9) < 0.005 ? 9.01 : drawn;
  });
}

function drawCells(sheet: Worksheet, tab: BookTab): void {
  const shapes = new Map((tab.merges ?? []).map((area) => [area.row * 16_384 + area.column, area]));
  for (const cell of tab.cells) {
    const area = shapes.get(cell.row * 16_384 + cell.column);
    drawCell(sheet, cell, cell.row, cell.column, cell.value);
    if (area) drawMerge(sheet, cell, area);
  }
}

function drawCell(sheet: Worksheet, cell: BookCell, row: number, column: number, value: BookValue): void {
  const drawn = sheet.getRow(row + 1).getCell(column + 1);
  drawn.style = styleOf(cell.style, cell.open ?? false);
  if (value !== null && value !== '') drawn.value = drawnValue(value);
  if (cell.note && value === cell.value)
    drawn.note = { texts: [{ font: { name: '微软雅黑', size: 9 }, text: cellText(cell.note) }] };
}

/** Borders of a merged cell show only where each of its cells has them; each must be open where the first is. */
function drawMerge(sheet: Worksheet, cell: BookCell, area: Area): void {
  for (let row = area.row; row < area.row + area.rows; row += 1)
    for (let column = area.column; column < area.column + area.columns; column += 1)
      if (row !== cell.row || column !== cell.column) drawCell(sheet, cell, row, column, null);
  sheet.mergeCellsWithoutStyle(range(area));
}

function drawnValue(
  value: Exclude<BookValue, null>,
): string | number | boolean | { formula: string; result: string | number } {
  if (typeof value === 'string') return cellText(value);
  if (typeof value !== 'object') return value;
  if ('formula' in value) return { formula: value.formula, result: value.result };
  const serial = isoSerial(value.date, false);
  if (serial === undefined) throw new RangeError(`not a date: ${value.date}`);
  return serial;
}

function viewOf(tab: BookTab, first: boolean): Worksheet['views'][number] {
  const start = tab.cells.find(({ open }) => open);
  const view = {
    showGridLines: false,
    tabSelected: first,
    activeCell: start ? at(start.row, start.column) : 'A1',
  };
  const { rows = 0, columns = 0 } = tab.freeze ?? {};
  return rows || columns ? { ...view, state: 'frozen', ySplit: rows, xSplit: columns } : { ...view, state: 'normal' };
}

function protect(sheet: Worksheet, tab: BookTab): void {
  // No password (it would be salted, and it keeps nobody out): exceljs does this at once although it gives a promise.
  void sheet.protect('', {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    formatRows: true,
    ...(tab.filter ? { autoFilter: true, sort: true } : {}),
  });
}

function addCheck(sheet: Worksheet, check: Check): void {
  const { type, operator, formulae } = ruleOf(check);
  const complains = type !== 'any' && !(type === 'list' && check.soft);
  const validation = {
    type,
    ...(operator ? { operator } : {}),
    formulae,
    allowBlank: true,
    showInputMessage: true,
    promptTitle: cutTo(check.title, 32),
    prompt: cutTo(check.help, 255),
    showErrorMessage: complains,
    // Programs that turn complaints on when they save must not make a soft list refuse anything.
    errorStyle: !check.soft ? 'stop' : type === 'list' ? 'information' : 'warning',
    errorTitle: cutTo(check.title, 32),
    error: cutTo(check.help, 225),
  };
  const validations = (sheet as unknown as { dataValidations: { add(ref: string, it: unknown): void } })
    .dataValidations;
  validations.add(range(check.area), validation);
}

function ruleOf({ rule }: Check): {
  type: DataValidation['type'] | 'any';
  operator?: 'between';
  formulae: (string | number | Date)[];
} {
  switch (rule.kind) {
    case 'list': {
      const list = `"${rule.choices.join(',').replaceAll('"', '""')}"`;
      // A list written out holds no commas within a choice and 255 characters in all: then only the help is shown.
      const fits = list.length <= 257 && !rule.choices.some((choice) => choice.includes(','));
      return fits ? { type: 'list', formulae: [list] } : { type: 'any', formulae: [] };
    }
    case 'wholeNumber':
      return { type: 'whole', operator: 'between', formulae: [rule.min, rule.max] };
    case 'date':
      return { type: 'date', operator: 'between', formulae: [utc(rule.from), utc(rule.through)] };
    case 'any':
      return { type: 'any', formulae: [] };
  }
}

function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function addCondition(sheet: Worksheet, { area, when, tone }: Condition): void {
  const { colour, fill } = tones[tone];
  const style: Partial<Style> = {
    font: { color: { argb: argb(colour) } },
    fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: argb(fill) } },
  };
  const ref = range(area);
  // No priority: exceljs numbers the rules in their order.
  const rule =
    'formula' in when
      ? { type: 'expression', formulae: [when.formula], style }
      : { type: 'cellIs', operator: 'equal', formulae: [`"${when.equals.replaceAll('"', '""')}"`], style };
  sheet.addConditionalFormatting({ ref, rules: [rule as never] });
}

function addBar(sheet: Worksheet, { area, tone }: Bar): void {
  // With `gradient` exceljs needs no random id for the bar. From zero, so that bars compare as the numbers do.
  const rule = {
    type: 'dataBar',
    gradient: true,
    cfvo: [{ type: 'num', value: 0 }, { type: 'max' }],
    color: { argb: argb(tones[tone].bar) },
  };
  sheet.addConditionalFormatting({ ref: range(area), rules: [rule as never] });
}

const a4 = 9;

function setUpPrint(sheet: Worksheet, print: Print): void {
  Object.assign(sheet.pageSetup, {
    paperSize: a4,
    orientation: print.landscape ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: print.pagesWide ?? 1,
    fitToHeight: print.onePage ? 1 : 0,
    horizontalCentered: true,
    margins: { left: 0.5, right: 0.5, top: 0.55, bottom: 0.6, header: 0.3, footer: 0.3 },
    blackAndWhite: print.plain ?? false,
    ...(print.area ? { printArea: printArea(print.area) } : {}),
    ...(print.repeatRows ? { printTitlesRow: `1:${print.repeatRows}` } : {}),
    ...(print.repeatColumns ? { printTitlesColumn: `A:${columnLetters(print.repeatColumns - 1)}` } : {}),
  });
  if (print.footer) sheet.headerFooter.oddFooter = cutTo(`&C${print.footer}`, 255);
}

// exceljs puts a $ before the columns only: the rows bring their own.
function printArea({ row, column, rows, columns }: Area): string {
  return `${columnLetters(column)}$${row + 1}:${columnLetters(column + columns - 1)}$${row + rows}`;
}

interface SheetToWrite {
  readonly name: string;
  readonly comments: { readonly ref: string; anchor?: NoteBox }[];
  readonly hyperlinks: { address: string; rId?: string; target?: string }[];
  readonly rels: { Id: string; Type: string; Target: string; TargetMode?: string }[];
}

interface BookToWrite {
  readonly worksheets: readonly SheetToWrite[];
  definedNames: { name: string; ranges: string[] }[];
  readonly styles: { readonly model: { readonly fonts: string[] } };
}

interface Zip {
  append(data: string, options: { name: string }): void;
}

/** The two steps of exceljs's writer at which something is put right. */
interface Writer {
  prepareModel(model: BookToWrite, options: unknown): void;
  addWorksheets(zip: Zip, model: BookToWrite): Promise<void>;
}

// Widths are counted in digits of this font. exceljs's own, Calibri, is missing where WPS runs without Office, and
// columns then come out a third wider.
const normalFont = '<font><sz val="11"/><color theme="1"/><name val="宋体"/><charset val="134"/></font>';

/**
 * Adds names, links, boxes of notes and the normal font when exceljs has prepared what it writes: its own names visit
 * every cell of a range, its own links inside a workbook become links to a file, its boxes are all of one size.
 */
function completeOnWriting(workbook: Workbook, book: Book): void {
  const writer = workbook.xlsx as unknown as Writer;
  const prepare = writer.prepareModel.bind(writer);
  const addWorksheets = writer.addWorksheets.bind(writer);
  writer.prepareModel = (model, options) => {
    model.definedNames = book.names.map(({ name, tab, area }) => ({
      name,
      ranges: [`${quoted(tab)}!${range(area, '$')}`],
    }));
    prepare(model, options);
    model.styles.model.fonts[0] = normalFont;
    for (const tab of book.tabs) {
      const sheet = model.worksheets.find(({ name }) => name === tab.name);
      if (!sheet) continue;
      for (const link of linksOf(tab)) addLink(sheet, link);
      placeNotes(sheet, tab);
    }
  };
  writer.addWorksheets = (zip, model) =>
    addWorksheets({ append: (data, options) => zip.append(mendBars(data), options) }, model);
}

// exceljs names an id for a bar that has none, which is no valid file; and a bar of 0 must have no length.
function mendBars(xml: string): string {
  if (!xml.includes('<dataBar>')) return xml;
  return xml
    .replaceAll('<dataBar>', '<dataBar minLength="0" maxLength="100">')
    .replace(/<extLst><ext [^>]*><x14:id\/><\/ext><\/extLst>/g, '');
}

function placeNotes(sheet: SheetToWrite, tab: BookTab): void {
  const boxes = new Map(
    tab.cells.flatMap(({ row, column, note }) => (note ? [[at(row, column), noteBox(tab, row, column, note)]] : [])),
  );
  for (const comment of sheet.comments) {
    const box = boxes.get(comment.ref);
    if (box) comment.anchor = box;
  }
}

const linkType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';

function addLink(sheet: SheetToWrite, { ref, location, address }: DrawnLink): void {
  if (location) sheet.hyperlinks.push({ address: ref, target: location });
  if (!address) return;
  const rId = `rId${sheet.rels.length + 1}`;
  sheet.rels.push({ Id: rId, Type: linkType, Target: address, TargetMode: 'External' });
  sheet.hyperlinks.push({ address: ref, rId });
}

// One object a style: exceljs looks styles up by object, so a thousand cells of a style cost one.
const styles = new Map<string, Partial<Style>>();

function styleOf(name: StyleName, open: boolean): Partial<Style> {
  const key = `${name} ${open}`;
  const known = styles.get(key);
  if (known) return known;
  const style = styleFrom(looks[name], open);
  styles.set(key, style);
  return style;
}

function styleFrom(look: Look, open: boolean): Partial<Style> {
  const { name, size, bold = false, underline = false, colour } = look.font;
  return {
    font: { name, size, bold, underline, color: { argb: argb(colour) }, charset: 134 },
    alignment: {
      horizontal: look.across,
      vertical: look.down,
      wrapText: look.wrap ?? false,
      shrinkToFit: look.shrink ?? false,
      indent: look.indent ?? 0,
    },
    protection: { locked: !open },
    ...(look.fill ? { fill: solid(look.fill) } : {}),
    ...(look.border ? { border: bordersOf(look.border) } : {}),
    ...(look.format ? { numFmt: look.format } : {}),
  };
}

function solid(colour: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb: argb(colour) } };
}

function bordersOf(look: BorderLook): Partial<Borders> {
  const line = (style: 'thin' | 'medium' | 'dashed', colour: string) => ({ style, color: { argb: argb(colour) } });
  const around = (edge: ReturnType<typeof line>) => ({ top: edge, left: edge, bottom: edge, right: edge });
  switch (look) {
    case 'box':
      return around(line('thin', '000000'));
    case 'grid':
      return around(line('thin', 'B8C0C8'));
    case 'dashed':
      return around(line('dashed', '8A94A0'));
    case 'under':
      return { bottom: line('thin', '000000') };
    case 'rule':
      return { bottom: line('medium', '1F4E8C') };
  }
}

function argb(colour: string): string {
  return `FF${colour}`;
}

function range(area: Area, absolute: '' | '$' = ''): string {
  const first = at(area.row, area.column, absolute);
  if (area.rows === 1 && area.columns === 1 && !absolute) return first;
  const last = at(area.row + area.rows - 1, area.column + area.columns - 1, absolute);
  return first === last ? first : `${first}:${last}`;
}

function at(row: number, column: number, absolute: '' | '$' = ''): string {
  return `${absolute}${columnLetters(column)}${absolute}${row + 1}`;
}
