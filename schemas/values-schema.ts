import * as z from 'zod/mini';
import type { Field, Form, ValuesOf } from './form.ts';
import { fieldsOf } from './form.ts';

const built = new WeakMap<Form, z.ZodMiniType>();

/** The schema of a form's values, from its declaration: one member a blank, null where it is empty or not understood. */
export function valuesSchema<const F extends Form>(form: F): z.ZodMiniType<ValuesOf<F>> {
  // To build a schema takes a hundred times as long as to hold a report against it.
  const schema = built.get(form) ?? buildSchema(form);
  built.set(form, schema);
  // The members are built from the same declaration as the type; the compiler cannot follow a map over keys.
  return schema as unknown as z.ZodMiniType<ValuesOf<F>>;
}

function buildSchema(form: Form): z.ZodMiniType {
  const members = Object.fromEntries(fieldsOf(form).map((field) => [field.key, z.nullable(valueSchema(field))]));
  return z.strictObject(members);
}

const whole = z.int().check(z.gte(0));
const text = z.string().check(z.minLength(1));

function valueSchema(field: Field): z.ZodMiniType {
  switch (field.kind) {
    case 'count':
      return field.notApplicable ? z.union([whole, z.literal('不适用')]) : whole;
    case 'month':
      return z.int().check(z.gte(1), z.lte(12));
    case 'tick':
      return z.literal(['有', '无']);
    case 'date':
      return z.iso.date();
    case 'ref':
    case 'phone':
    case 'name':
    case 'text':
      return text;
  }
}
