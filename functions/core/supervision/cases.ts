import { supervisions } from '../../../schemas/registers/cases.ts';
import { textAt } from '../../../schemas/registers/entry.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { says } from '../registers/clocks.ts';
import type { Matter } from '../registers/matters.ts';
import { placeOf } from './place.ts';

/** A row of 督办 as far as it decides about proposals. */
export interface Case {
  readonly matter: Matter;
  readonly school: string;
  readonly date: string;
  readonly trigger: string;
  /** 编号, else where the row stands. */
  readonly name: string;
  readonly number: string;
  /** 提议编号, as typed: one or several. */
  readonly proposals: string;
  readonly declined: boolean;
  readonly untrue: boolean;
  readonly closedOn: string;
}

/** The rows of 督办, in their order. */
export function casesOf(matters: readonly Matter[]): readonly Case[] {
  return matters
    .filter(({ register }) => register.key === supervisions.key)
    .map((matter) => {
      const { register, entry } = matter;
      const number = textAt(entry, 'number');
      return {
        matter,
        school: textAt(entry, 'school'),
        date: textAt(entry, 'date'),
        trigger: textAt(entry, 'trigger'),
        name: number === '' ? placeOf(register, entry) : number,
        number,
        proposals: foldCode(textAt(entry, 'proposal')),
        declined: says(entry, supervisions.over),
        untrue: says(entry, supervisions.untrue),
        closedOn: textAt(entry, supervisions.closed),
      };
    });
}

/** Finds the case that a row of another register names in 督办编号. */
export function caseNamed(cases: readonly Case[], number: string): Case | undefined {
  const wanted = foldLabel(number);
  return wanted === '' ? undefined : cases.find((it) => foldLabel(it.number) === wanted);
}

/** A code as people copy it: width, spaces, hyphens, and letters that look like digits make no difference. */
export function foldCode(code: string): string {
  return foldLabel(code).toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}
