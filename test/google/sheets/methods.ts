import { applyRequests, refuseUnserved } from './batch/batch-update.ts';
import { copyOfSheet } from './copy-sheet.ts';
import type { Edit } from './edit.ts';
import { notFound } from './errors.ts';
import { type DataFilter, metadataOf } from './metadata.ts';
import { propertiesOf, spreadsheetResource } from './resource.ts';
import type { Message } from './schema/check.ts';
import { below, type Mask } from './schema/mask.ts';
import * as filtered from './values/by-filter.ts';
import * as values from './values/methods.ts';
import { readRange } from './values/read.ts';

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

const read = { verb: 'GET', writes: false } as const;
const post = { verb: 'POST', query: 'NoQuery' } as const;

export const METHODS: readonly Method[] = [
  { ...read, path: /^$/, query: 'SpreadsheetQuery', answer: 'Spreadsheet', run: getSpreadsheet },
  {
    ...post,
    path: /^:getByDataFilter$/,
    body: 'GetSpreadsheetByDataFilterRequest',
    answer: 'Spreadsheet',
    writes: false,
    run: (edit, call) => getSpreadsheet(edit, { ...call, query: filteredQuery(edit, call.body) }),
  },
  {
    ...post,
    path: /^:batchUpdate$/,
    body: 'BatchUpdateSpreadsheetRequest',
    answer: 'BatchUpdateSpreadsheetResponse',
    writes: true,
    refuse: refuseUnserved,
    run: batchUpdate,
  },
  {
    ...read,
    path: /^\/values\/([^/]+)$/,
    query: 'ReadQuery',
    answer: 'ValueRange',
    run: (edit, { part, query }) => readRange(edit.document, part, values.readingOf(query)),
  },
  {
    verb: 'PUT',
    path: /^\/values\/([^/]+)$/,
    query: 'WriteQuery',
    body: 'ValueRange',
    root: 'data',
    answer: 'UpdateValuesResponse',
    writes: true,
    run: (edit, call) => named(call, values.updateValues(edit, call.part, call.body, call.query)),
  },
  {
    verb: 'POST',
    path: /^\/values\/([^/]+):append$/,
    query: 'AppendQuery',
    body: 'ValueRange',
    root: 'data',
    answer: 'AppendValuesResponse',
    writes: true,
    run(edit, call) {
      const { updates, ...table } = values.appendValues(edit, call.part, call.body, call.query);
      return named(call, { ...table, updates: named(call, updates) });
    },
  },
  {
    ...post,
    path: /^\/values\/([^/]+):clear$/,
    body: 'ClearValuesRequest',
    answer: 'ClearValuesResponse',
    writes: true,
    run: (edit, call) => named(call, { clearedRange: values.clearRange(edit, call.part) }),
  },
  {
    ...read,
    path: /^\/values:batchGet$/,
    query: 'BatchReadQuery',
    answer: 'BatchGetValuesResponse',
    run: (edit, call) => named(call, values.batchGetValues(edit, texts(call.query.ranges), call.query)),
  },
  {
    ...post,
    path: /^\/values:batchUpdate$/,
    body: 'BatchUpdateValuesRequest',
    answer: 'BatchUpdateValuesResponse',
    writes: true,
    run: (edit, call) => responses(call, values.batchUpdateValues(edit, call.body)),
  },
  {
    ...post,
    path: /^\/values:batchClear$/,
    body: 'BatchClearValuesRequest',
    answer: 'BatchClearValuesResponse',
    writes: true,
    run(edit, call) {
      const clearedRanges = texts(call.body.ranges).map((range) => values.clearRange(edit, range));
      return named(call, clearedRanges.length > 0 ? { clearedRanges } : {});
    },
  },
  {
    ...post,
    path: /^\/values:batchGetByDataFilter$/,
    body: 'BatchGetValuesByDataFilterRequest',
    answer: 'BatchGetValuesByDataFilterResponse',
    writes: false,
    run: (edit, call) => named(call, filtered.batchGetByFilter(edit, call.body)),
  },
  {
    ...post,
    path: /^\/values:batchUpdateByDataFilter$/,
    body: 'BatchUpdateValuesByDataFilterRequest',
    answer: 'BatchUpdateValuesByDataFilterResponse',
    writes: true,
    run: (edit, call) => named(call, filtered.batchUpdateByFilter(edit, call.body)),
  },
  {
    ...post,
    path: /^\/values:batchClearByDataFilter$/,
    body: 'BatchClearValuesByDataFilterRequest',
    answer: 'BatchClearValuesByDataFilterResponse',
    writes: true,
    run: (edit, call) => named(call, filtered.batchClearByFilter(edit, call.body)),
  },
  {
    ...post,
    path: /^\/sheets\/(\d+):copyTo$/,
    body: 'CopySheetToAnotherSpreadsheetRequest',
    answer: 'SheetProperties',
    writes: false,
    run(edit, call) {
      return call.changeOther(String(call.body.destinationSpreadsheetId ?? ''), (other) => {
        return propertiesOf(other.document, copyOfSheet(edit.document, Number(call.part), other.document));
      });
    },
  },
  {
    ...read,
    path: /^\/developerMetadata\/(\d+)$/,
    query: 'NoQuery',
    answer: 'DeveloperMetadata',
    run({ document }, { part }) {
      const found = document.metadata.find(({ metadataId }) => metadataId === Number(part));
      if (!found) throw notFound();
      return { ...found };
    },
  },
  {
    ...post,
    path: /^\/developerMetadata:search$/,
    body: 'SearchDeveloperMetadataRequest',
    answer: 'SearchDeveloperMetadataResponse',
    writes: false,
    run: searchMetadata,
  },
];

