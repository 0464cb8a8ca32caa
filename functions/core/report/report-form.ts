import type { BookCell, BookName, BookTab, Check, Condition, StyleName } from '../../../schemas/book.ts';
import { type Field, type Form, fieldTitle } from '../../../schemas/form.ts';
import { definedName } from '../../../schemas/forms.ts';
import type { Cell } from '../../../schemas/grid.ts';
import { type Area, explainHead, type PlacedField, type PlacedTab, type PlacedText } from '../../../schemas/layout.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { blankTick, tickChoices } from '../../../schemas/ticks.ts';
import { type Blank, cellRef, type Hint, hintOf, hintSummary, isCarried, wrongFormula } from './report-hints.ts';
import type { ReportSpec } from './report-spec.ts';

/** One tab of a form, drawn: its values, names and rules, and what its hints say in sum. */
export interface FormTab {
  readonly tab: BookTab;
  readonly names: readonly BookName[];
  readonly placed: PlacedTab;
  /** Where the head of the hints stands, and what it says; undefined where nothing has to be filled. */
  readonly summary: { readonly cell: string; readonly words: string } | undefined;
}

/** One tab of an annex as people see it, worked out from where the declaration puts everything. */
export function formTab(spec: ReportSpec, form: Form, placed: PlacedTab): FormTab {
  const blanks = placed.fields.map((field): Blank => ({ placed: field, value: initialValue(spec, field) }));
  const hints = hintsOf(placed, blanks, spec.carriedFrom);
  const head = headOf(placed, hints);
  const tab: BookTab = {
    name: placed.name,
    flag: 'fill',
    widths: [...placed.widths, hintWidth],
    heights: heightsOf(placed),
    cells: [
      ...placed.texts.map((text) => printedCell(spec, placed, text)),
      ...blanks.map((blank) => inputCell(blank, placed)),
      ...placed.explanations.map(({ area }): BookCell => ({ ...area, value: null, style: 'explain', open: true })),
      ...head.cells,
      ...hints.map(({ row, column, hint }): BookCell => ({ row, column, value: formulaOf(hint), style: 'hint' })),
    ],
    merges: mergesOf(placed),
    locked: true,
    checks: [...blanks.map((blank) => checkOf(blank, spec.carriedFrom)), ...placed.explanations.map(explainCheck)],
    conditions: [...blanks.flatMap((blank) => tintsOf(blank, blanks, hints)), ...hints.flatMap(hintTints)],
    print: printOf(spec, placed),
  };
  return { tab, names: namesOf(form, placed), placed, summary: head.summary };
}

const hintWidth = 26;

/** What an input holds when the school first opens it. */
function initialValue(spec: ReportSpec, { form, field }: PlacedField): Cell {
  return spec.given[definedName(form, field)] ?? (field.kind === 'tick' ? blankTick : null);
}

/** `{campaign}` and its like filled in; what nobody gave stays as it is. */
function fillWords(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => words[key] ?? whole);
}

function printedCell(spec: ReportSpec, tab: PlacedTab, text: PlacedText): BookCell {
  const { row, column } = text.area;
  return { row, column, value: fillWords(text.text, spec.words), style: printedStyle(tab, text) };
}

function printedStyle(tab: PlacedTab, { area, text, style }: PlacedText): StyleName {
  switch (style) {
    case 'title': {
      const inside = tab.fields.find(({ input }) => input.row === area.row);
      if (!inside) return 'title';
      return area.column < inside.input.column ? 'titleRight' : 'titleLeft';
    }
    case 'label': {
      const owner = tab.fields.find(({ label }) => label?.row === area.row && label.column === area.column);
      if (owner && standsOnLine(owner.field)) return 'lineLabel';
      return area.column === 0 || (text.length <= 6 && !text.endsWith('：')) ? 'labelCentre' : 'label';
    }
    case 'note':
      return 'noteText';
    default:
      return style;
  }
}

/** School, signatures and date stand on a line outside the table, as on the paper. */
function standsOnLine(field: Field): boolean {
  return field.kind === 'ref' || field.signs !== undefined;
}

function inputCell(blank: Blank, tab: PlacedTab): BookCell {
  const { row, column, rows } = blank.placed.input;
  const height = tab.heights.slice(row, row + rows).reduce<number>((sum, it) => sum + (it ?? 0), 0);
  return { row, column, value: blank.value, style: inputStyle(blank, height > tall), open: true };
}

/** Points from which on a text starts at the top of its cell. */
const tall = 80;

function inputStyle(blank: Blank, isTall: boolean): StyleName {
  const { field } = blank.placed;
  const carried = isCarried(blank);
  if (standsOnLine(field)) return field.given ? 'lineGiven' : field.kind === 'date' ? 'lineDate' : 'lineInput';
  switch (field.kind) {
    case 'ref':
      return 'given';
    case 'month':
      return 'titleGiven';
    case 'count':
      return carried ? 'inputCarriedCount' : 'inputCount';
    case 'date':
      return 'inputDate';
    case 'tick':
    case 'phone':
    case 'name':
      return carried ? 'inputCarried' : 'inputCentre';
    case 'text':
      if (carried) return 'inputCarriedText';
      return isTall ? 'inputLong' : 'input';
  }
}

function mergesOf(tab: PlacedTab): Area[] {
  return [
    ...tab.texts.map(({ area }) => area),
    ...tab.fields.map(({ input }) => input),
    ...tab.explanations.map(({ area }) => area),
  ].filter(({ rows, columns }) => rows * columns > 1);
}

