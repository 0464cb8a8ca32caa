import type { Form } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import type { Blank } from './blanks-of.ts';

const listed = new WeakMap<Form, readonly (readonly [Blank, Blank])[]>();

/** Blanks that are one on the paper: a number with its label, and what stands beside it without a label of its own. */
export function pairedBlanks(form: Form): readonly (readonly [Blank, Blank])[] {
  const known = listed.get(form) ?? pairsOf(form);
  listed.set(form, known);
  return known;
}

function pairsOf(form: Form): readonly (readonly [Blank, Blank])[] {
  return form.tabs.flatMap(({ rows }) =>
    rows.flatMap(({ fields = [] }) =>
      fields.flatMap((second, index) => {
        const first = fields[index - 1];
        if (!first?.labelAt || second.labelAt !== undefined || first.kind !== 'count') return [];
        return [
          [
            { key: definedName(form, first), field: first },
            { key: definedName(form, second), field: second },
          ] as const,
        ];
      }),
    ),
  );
}
