import type { Severity } from '../../schemas/finding.ts';

/**
 * A letter as words in order, before it looks like anything: the only place where its sentences stand. The html part and
 * the text part are both drawn from it, and a new kind of letter is a function that returns it.
 */
export interface LetterWords {
  readonly subject: string;
  /** What a mail program shows beside the subject. */
  readonly preview: string;
  /** 试运行: whom the letter was meant for; empty otherwise. */
  readonly banner: string;
  readonly office: string;
  readonly title: string;
  readonly greeting: string;
  readonly opening: readonly string[];
  readonly sections: readonly WordsSection[];
  readonly closing: readonly string[];
  readonly contacts: readonly Contact[];
  readonly footer: string;
}

/** One matter of a letter: a school's report, usually. */
export interface WordsSection {
  readonly heading: string;
  /** Stays in one piece beside the heading: `2018年9月`. */
  readonly period: string;
  readonly status: string;
  /** Decides the tint of the status; the words say the same. */
  readonly tone: 'alarm' | 'calm' | 'plain';
  readonly facts: readonly WordsFact[];
  /** Names and numbers to compare, in two columns; none where it is left out. */
  readonly figures?: WordsFigures;
  readonly table?: WordsTable;
  /** Empty where there are no steps. */
  readonly stepsTitle: string;
  readonly steps: readonly string[];
  /** Empty where there are no findings. */
  readonly findingsTitle: string;
  readonly findings: readonly WordsFinding[];
  /** How many findings are not listed, and where they are; empty where all are. */
  readonly more: string;
}

/** `link` opens what the value names; where nothing can be clicked, it stands behind the value. */
export interface WordsFact {
  readonly name: string;
  readonly value: string;
  readonly link?: string;
}

export interface WordsFigures {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly value: string; readonly was: string }[];
}

/** A table that fits a telephone: few columns, each cell of short lines. */
export interface WordsTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly WordsCell[] }[];
}

/** The first line of a row's first cell names the row. */
export interface WordsCell {
  readonly lines: readonly WordsLine[];
}

/** `call` is a telephone number as typed, `link` its `tel:` address; both may be empty. */
export interface WordsLine {
  readonly text: string;
  readonly call: string;
  readonly link: string;
}

export interface WordsFinding {
  readonly severity: Severity;
  /** 必须改正 … */
  readonly label: string;
  readonly blank: string;
  readonly place: string;
  readonly message: string;
}

/** A way to get help; `link` is a `tel:` or `mailto:` address, empty where the value is none. */
export interface Contact {
  readonly name: string;
  readonly value: string;
  readonly link: string;
}