function heightsOf(tab: PlacedTab): Map<number, number> {
  return new Map(tab.heights.flatMap((height, row) => (height === undefined ? [] : [[row, height]])));
}

function namesOf(form: Form, tab: PlacedTab): BookName[] {
  const single = (name: string, { row, column }: Area): BookName => ({
    name,
    tab: tab.name,
    area: { row, column, rows: 1, columns: 1 },
  });
  return [
    ...tab.fields.map(({ field, input }) => single(definedName(form, field), input)),
    ...tab.explanations.map(({ name, area }) => single(name, area)),
  ];
}

interface PlacedHint {
  readonly row: number;
  readonly column: number;
  readonly hint: Hint;
}

/** Hints stand right of 说明, outside of what is printed. */
function hintsOf(tab: PlacedTab, blanks: readonly Blank[], carriedFrom: string | undefined): PlacedHint[] {
  return tab.heights.flatMap((_, row) => {
    const hint = hintOf(
      blanks.filter(({ placed }) => placed.input.row === row),
      carriedFrom,
    );
    return hint ? [{ row, column: tab.widths.length, hint }] : [];
  });
}

/** The heads of 说明 and of the hints, in the row above the first of each. */
function headOf(tab: PlacedTab, hints: readonly PlacedHint[]): { cells: BookCell[]; summary: FormTab['summary'] } {
  const cells: BookCell[] = [];
  const explain = tab.explanations[0]?.area;
  const row = Math.min(explain?.row ?? Number.POSITIVE_INFINITY, hints[0]?.row ?? Number.POSITIVE_INFINITY) - 1;
  if (explain && row >= 0) cells.push({ row, column: explain.column, value: explainHead, style: 'explainHead' });
  const [first, last] = [hints[0], hints.at(-1)];
  if (!first || !last || row < 0) return { cells, summary: undefined };
  const asks = tab.fields.some(({ field }) => field.required || field.signs);
  const area = { row: first.row, column: first.column, rows: last.row - first.row + 1, columns: 1 };
  const sum = hintSummary(
    area,
    hints.map(({ hint }) => hint),
  );
  cells.push({ row, column: first.column, value: asks ? formulaOf(sum) : '字数', style: 'hintHead' });
  return { cells, summary: asks ? { cell: cellRef(row, first.column), words: sum.result } : undefined };
}

function formulaOf({ formula, result }: Hint): BookCell['value'] {
  return { formula, result };
}

function checkOf(blank: Blank, carriedFrom: string | undefined): Check {
  const { field, input } = blank.placed;
  const carried = isCarried(blank) && carriedFrom ? `请核对：这是${carriedFrom}填的，有变化请改。` : '';
  return { area: input, rule: ruleOf(field), soft: true, title: fieldTitle(field), help: `${carried}${field.help}` };
}

function ruleOf(field: Field): Check['rule'] {
  switch (field.kind) {
    case 'tick':
      return { kind: 'list', choices: tickChoices };
    case 'count':
      // A typed 3-4 becomes a date, whose number is far above what a count of cases can be.
      return field.notApplicable
        ? { kind: 'list', choices: ['不适用'] }
        : { kind: 'wholeNumber', min: 0, max: field.unit === '人' ? 99_999 : 999 };
    case 'month':
      return { kind: 'wholeNumber', min: 1, max: 12 };
    case 'date':
      return { kind: 'date', from: '2000-01-01', through: '2099-12-31' };
    case 'ref':
    case 'phone':
    case 'name':
    case 'text':
      return { kind: 'any' };
  }
}

function explainCheck({ area }: PlacedTab['explanations'][number]): Check {
  return {
    area,
    rule: { kind: 'any' },
    soft: true,
    title: '说明',
    help: '这一行有需要向安全科说明的（例如人数变化的原因），写在这里；没有就不填。请不要写学生姓名、身份证号、电话、住址。',
  };
}

function tintsOf(blank: Blank, blanks: readonly Blank[], hints: readonly PlacedHint[]): Condition[] {
  const { row } = blank.placed.input;
  const hint = hints.find((it) => it.row === row);
  const counted = blanks.filter(({ placed }) => placed.input.row === row && placed.field.maxWords !== undefined);
  const formula = hint && wrongFormula(blank, cellRef(row, hint.column), counted.length > 1);
  return formula ? [{ area: blank.placed.input, when: { formula }, tone: 'bad' }] : [];
}

function hintTints({ row, column }: PlacedHint): Condition[] {
  const area = { row, column, rows: 1, columns: 1 };
  const says = (words: string) => `ISNUMBER(FIND("${words}",${cellRef(row, column)}))`;
  return [
    { area, when: { formula: `OR(${says('请改')},${says('超出')})` }, tone: 'bad' },
    { area, when: { formula: `OR(${says('建议')},${says('请核对')})` }, tone: 'warn' },
  ];
}

/** More 字 than one page of A4 takes in readable letters. */
const wordsOfPage = 1600;

function printOf(spec: ReportSpec, tab: PlacedTab): NonNullable<BookTab['print']> {
  const words = tab.fields.reduce((sum, { field }) => sum + (field.maxWords ?? 0), 0);
  const footer = `${spec.school.code} ${spec.school.name}　${periodTitle(spec.identity.period)}　${tab.name}`;
  return {
    landscape: false,
    onePage: words <= wordsOfPage,
    plain: true,
    footer: footer.replaceAll('&', '&&'),
    area: { row: 0, column: 0, rows: tab.heights.length, columns: tab.widths.length - 1 },
  };
}
