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
  /** Where its words lead; where `place` is told, where that leads. */
  readonly link?: Link;
  /** Where it stands, `督办!A7`: told by itself, because long words that are a link do not wrap in every program. */
  readonly place?: string;
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
