import { applyRequests, refuseUnserved } from './batch/batch-update.ts';
import { copyOfSheet } from './copy-sheet.ts';
import type { Edit } from './edit.ts';
import { notFound } from './errors.ts';
import { type DataFilter, metadataOf } from './metadata.ts';
import { type Call, type Method, named, post, read, texts } from './method.ts';
import { propertiesOf, spreadsheetResource } from './resource.ts';
import type { Message } from './schema/check.ts';
import { below } from './schema/mask.ts';
import { rangesOfFilters } from './values/by-filter.ts';
import { VALUES_METHODS } from './values/methods.ts';

/** Every method that is served on a spreadsheet that exists. */
export const METHODS: readonly Method[] = [
  ...VALUES_METHODS,
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

function getSpreadsheet(edit: Edit, call: Call): Message {
  return spreadsheetResource(edit, {
    spreadsheetId: call.spreadsheetId,
    ranges: texts(call.query.ranges),
    includeGridData: call.masked || call.query.includeGridData === true,
    mask: call.mask,
  });
}

function filteredQuery(edit: Edit, { dataFilters, includeGridData }: Message): Message {
  return { ranges: rangesOfFilters(edit, (dataFilters ?? []) as readonly DataFilter[]), includeGridData };
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
