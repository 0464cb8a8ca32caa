import { type Field, type Form, fieldsOf } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';

/** A blank under its defined name, `<form>_<field>`. */
export interface Blank {
  readonly key: string;
  readonly field: Field;
}

const listed = new WeakMap<Form, readonly Blank[]>();

/** The blanks of a form in the order of the paper, listed once a form. */
export function blanksOf(form: Form): readonly Blank[] {
  const known = listed.get(form);
  if (known) return known;
  const blanks = fieldsOf(form).map((field) => ({ key: definedName(form, field), field }));
  listed.set(form, blanks);
  return blanks;
}