const named = (call: Call, answer: Message): Message => ({ spreadsheetId: call.spreadsheetId, ...answer });

const texts = (list: unknown): readonly string[] => (list as readonly string[] | undefined) ?? [];

function responses(call: Call, answer: Message): Message {
  const each = (answer.responses as readonly Message[] | undefined)?.map((response) => named(call, response));
  return named(call, { ...answer, ...(each && { responses: each }) });
}

function getSpreadsheet(edit: Edit, call: Call): Message {
  return spreadsheetResource(edit, {
    spreadsheetId: call.spreadsheetId,
    ranges: texts(call.query.ranges),
    includeGridData: call.masked || call.query.includeGridData === true,
    mask: call.mask,
  });
}

function filteredQuery(edit: Edit, { dataFilters, includeGridData }: Message): Message {
  return { ranges: filtered.rangesOfFilters(edit, (dataFilters ?? []) as readonly DataFilter[]), includeGridData };
}

function batchUpdate(edit: Edit, call: Call): Message {
  const { requests, includeSpreadsheetInResponse, responseRanges, responseIncludeGridData } = call.body;
  const answer = named(call, { replies: applyRequests(edit, (requests ?? []) as readonly Message[]) });
  const mask = below(call.mask, 'updatedSpreadsheet');
  if (!includeSpreadsheetInResponse || !mask) return answer;
  const query = { ranges: responseRanges, includeGridData: responseIncludeGridData };
  return { ...answer, updatedSpreadsheet: getSpreadsheet(edit, { ...call, query, mask }) };
}

/** Each piece of metadata once, with all the filters that mean it. */
function searchMetadata({ document }: Edit, { body }: Call): Message {
  const filters = (body.dataFilters ?? []) as readonly DataFilter[];
  const matched = document.metadata.flatMap((developerMetadata) => {
    const dataFilters = filters.filter((filter) => metadataOf(document, filter).includes(developerMetadata));
    return dataFilters.length > 0 ? [{ developerMetadata, dataFilters }] : [];
  });
  return matched.length > 0 ? { matchedDeveloperMetadata: matched } : {};
}
