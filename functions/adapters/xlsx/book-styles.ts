import type { StyleName, Tone } from '../../../schemas/book.ts';
import { tints } from '../../../schemas/tints.ts';

/** How a cell looks, before a library's words for it. Colours are `RRGGBB`. */
export interface Look {
  readonly font: FontLook;
  readonly fill?: string;
  readonly border?: BorderLook;
  readonly across: 'left' | 'center' | 'right';
  readonly down: 'top' | 'middle' | 'bottom';
  readonly wrap?: boolean;
  /** Letters get smaller rather than cut off. */
  readonly shrink?: boolean;
  readonly indent?: number;
  readonly format?: string;
}

export interface FontLook {
  readonly name: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly underline?: boolean;
  readonly colour: string;
}

/** `box`: thin black lines as on paper; `under`: a line to write on; `grid`: grey lines; `rule`: a heavier line below. */
export type BorderLook = 'box' | 'under' | 'grid' | 'dashed' | 'rule';

/** Text and ground of a meaning, four and a half to one or better. */
export interface ToneLook {
  readonly colour: string;
  readonly fill: string;
  readonly bar: string;
}

const ink = '000000';
const dark = '1F2933';
const grey = '59636E';
const blue = '1F4E8C';

/** What each meaning looks like in conditional formats and bars. */
export const tones: Readonly<Record<Tone, ToneLook>> = {
  good: { colour: '1B5E32', fill: 'E3F3E7', bar: '7DBE91' },
  warn: { colour: '7A4B00', fill: tints.warn, bar: 'E3B341' },
  bad: { colour: 'A31515', fill: tints.bad, bar: 'DD8A8A' },
  quiet: { colour: grey, fill: tints.quiet, bar: 'C3CAD2' },
  accent: { colour: blue, fill: 'E1ECF8', bar: '8FB4DE' },
};

/** Flags of tabs: filled in by people, read, explained. */
export const flags = { fill: 'E3B341', record: 'B48EAD', read: '8FB4DE', help: '7DBE91' } as const;

// Both fonts come with every Chinese Windows; elsewhere programs put their own song and hei in place.
const song = (size: number, bold = false): FontLook => ({ name: '宋体', size, colour: ink, bold });
const hei = (size: number, colour = dark, bold = false): FontLook => ({ name: '微软雅黑', size, colour, bold });

const { toFill, toCheck } = tints;

const paper = { font: song(10.5), border: 'box', across: 'left', down: 'middle', wrap: true } as const;
const input = { ...paper, fill: toFill, format: '@' } as const;
const onLine = { font: song(10.5), across: 'left', down: 'bottom', border: 'under', shrink: true } as const;
const title = { font: song(16, true), across: 'center', down: 'middle', shrink: true } as const;
const table = { font: hei(10), border: 'grid', across: 'left', down: 'top' } as const;

/** The look of each style: the annexes in 宋体 like the paper, what machines write in 微软雅黑. */
export const looks: Readonly<Record<StyleName, Look>> = {
  title,
  titleRight: { ...title, across: 'right' },
  titleLeft: { ...title, across: 'left' },
  titleGiven: { ...title, format: '0' },
  line: { font: song(10), across: 'center', down: 'middle' },
  lineLabel: { font: song(10.5), across: 'right', down: 'bottom', shrink: true },
  lineInput: { ...onLine, fill: toFill, format: '@' },
  lineDate: { ...onLine, shrink: false, fill: toFill, format: 'yyyy"年"m"月"d"日"' },
  lineGiven: { ...onLine, format: '@' },
  label: paper,
  labelCentre: { ...paper, across: 'center' },
  head: { ...paper, font: song(10.5, true), across: 'center' },
  plain: { ...paper, across: 'center' },
  noteText: { font: song(9), across: 'left', down: 'top', wrap: true },
  input,
  inputLong: { ...input, down: 'top' },
  inputCentre: { ...input, across: 'center' },
  inputCount: { ...input, across: 'center', format: '0' },
  inputDate: { ...input, across: 'center', format: 'yyyy"年"m"月"d"日"' },
  inputCarried: { ...input, across: 'center', fill: toCheck },
  inputCarriedText: { ...input, fill: toCheck },
  inputCarriedCount: { ...input, across: 'center', fill: toCheck, format: '0' },
  given: { ...paper, format: '@' },
  explain: { ...paper, font: song(9), border: 'dashed', fill: toFill, format: '@' },
  explainHead: { font: hei(9, grey), across: 'center', down: 'bottom', wrap: true },
  hint: { font: hei(9, grey), across: 'left', down: 'middle', wrap: true, indent: 1 },
  hintHead: { font: hei(9, blue, true), across: 'left', down: 'bottom', wrap: true, indent: 1 },

  h1: { font: hei(16, blue, true), across: 'left', down: 'middle' },
  h2: { font: hei(11, blue, true), border: 'rule', across: 'left', down: 'bottom' },
  lead: { font: hei(10), across: 'left', down: 'top', wrap: true },
  columnHead: { ...table, font: hei(10, blue, true), fill: 'E1ECF8', across: 'center', down: 'middle', wrap: true },
  text: { ...table, format: '@' },
  wrapped: { ...table, wrap: true, format: '@' },
  number: { ...table, across: 'right', format: '#,##0' },
  // As many decimals as there are: 8, 7.5; and no comma in a year.
  mark: { ...table, across: 'right' },
  percent: { ...table, across: 'right', format: '0.0%' },
  date: { ...table, across: 'center', format: 'yyyy-mm-dd' },
  code: { ...table, format: '@' },
  link: { ...table, font: { ...hei(10, '0B57A4'), underline: true }, wrap: true },
  linkLine: { font: { ...hei(10, '0B57A4'), underline: true }, across: 'left', down: 'middle' },
  muted: { font: hei(9, grey), across: 'left', down: 'middle', wrap: true },
  strong: { ...table, font: hei(10, dark, true), wrap: true },
  figure: { font: hei(20, blue, true), border: 'grid', across: 'center', down: 'bottom', format: '#,##0' },
  figureLabel: { font: hei(9, grey), border: 'grid', across: 'center', down: 'top', wrap: true },
  alert: { font: hei(14, tones.bad.colour, true), fill: tones.bad.fill, across: 'left', down: 'middle', wrap: true },
  caution: {
    font: hei(14, tones.warn.colour, true),
    fill: tones.warn.fill,
    across: 'left',
    down: 'middle',
    wrap: true,
  },
  praise: { font: hei(14, tones.good.colour, true), fill: tones.good.fill, across: 'left', down: 'middle', wrap: true },
  good: { ...table, font: hei(10, tones.good.colour, true), fill: tones.good.fill, wrap: true },
  warn: { ...table, font: hei(10, tones.warn.colour, true), fill: tones.warn.fill, wrap: true },
  bad: { ...table, font: hei(10, tones.bad.colour, true), fill: tones.bad.fill, wrap: true },
};
