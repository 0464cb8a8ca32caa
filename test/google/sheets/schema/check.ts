import { refusal, type Violation } from '../errors.ts';
import { mirrorColours, quantize } from './colours.ts';
import { type Field, fieldsOf, valuesOf } from './types.ts';

export type Message = Readonly<Record<string, unknown>>;

/**
 * A body as its message: nulls and proto3 defaults left out, numbers as numbers, colours as Sheets stores them.
 * Unknown fields and wrong types are refused in Google's words; `root` is the place of the body, empty for the whole.
 */
export function checkBody(body: unknown, type: string, root = ''): Message {
  const violations: Violation[] = [];
  if (Array.isArray(body) || typeof (body ?? {}) !== 'object') {
    refuseAll([{ description: 'Invalid JSON payload received. Unknown name "": Root element must be a message.' }]);
  }
  const message = messageOf(body ?? {}, type, root, violations) as Message;
  refuseAll(violations);
  return message;
}

/** Refuses with what was found, where something was. */
export function refuseAll(violations: readonly Violation[]): void {
  if (violations.length > 0) throw refusal(400, violations.map((each) => each.description).join('\n'), violations);
}

function messageOf(value: unknown, type: string, path: string, violations: Violation[]): unknown {
  const fields = fieldsOf(type) ?? new Map<string, Field>();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(value, type, path, violations);
  const message: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(value)) {
    const name = fields.has(key) ? key : camel(key);
    const field = fields.get(name);
    if (!field) {
      const place = path && ` at '${path}'`;
      const description = `Invalid JSON payload received. Unknown name "${key}"${place}: Cannot find field.`;
      violations.push({ ...(path && { field: path }), description });
    } else if (given !== null) {
      const kept = fieldValue(given, field, path ? `${path}.${field.snake}` : field.snake, violations);
      if (kept !== undefined) message[name] = kept;
    }
  }
  if (type === 'Color') return quantize(message);
  return mirrorColours(message, fields);
}

function fieldValue(given: unknown, field: Field, path: string, violations: Violation[]): unknown {
  if (!field.list) {
    if (!Array.isArray(given) || field.name === 'any')
      return defaultAsUnset(elementOf(given, field.name, path, violations), field);
    const name = path.slice(path.lastIndexOf('.') + 1);
    const description = `Invalid JSON payload received. Unknown name "${name}" at '${path.slice(0, -name.length - 1)}': Proto field is not repeating, cannot start list.`;
    violations.push({ field: path, description });
    return undefined;
  }
  // A lone element stands for a list of one, as in every proto3 parser of theirs.
  if (!Array.isArray(given)) return [elementOf(given, field.name, path, violations)];
  const list = given.map((each, at) => elementOf(each, field.name, `${path}[${at}]`, violations));
  return list.length > 0 || field.presence ? list : undefined;
}

function elementOf(given: unknown, type: string, path: string, violations: Violation[]): unknown {
  switch (type) {
    case 'any':
      return given;
    case 'ListValue':
      return Array.isArray(given) ? given : wrong(given, 'google.protobuf.ListValue', path, violations);
    case 'bool':
      return typeof given === 'boolean' ? given : wrong(given, 'TYPE_BOOL', path, violations);
    case 'str':
    case 'mask':
      return typeof given === 'string' ? given : wrong(given, 'TYPE_STRING', path, violations);
    case 'int':
      return Number.isInteger(numberOf(given)) ? numberOf(given) : wrong(given, 'TYPE_INT32', path, violations);
    case 'num':
      return Number.isFinite(numberOf(given)) ? numberOf(given) : wrong(given, 'TYPE_DOUBLE', path, violations);
    default:
      return enumOrMessage(given, type, path, violations);
  }
}

function enumOrMessage(given: unknown, type: string, path: string, violations: Violation[]): unknown {
  const values = valuesOf(type);
  if (!values) return messageOf(given, type, path, violations);
  return values.includes(given as string) ? given : wrong(given, type, path, violations);
}

function wrong(given: unknown, type: string, path: string, violations: Violation[]): undefined {
  const name = type.startsWith('TYPE_')
    ? type
    : `type.googleapis.com/${type.startsWith('google.') ? type : `google.apps.sheets.v4.${type}`}`;
  violations.push({ field: path, description: `Invalid value at '${path}' (${name}), ${JSON.stringify(given)}` });
  return undefined;
}

function defaultAsUnset(value: unknown, field: Field): unknown {
  if (field.presence) return value;
  const unset = value === 0 || value === '' || value === false || value === valuesOf(field.name)?.[0];
  return unset ? undefined : value;
}

const numberOf = (given: unknown) =>
  typeof given === 'number' ? given : typeof given === 'string' && given.trim() !== '' ? Number(given) : Number.NaN;

const camel = (key: string) => key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
