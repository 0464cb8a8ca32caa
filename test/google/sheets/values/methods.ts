import { type Call, type Method, named, post, read, texts } from '../method.ts';
import type { Message } from '../schema/check.ts';
import * as filtered from './by-filter.ts';
import * as values from './operations.ts';
import { readRange } from './read.ts';

/** The methods under `/values`. */
export const VALUES_METHODS: readonly Method[] = [
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
];

function responses(call: Call, answer: Message): Message {
  const each = (answer.responses as readonly Message[] | undefined)?.map((response) => named(call, response));
  return named(call, { ...answer, ...(each && { responses: each }) });
}
