import type { Field, Form, Kind } from '../../../schemas/form.ts';
import type { Sheet } from '../../../schemas/grid.ts';
import { type RuleLimits, ruleLimits } from '../../../schemas/rule-limits.ts';
import { rulesEdition } from '../rules/edition.ts';

/** What a report carries of its own month and school, for rules that ask for it. */
export interface ReportFacts {
  readonly window: { readonly from: string; readonly through: string };
  /** True for a 中心小学, and how many 村小 it has. */
  readonly central: boolean;
  readonly villages: number;
  /** Defined names of the blanks that were filled in from the month before. */
  readonly carried: readonly string[];
}

/** What the hidden sheet of a report says to the script in it. */
export type Carried =
  /** A report from before rules were carried. */
  | { readonly is: 'none' }
  /** Written by a later version in a way nobody knew of, or damaged. */
  | { readonly is: 'unreadable' }
  | {
      readonly is: 'read';
      /** Blanks of a kind nobody knew of are there for their place, and judged by nothing. */
      readonly forms: readonly Form[];
      /** The forms that make the monthly report. */
      readonly monthly: readonly Form[];
      /** How many blanks this version does not know. */
      readonly unknown: number;
      /** True where rules changed since this version. */
      readonly newerRules: boolean;
      readonly limits: RuleLimits;
      readonly facts: ReportFacts | undefined;
    };

const format = 1;
const rulesName = 'rules/';
const factsName = 'facts';
/** Characters to a cell: Excel takes 32,767 UTF-16 units, and a character may be two of them. */
const longest = 15_000;

/** Rows of the hidden sheet, name and value side by side: the declarations as data, and what is this report's own. */
export function carriedRows(
  forms: readonly Form[],
  monthly: readonly string[],
  facts: ReportFacts | undefined,
): [string, string][] {
  const said = JSON.stringify({ format, rules: rulesEdition, monthly, limits: ruleLimits, forms }, withoutLooks);
  const text = swapQuotes(said);
  const chunks = text.match(new RegExp(`[\\s\\S]{1,${longest}}`, 'gu')) ?? [];
  return [
    ...chunks.map((chunk, index): [string, string] => [`${rulesName}${index + 1}`, chunk]),
    ...(facts ? [[factsName, JSON.stringify(facts)] satisfies [string, string]] : []),
  ];
}

/** A workbook writes a quotation mark as six characters, and the rules have five thousand: a tilde takes its place, and it the tilde's. */
function swapQuotes(text: string): string {
  return text.replace(/["~]/g, (sign) => (sign === '~' ? '"' : '~'));
}

/** Heights and where the paper asks for it say nothing about what may be typed. */
function withoutLooks(key: string, value: unknown): unknown {
  return key === 'height' || key === 'source' ? undefined : value;
}

/** What a hidden sheet carries; never an error, whatever stands in it. */
export function readCarried(sheet: Sheet | undefined): Carried {
  const rows = (sheet?.cells ?? []).map((row) => [String(row[0] ?? ''), String(row[1] ?? '')] as const);
  const text = rows.flatMap(([name, value]) => (name.startsWith(rulesName) ? [value] : [])).join('');
  if (text === '') return { is: 'none' };
  try {
    const said = JSON.parse(swapQuotes(text)) as Partial<
      Record<'format' | 'rules' | 'monthly' | 'limits' | 'forms', unknown>
    >;
    if (said.format !== format) return { is: 'unreadable' };
    const counted = { unknown: 0 };
    const forms = (said.forms as readonly Form[]).map((form) => known(form, counted));
    const monthly = said.monthly as readonly string[];
    const facts = rows.find(([name]) => name === factsName)?.[1];
    return {
      is: 'read',
      forms,
      monthly: forms.filter(({ key }) => monthly.includes(key)),
      unknown: counted.unknown,
      newerRules: Number(said.rules) > rulesEdition,
      limits: { ...ruleLimits, ...(said.limits as Partial<RuleLimits>) },
      facts: facts === undefined ? undefined : (JSON.parse(facts) as ReportFacts),
    };
  } catch {
    return { is: 'unreadable' };
  }
}

const kinds: Readonly<Record<Kind, true>> = {
  ref: true,
  count: true,
  tick: true,
  phone: true,
  date: true,
  month: true,
  name: true,
  text: true,
};
const members: Readonly<Record<keyof Field, true>> = {
  key: true,
  source: true,
  label: true,
  kind: true,
  unit: true,
  required: true,
  signs: true,
  maxWords: true,
  notApplicable: true,
  carry: true,
  given: true,
  help: true,
  labelAt: true,
  at: true,
  rows: true,
  printed: true,
  short: true,
};

const knownKinds: ReadonlySet<string> = new Set(Object.keys(kinds));
const knownMembers: ReadonlySet<string> = new Set(Object.keys(members));

function known(form: Form, counted: { unknown: number }): Form {
  const tabs = form.tabs.map((tab) => ({
    ...tab,
    rows: tab.rows.map((row) => ({ ...row, fields: (row.fields ?? []).map((field) => knownField(field, counted)) })),
  }));
  return { ...form, tabs };
}

/** A kind or a limit that nobody knew of may make right what looks wrong: such a blank keeps its place and no more. */
function knownField(field: Field, counted: { unknown: number }): Field {
  if (knownKinds.has(field.kind) && Object.keys(field).every((member) => knownMembers.has(member))) return field;
  counted.unknown += 1;
  const { key, label, help, at, labelAt, rows, short } = field;
  return {
    key,
    source: '',
    label,
    kind: 'ref',
    help,
    at,
    ...(labelAt === undefined ? {} : { labelAt }),
    ...(rows === undefined ? {} : { rows }),
    ...(short === undefined ? {} : { short }),
  };
}
