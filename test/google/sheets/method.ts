import type { Edit } from './edit.ts';
import type { Message } from './schema/check.ts';
import type { Mask } from './schema/mask.ts';

/** One call of a method, its query and body checked. */
export interface Call {
  readonly spreadsheetId: string;
  /** The other variable part of the path, decoded: a range, a sheet's id, an id of metadata. */
  readonly part: string;
  readonly query: Message;
  readonly body: Message;
  readonly mask: Mask;
  /** Whether the caller gave a mask, be it `*`: it decides about grid data then. */
  readonly masked: boolean;
  /** Changes another spreadsheet, as far as the caller may. */
  readonly changeOther: <T>(spreadsheetId: string, change: (edit: Edit) => T) => T;
}

/** A method of the API: how it is asked for, what it takes and answers, and what it does. */
export interface Method {
  readonly verb: 'GET' | 'POST' | 'PUT';
  /** Behind `/v4/spreadsheets/ID`; its group is the `part`. */
  readonly path: RegExp;
  readonly query: string;
  readonly body?: string;
  /** Where errors of the body say that it is: a body that is one field of the call is named after it. */
  readonly root?: string;
  readonly answer: string;
  readonly writes: boolean;
  readonly refuse?: (body: unknown) => void;
  readonly run: (edit: Edit, call: Call) => Message;
}

/** What methods that only look have in common. */
export const read = { verb: 'GET', writes: false } as const;
/** What most methods with a body have in common. */
export const post = { verb: 'POST', query: 'NoQuery' } as const;

/** An answer that names its spreadsheet. */
export const named = (call: Call, answer: Message): Message => ({ spreadsheetId: call.spreadsheetId, ...answer });

/** A list of texts, empty where there is none. */
export const texts = (list: unknown): readonly string[] => (list as readonly string[] | undefined) ?? [];
