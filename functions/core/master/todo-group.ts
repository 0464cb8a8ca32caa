import type { Link, Tone } from '../../../schemas/book.ts';
import type { School } from '../../../schemas/roster.ts';
import type { MasterRow } from './master-view.ts';

/** One thing to do: about which school, for which period, what to say or judge. */
export interface Todo {
  readonly row?: MasterRow;
  readonly school?: School;
  readonly say: string;
  /** What it is called in a letter, where its school alone does not say it; never words of a register. */
  readonly name?: string;
  readonly link?: Link;
  /** Whom to call where it is not the school. */
  readonly call?: { readonly name: string; readonly phone: string };
}

/** Things of one sort to do, with how to go about it. */
export interface TodoGroup {
  readonly title: string;
  readonly hint: string;
  readonly sign: string;
  readonly tone: Tone;
  readonly items: readonly Todo[];
}
