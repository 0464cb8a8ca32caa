import { ENUMS } from './enums.ts';
import { REQUESTS } from './requests.ts';
import { RESOURCES } from './resources.ts';

/** One field of a message; `name` is a scalar (str int num bool mask any ListValue), an enum or a message. */
export interface Field {
  readonly name: string;
  /** The field as errors spell it: `user_entered_value`. */
  readonly snake: string;
  readonly list: boolean;
  /** Its zero is told from unset. */
  readonly presence: boolean;
}

/** Fields by name, or undefined where the type is no message. */
export const fieldsOf = (type: string): ReadonlyMap<string, Field> | undefined => messages.get(type);

/** Values of an enum, the default first, or undefined where the type is no enum. */
export const valuesOf = (type: string): readonly string[] | undefined => enums.get(type);

const enums = new Map(entries(ENUMS).map(([name, values]) => [name, values]));
const messages = new Map(
  [...entries(RESOURCES), ...entries(REQUESTS)].map(([name, fields]) => [name, new Map(fields.map(field))]),
);
messages.set('Request', kinds('Request'));
messages.set('Response', kinds('Response'));

/** Messages are called after their kind: `addSheet` is an AddSheetRequest, answered by an AddSheetResponse. */
function kinds(suffix: string): Map<string, Field> {
  const found = [...messages.keys()].filter(
    (name) => name.endsWith(suffix) && !/Values|ByData|Search|Spreadsheet(Req|Res)|CopySheet/.test(name),
  );
  return new Map(
    found.map((name) => field(`${name.charAt(0).toLowerCase()}${name.slice(1, -suffix.length)}:${name}?`)),
  );
}

function entries(table: string): [name: string, words: string[]][] {
  return table
    .replaceAll(/\n +/g, ' ')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ...words] = line.split(' ');
      return [name, words];
    });
}

function field(text: string): [string, Field] {
  const [, key = '', name = '', list, presence] = /^(\w+):(\w+)(\*?)(\??)$/.exec(text) ?? [];
  if (!key) throw new Error(`no field: ${text}`);
  return [key, { name, snake: snake(key), list: list === '*', presence: presence === '?' }];
}

function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
